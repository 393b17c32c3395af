import type { Command } from "commander";
import { DEFAULT_MERGE_GAP_MS, type Speech } from "../../shared/contract/speech.ts";
import { formatClock } from "../../shared/time.ts";
import { sessionName } from "../analysis-result.ts";
import {
  chooseSessions,
  requirePatientOfSession,
  type SessionSelection,
  withSelectionOptions,
} from "../choose-sessions.ts";
import { snakeKeys } from "../snake-keys.ts";
import { mergeGapArgument } from "../usage.ts";
import { doVideoWork, outcomeOfJob, tellFailures } from "../video-work.ts";
import { withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface Options extends SessionSelection {
  readonly mergeGap: number;
  readonly again?: boolean;
  readonly json?: boolean;
}

export function addSpeechCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("speech")
    .description(
      "find speech and silence in the sound, and the emotional phase (longest run of speech + 1 s)",
    )
    .argument("<study>", "folder of the study");
  withSelectionOptions(command)
    .option(
      "--merge-gap <ms>",
      "pauses up to this long belong to a run of speech",
      mergeGapArgument,
      DEFAULT_MERGE_GAP_MS,
    )
    .option("--again", "listen again where that was done before")
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: Options, self: Command) => {
      requirePatientOfSession(options, self);
      const study = context.path(typed);
      const told = await withStudy(study, async (client) => {
        const chosen = chooseSessions(await client.sessions.list(), options, study);
        const ids = chosen.filter(({ video }) => video?.probe.audio).map(({ sessionId }) => sessionId);
        const work = { kind: "speech", done: "listened to" } as const;
        const jobs = await doVideoWork(client, work, ids, options.again === true, context);
        const mergeGapMs = options.mergeGap;
        return Promise.all(
          chosen.map(async (session) => ({
            outcome: outcomeOfJob(session, jobs, "found") ?? { session, status: "kept", failure: null },
            speech: await client.speech.get({ sessionId: session.sessionId, mergeGapMs }),
          })),
        );
      });
      const sessions = told.map(({ outcome: { session, failure }, speech }) => ({
        patient: session.patient,
        session: session.session,
        failure,
        ...(snakeKeys(speech) as Record<string, unknown>),
      }));
      const lines = told.map(({ outcome, speech }) => `${sessionName(outcome.session)}: ${inWords(speech)}`);
      context.result(
        options.json,
        { study, sessions },
        lines.length === 0 ? ["The study has no sessions."] : lines,
      );
      tellFailures(
        told.map(({ outcome }) => outcome),
        context,
      );
    });
}

function inWords(speech: Speech): string {
  if (speech.state === "no-audio") return "no audio";
  if (speech.state === "not-analysed") return "speech was not looked for";
  const { speechMs, silenceMs, segments, emotionalPhase } = speech;
  const total = `speech ${formatClock(speechMs)}, silence ${formatClock(silenceMs)}, ${segments.length} stretches`;
  if (emotionalPhase === null) return total;
  const { startMs, endMs } = emotionalPhase;
  return `${total}; longest run with its second ${formatClock(startMs)} to ${formatClock(endMs)}`;
}
