import type { Command } from "commander";
import type { Quality } from "../../shared/contract/evidence.ts";
import { formatClock } from "../../shared/time.ts";
import {
  chooseSessions,
  requirePatientOfSession,
  type SessionSelection,
  withSelectionOptions,
} from "../choose-sessions.ts";
import { analysed, chosenSession, runArgument, runOf } from "../one-session.ts";
import { snakeKeys } from "../snake-keys.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface Options extends SessionSelection {
  readonly run?: number;
  readonly json?: boolean;
}

interface SessionQuality {
  readonly patient: string;
  readonly session: number;
  readonly quality: Quality;
}

export function addQualityCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("quality")
    .description("print how well the machine saw the client, with warnings, for all analysed sessions or one")
    .argument("<study>", "folder of the study");
  withSelectionOptions(command)
    .option("--run <id>", "a finished run of that session (default: the one that counts)", runArgument)
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: Options, self: Command) => {
      requirePatientOfSession(options, self);
      if (options.run !== undefined && options.session === undefined)
        self.error("error: --run needs --session");
      const study = context.path(typed);
      const sessions = await withStudy(study, (client) => gather(client, study, options));
      context.result(
        options.json,
        { sessions: sessions.map(sessionObject) },
        sessions.length === 0 ? ["No session is analysed yet."] : sessions.flatMap(lines),
      );
    });
}

/** A session's quality under the names that commands use. */
function sessionObject({ patient, session, quality }: SessionQuality): object {
  const { runId, sessionId: _, ...found } = quality;
  return snakeKeys({ patient, session, run: runId, ...found });
}

async function gather(client: Client, study: string, options: Options): Promise<SessionQuality[]> {
  const { patient, session, run } = options;
  if (patient !== undefined && session !== undefined) {
    const choice = { patient, session, ...(run === undefined ? {} : { run }) };
    const chosen = await chosenSession(client, choice);
    const quality = analysed(await client.evidence.quality(runOf(chosen, choice)), chosen);
    return [{ patient, session, quality }];
  }
  const found: SessionQuality[] = [];
  for (const one of chooseSessions(await client.sessions.list(), options, study)) {
    const quality = await client.evidence.quality({ sessionId: one.sessionId });
    if (quality) found.push({ patient: one.patient, session: one.session, quality });
  }
  return found;
}

function lines({ patient, session, quality }: SessionQuality): string[] {
  const { runId, coverage, medianFaceHeight, verdict, warnings } = quality;
  const height = medianFaceHeight === null ? "" : `, face ${Math.round(medianFaceHeight)} px high`;
  const decided =
    verdict.verdict === "open" ? "" : `, ${verdict.verdict}${verdict.reason && `: ${verdict.reason}`}`;
  return [
    `${patient} ${session} (run ${runId}): face in ${(100 * coverage).toFixed(1)}% of the frames${height}${decided}`,
    ...warnings.map(({ level, text, fromMs }) => {
      const from = fromMs === null ? "" : ` [${formatClock(fromMs)}]`;
      return `  ${level}:${from} ${text}`;
    }),
  ];
}
