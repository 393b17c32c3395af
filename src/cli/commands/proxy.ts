import type { Command } from "commander";
import type { Session } from "../../shared/contract/sessions.ts";
import { sessionName } from "../analysis-result.ts";
import {
  chooseSessions,
  requirePatientOfSession,
  type SessionSelection,
  withSelectionOptions,
} from "../choose-sessions.ts";
import { doVideoWork, outcomeOfJob, tellFailures, type WorkOutcome } from "../video-work.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface Options extends SessionSelection {
  readonly force?: boolean;
  readonly json?: boolean;
}

/** What became of a session's playback copy. */
type Status = "made" | "there-already" | "not-needed" | "no-video";

const WORDS: Readonly<Record<WorkOutcome<Status>["status"], string>> = {
  made: "playback copy made",
  "there-already": "has its playback copy already",
  "not-needed": "plays as it is, no copy needed",
  "no-video": "has no video",
  failed: "no playback copy",
  cancelled: "cancelled",
};

export function addProxyCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("proxy")
    .description("make playback copies of the videos that the page cannot play")
    .argument("<study>", "folder of the study");
  withSelectionOptions(command)
    .option("--force", "make copies that are not needed, and those that are there anew")
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: Options, self: Command) => {
      requirePatientOfSession(options, self);
      const force = options.force === true;
      const study = context.path(typed);
      const outcomes = await withStudy(study, async (client) => {
        const chosen = chooseSessions(await client.sessions.list(), options, study);
        const wanted = chosen.filter(({ video }) => video && (force || video.playback === "proxy-needed"));
        const ids = wanted.map(({ sessionId }) => sessionId);
        const jobs = await doVideoWork(client, { kind: "proxy", done: "copied" }, ids, force, context);
        return chosen.map(
          (session) =>
            outcomeOfJob<Status>(session, jobs, "made") ?? {
              session,
              status: withoutJob(session),
              failure: null,
            },
        );
      });
      const sessions = outcomes.map(({ session, status, failure }) => ({
        patient: session.patient,
        session: session.session,
        status,
        failure,
      }));
      const lines = outcomes.map(({ session, status }) => `${sessionName(session)}: ${WORDS[status]}`);
      context.result(
        options.json,
        { study, sessions },
        lines.length === 0 ? ["The study has no sessions."] : lines,
      );
      tellFailures(outcomes, context);
    });
}

function withoutJob({ video }: Session): Status {
  if (video === null) return "no-video";
  return video.playback === "proxy-ready" ? "there-already" : "not-needed";
}
