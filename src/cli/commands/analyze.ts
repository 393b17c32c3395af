import type { Command } from "commander";
import { Failure } from "../../core/failure.ts";
import { failureLines } from "../../core/failure-words.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { showAnalysisProgress } from "../analysis-progress.ts";
import { type AnalysedSession, analysisLines, analysisResult } from "../analysis-result.ts";
import { analyseSessions, type SessionOutcome } from "../analysis-run.ts";
import { patientArgument, sessionArgument } from "../usage.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

const CANCELLED = "Cancelled. The minutes analysed so far are stored; the same command continues from there.";

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
      const result = analysisResult(study, analysed);
      context.result(
        options.json,
        result,
        result.sessions.length === 0 ? ["The study has no sessions to analyse."] : analysisLines(result),
      );
      report(analysed, context);
    });
}

/** The sessions that were asked for. Among all of them those that have no video yet are left out, which is said. */
function select(
  all: readonly Session[],
  { patient, session }: Selection,
  study: string,
  { io }: CommandContext,
): Session[] {
  if (patient === undefined) {
    for (const one of all.filter(({ video }) => video === null)) {
      io.err(`${one.patient} session ${one.session} has no video and is left out.\n`);
    }
    return all.filter(({ video }) => video !== null);
  }
  const chosen = all.filter(
    (one) => one.patient === patient && (session === undefined || one.session === session),
  );
  if (chosen.length > 0) return chosen;
  const name = session === undefined ? "a session" : `session ${session}`;
  throw new Failure("NOT_FOUND", `The study does not have ${name} of patient ${patient}.`, {
    where: study,
    remedy: "Import it first, or choose another one.",
  });
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
  for (const outcome of outcomes) {
    const finished = outcome.status === "analysed" || outcome.status === "already-analysed";
    const machine = finished ? await client.traces.minutes({ sessionId: outcome.session.sessionId }) : null;
    sessions.push({ outcome, machine });
  }
  return sessions;
}

/** Names every session that has no result now, and why. */
function report(sessions: readonly AnalysedSession[], context: CommandContext): void {
  const open = sessions
    .map(({ outcome }) => outcome)
    .filter(({ status }) => status === "failed" || status === "cancelled");
  for (const { session, failure } of open) {
    const lines = failure === null ? [CANCELLED] : failureLines(failure);
    context.io.err(`${session.patient} session ${session.session}: ${lines.join("\n")}\n`);
  }
  if (open.length > 0) context.exit(1);
}
