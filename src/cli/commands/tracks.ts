import type { Command } from "commander";
import type { Track } from "../../shared/contract/evidence.ts";
import { formatClock } from "../../shared/time.ts";
import { counted } from "../counted.ts";
import { analysed, chosenSession, runOf, type SessionChoice, withSessionOptions } from "../one-session.ts";
import { snakeKeys } from "../snake-keys.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

export function addTracksCommand(program: Command, context: CommandContext): void {
  withSessionOptions(
    program
      .command("tracks")
      .description(
        "print the faces that were followed in a session: the client's, other people's, what was given up",
      )
      .argument("<study>", "folder of the study"),
  )
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: SessionChoice & { json?: boolean }) => {
      const { patient, session } = options;
      const tracks = await withStudy(context.path(typed), async (client) => {
        const chosen = await chosenSession(client, options);
        return analysed(await client.evidence.tracks(runOf(chosen, options)), chosen);
      });
      context.result(options.json, { patient, session, tracks: snakeKeys(tracks) }, [
        `${counted(tracks.length, "track")} in session ${session} of ${patient}${tracks.length > 0 ? ":" : "."}`,
        ...tracks.map(trackLine),
      ]);
    });
}

function trackLine({ track, role, firstMs, lastMs, nFrames, medianHeight, place, reason }: Track): string {
  const { x, y, width, height } = place;
  const at = `at ${Math.round(x + width / 2)}, ${Math.round(y + height / 2)}`;
  if (role === "dropped")
    return `  ${track}  given up at ${formatClock(firstMs)}, ${at}. ${reason ?? ""}`.trimEnd();
  const who = role === "client" ? "client" : "other person";
  const tall = medianHeight === null ? "" : `, ${Math.round(medianHeight)} px high`;
  return `  ${track}  ${who}, ${formatClock(firstMs)} to ${formatClock(lastMs)}, ${counted(nFrames, "frame")}${tall}, ${at}`;
}
