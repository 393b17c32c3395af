import type { Command } from "commander";
import { Failure } from "../../core/failure.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { showAnalysisProgress } from "../analysis-progress.ts";
import {
  type AnalysedSession,
  analysisLines,
  analysisRemarks,
  analysisResult,
  sessionName,
} from "../analysis-result.ts";
import { analyseSessions, type SessionOutcome } from "../analysis-run.ts";
import { patientArgument, sessionArgument } from "../usage.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface Selection {
  readonly patient?: string;
  readonly session?: number;
}

export function addAnalyzeCommand(program: Command, context: CommandContext): void {
  program
    .command("analyze")
    .description("run the machine over the sessions' videos, all of them unless some are chosen")
    .argument("<study>", "folder of the study")
    .option("--patient <code>", "only the sessions of this patient", patientArgument)
    .option("--session <number>", "only this session of --patient", sessionArgument)
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: Selection & { json?: boolean }, command: Command) => {
      if (options.session !== undefined && options.patient === undefined) {
        command.error("error: --session needs --patient");
      }
      const study = context.path(typed);
      const analysed = await withStudy(study, async (client) => {
        const chosen = select(await client.sessions.list(), options, study, context);
        return withMinutes(client, await analyseUntilStopped(client, chosen, context));
      });
      context.result(
        options.json,
        analysisResult(study, analysed),
        analysed.length === 0 ? ["The study has no sessions to analyse."] : analysisLines(analysed),
      );
      for (const remark of analysisRemarks(analysed)) context.io.err(`${remark}\n`);
      if (analysed.some(({ finished }) => finished === null)) context.exit(1);
    });
}

/** The sessions that were asked for. Those of them that have no video yet are left out, which is said. */
function select(
  all: readonly Session[],
  { patient, session }: Selection,
  study: string,
  { io }: CommandContext,
): Session[] {
  const chosen = all.filter(
    (one) =>
      (patient === undefined || one.patient === patient) &&
      (session === undefined || one.session === session),
  );
  if (chosen.length === 0 && patient !== undefined) {
    const name = session === undefined ? "a session" : `session ${session}`;
    throw new Failure("NOT_FOUND", `The study does not have ${name} of patient ${patient}.`, {
      where: study,
      remedy: "Import it first, or choose another one.",
    });
  }
  const withVideo = chosen.filter(({ video }) => video !== null);
  if (chosen.length > 0 && withVideo.length === 0) {
    throw new Failure("VIDEO_MISSING", noVideo(chosen, patient), {
      where: study,
      remedy: "Import a video first: minutewise import STUDY --video FILE --patient CODE --session NUMBER",
    });
  }
  for (const one of chosen.filter(({ video }) => video === null)) {
    io.err(`${sessionName(one)} has no video and is left out.\n`);
  }
  return withVideo;
}

function noVideo(chosen: readonly Session[], patient: string | undefined): string {
  const [first] = chosen;
  if (first && chosen.length === 1) return `${sessionName(first)} has no video.`;
  return patient === undefined
    ? `None of the study's ${chosen.length} sessions has a video.`
    : `None of the ${chosen.length} sessions of patient ${patient} has a video.`;
}

/** Ctrl-C cancels the analysis and lets the command end in order; a second one ends it at once. */
async function analyseUntilStopped(
  client: Client,
  sessions: readonly Session[],
  { io }: CommandContext,
): Promise<SessionOutcome[]> {
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  const progress = showAnalysisProgress(io);
  try {
    return await analyseSessions(client, sessions, {
      onChange: (jobs) => progress.update(jobs),
      stop: stop.signal,
    });
  } finally {
    progress.end();
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
}

async function withMinutes(client: Client, outcomes: readonly SessionOutcome[]): Promise<AnalysedSession[]> {
  const sessions: AnalysedSession[] = [];
  for (const outcome of outcomes) sessions.push({ outcome, finished: await finishedRun(client, outcome) });
  return sessions;
}

async function finishedRun(
  client: Client,
  { status, session: { sessionId } }: SessionOutcome,
): Promise<AnalysedSession["finished"]> {
  if (status === "failed" || status === "cancelled") return null;
  const machine = await client.traces.minutes({ sessionId });
  if (machine === null) throw new Error("A session that was analysed has no minutes.");
  const { analysis } = await client.sessions.get({ sessionId });
  return { machine, notices: analysis?.notices ?? [] };
}
