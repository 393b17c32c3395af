import type { Command } from "commander";
import { Failure } from "../../core/failure.ts";
import { expectedFailure } from "../../core/failure-words.ts";
import type { AnalysisOptions } from "../../shared/contract/analysis.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import type { MachineMinutes } from "../../shared/contract/traces.ts";
import { showAnalysisProgress } from "../analysis-progress.ts";
import {
  type AnalysedSession,
  analysisLines,
  analysisRemarks,
  analysisResult,
  sessionName,
} from "../analysis-result.ts";
import { analyseSessions, type SessionOutcome } from "../analysis-run.ts";
import {
  chooseSessions,
  requirePatientOfSession,
  type SessionSelection,
  withSelectionOptions,
} from "../choose-sessions.ts";
import { jobsArgument, modelsArgument, timeArgument } from "../usage.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

/** What is typed about the analysis itself. */
interface Wishes {
  readonly from?: number;
  readonly to?: number;
  readonly models?: string[];
  readonly every?: boolean;
}

type Typed = SessionSelection & Wishes & { readonly jobs?: number; readonly json?: boolean };

export function addAnalyzeCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("analyze")
    .description("run the machine over the sessions' videos, all of them unless some are chosen")
    .argument("<study>", "folder of the study");
  withSelectionOptions(command)
    .option("--from <time>", "start of the span to analyse: 14:30, 1:02:30 or seconds", timeArgument)
    .option("--to <time>", "end of the span to analyse", timeArgument)
    .option("--models <ids>", "models that read the face, with commas between (default: all)", modelsArgument)
    .option("--every", "read the face mesh in every frame instead of five times a second")
    .option("--jobs <number>", "sessions at once, at most one a core (default: the settings')", jobsArgument)
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: Typed, self: Command) => {
      requirePatientOfSession(options, self);
      if (options.to !== undefined && options.to <= (options.from ?? 0)) {
        self.error("error: --to must lie after --from");
      }
      const study = context.path(typed);
      const wishes = analysisOptions(options);
      const analysed = await withStudy(
        study,
        async (client) => {
          const chosen = select(await client.sessions.list(), options, study, context);
          const outcomes = await analyseUntilStopped(client, chosen, wishes, context);
          return withMinutes(client, outcomes, wishes.modelIds);
        },
        options.jobs === undefined ? {} : { workers: options.jobs },
      );
      context.result(
        options.json,
        analysisResult(study, analysed),
        analysed.length === 0 ? ["The study has no sessions to analyse."] : analysisLines(analysed),
      );
      for (const remark of analysisRemarks(analysed)) context.io.err(`${remark}\n`);
      if (analysed.some(({ finished }) => finished === null)) context.exit(1);
    });
}

function analysisOptions({ from, to, models, every }: Wishes): AnalysisOptions {
  return {
    ...(from === undefined ? {} : { fromMs: from }),
    ...(to === undefined ? {} : { toMs: to }),
    ...(models === undefined ? {} : { modelIds: models }),
    ...(every ? { meshEveryMs: 0 } : {}),
  };
}

/** The sessions that were asked for. Those of them that have no video yet are left out, which is said. */
function select(
  all: readonly Session[],
  selection: SessionSelection,
  study: string,
  { io }: CommandContext,
): Session[] {
  const chosen = chooseSessions(all, selection, study);
  const withVideo = chosen.filter(({ video }) => video !== null);
  if (chosen.length > 0 && withVideo.length === 0) {
    throw new Failure("VIDEO_MISSING", noVideo(chosen, selection.patient), {
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
  options: AnalysisOptions,
  { io }: CommandContext,
): Promise<SessionOutcome[]> {
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  const progress = showAnalysisProgress(io);
  try {
    return await analyseSessions(client, sessions, {
      onChange: (queue) => progress.update(queue),
      stop: stop.signal,
      options,
    });
  } finally {
    progress.end();
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
}

async function withMinutes(
  client: Client,
  outcomes: readonly SessionOutcome[],
  modelIds: readonly string[] = [],
): Promise<AnalysedSession[]> {
  const sessions: AnalysedSession[] = [];
  for (const outcome of outcomes) {
    sessions.push({ outcome, finished: await finishedRun(client, outcome, modelIds) });
  }
  return sessions;
}

async function finishedRun(
  client: Client,
  { runId, session: { sessionId } }: SessionOutcome,
  modelIds: readonly string[],
): Promise<AnalysedSession["finished"]> {
  if (runId === null) return null;
  const machine = await minutesOf(client, { sessionId, runId }, modelIds);
  const run = (await client.traces.runs({ sessionId })).find((one) => one.runId === runId);
  if (machine === null || run === undefined) throw new Error("A session that was analysed has no minutes.");
  return { machine, run };
}

/** The minutes as the study's model sees them, or else as the first of the chosen models that reads expressions. */
async function minutesOf(
  client: Client,
  of: { readonly sessionId: number; readonly runId: number },
  modelIds: readonly string[],
): Promise<MachineMinutes | null> {
  const usual = await client.traces.minutes(of);
  if (usual === null || hasValues(usual)) return usual;
  for (const modelId of modelIds) {
    try {
      const chosen = await client.traces.minutes({ ...of, modelId });
      if (chosen !== null && hasValues(chosen)) return chosen;
    } catch (error) {
      // A model with labels of its own has no minutes of expressions.
      if (expectedFailure(error)?.code !== "NOT_FOUND") throw error;
    }
  }
  return usual;
}

function hasValues({ minutes }: MachineMinutes): boolean {
  return minutes.some(({ means }) => means !== null);
}
