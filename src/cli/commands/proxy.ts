import type { Command } from "commander";
import { Failure } from "../../core/failure.ts";
import type { Job } from "../../shared/contract/analysis.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { sessionName } from "../analysis-result.ts";
import { patientArgument, sessionArgument } from "../usage.ts";
import { type Client, withStudy } from "../with-core.ts";
import type { CommandContext } from "./context.ts";

interface Options {
  readonly patient?: string;
  readonly session?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** What became of a session's playback copy. */
interface Outcome {
  readonly session: Session;
  readonly status: "made" | "there-already" | "not-needed" | "no-video" | "failed" | "cancelled";
  readonly failure: Job["failure"];
}

const WORDS: Readonly<Record<Outcome["status"], string>> = {
  made: "playback copy made",
  "there-already": "has its playback copy already",
  "not-needed": "plays as it is, no copy needed",
  "no-video": "has no video",
  failed: "no playback copy",
  cancelled: "cancelled",
};

const MS_BETWEEN_LINES = 5_000;

export function addProxyCommand(program: Command, context: CommandContext): void {
  program
    .command("proxy")
    .description("make playback copies of the videos that the page cannot play")
    .argument("<study>", "folder of the study")
    .option("--patient <code>", "only the sessions of this patient", patientArgument)
    .option("--session <number>", "only this session of --patient", sessionArgument)
    .option("--force", "make copies that are not needed, and those that are there anew")
    .option("--json", "print one JSON object")
    .action(async (typed: string, options: Options, command: Command) => {
      if (options.session !== undefined && options.patient === undefined) {
        command.error("error: --session needs --patient");
      }
      const study = context.path(typed);
      const outcomes = await withStudy(study, async (client) => {
        const chosen = select(await client.sessions.list(), options, study);
        return makeUntilStopped(client, chosen, options.force === true, context);
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
      for (const { session, failure } of outcomes) {
        if (failure === null) continue;
        const { message, where, remedy } = failure;
        context.io.err(
          `${[`${sessionName(session)}: ${message}`, where, remedy].filter(Boolean).join("\n")}\n`,
        );
      }
      if (outcomes.some(({ status }) => status === "failed" || status === "cancelled")) context.exit(1);
    });
}

function select(all: readonly Session[], { patient, session }: Options, study: string): Session[] {
  const chosen = all.filter(
    (one) =>
      (patient === undefined || one.patient === patient) &&
      (session === undefined || one.session === session),
  );
  if (chosen.length > 0 || patient === undefined) return chosen;
  const name = session === undefined ? "a session" : `session ${session}`;
  throw new Failure("NOT_FOUND", `The study does not have ${name} of patient ${patient}.`, {
    where: study,
    remedy: "Import it first, or choose another one.",
  });
}

/** Ctrl-C cancels what is being made and lets the command end in order. */
async function makeUntilStopped(
  client: Client,
  sessions: readonly Session[],
  force: boolean,
  context: CommandContext,
): Promise<Outcome[]> {
  const wanted = sessions.filter(({ video }) => video && (force || video.playback === "proxy-needed"));
  if (wanted.length === 0)
    return sessions.map((session) => ({ session, status: withoutJob(session), failure: null }));
  const cancel = (): void => void client.analysis.cancelAll();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  try {
    const sessionIds = wanted.map(({ sessionId }) => sessionId);
    const { jobs } = await client.analysis.enqueue({ sessionIds, kind: "proxy", again: force });
    const ended = await watchToTheEnd(client, new Set(jobs.map(({ jobId }) => jobId)), context);
    return sessions.map((session) => outcomeOf(session, ended));
  } finally {
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
}

const UNFINISHED: readonly Job["state"][] = ["queued", "running", "paused"];

async function watchToTheEnd(
  client: Client,
  jobIds: ReadonlySet<number>,
  { io }: CommandContext,
): Promise<readonly Job[]> {
  let toldMs = Date.now();
  for await (const { jobs: all } of await client.analysis.watch()) {
    const jobs = all.filter(({ jobId }) => jobIds.has(jobId));
    if (jobs.length === jobIds.size && jobs.every(({ state }) => !UNFINISHED.includes(state))) return jobs;
    if (Date.now() - toldMs < MS_BETWEEN_LINES) continue;
    toldMs = Date.now();
    for (const job of jobs.filter(({ state }) => state === "running")) io.err(`${progressOf(job)}\n`);
  }
  throw new Error("The queue ended before its jobs did.");
}

function progressOf({ patient, session, framesDone, framesExpected }: Job): string {
  const share =
    framesExpected > 0 ? `, ${Math.min(100, Math.floor((100 * framesDone) / framesExpected))}%` : "";
  return `${patient} session ${session}: ${framesDone} frames copied${share}`;
}

function outcomeOf(session: Session, jobs: readonly Job[]): Outcome {
  const job = jobs.find(({ sessionId }) => sessionId === session.sessionId);
  if (job === undefined) return { session, status: withoutJob(session), failure: null };
  if (job.state === "succeeded") return { session, status: "made", failure: null };
  return { session, status: job.state === "failed" ? "failed" : "cancelled", failure: job.failure };
}

function withoutJob({ video }: Session): Outcome["status"] {
  if (video === null) return "no-video";
  return video.playback === "proxy-ready" ? "there-already" : "not-needed";
}
