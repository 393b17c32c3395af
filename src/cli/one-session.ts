import { type Command, InvalidArgumentError } from "commander";
import { Failure } from "../core/failure.ts";
import type { Session } from "../shared/contract/sessions.ts";
import { patientArgument, sessionArgument } from "./usage.ts";
import type { Client } from "./with-core.ts";

/** How a command is told about one run of one session. */
export interface SessionChoice {
  readonly patient: string;
  readonly session: number;
  readonly run?: number;
}

/** Adds `--patient`, `--session` and `--run` to a command. */
export function withSessionOptions(command: Command): Command {
  return command
    .requiredOption("--patient <code>", "patient of the session", patientArgument)
    .requiredOption("--session <number>", "number of the session", sessionArgument)
    .option("--run <id>", "a finished run (default: the one that counts)", runArgument);
}

/** Parser of a run's id. */
export function runArgument(text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("a run is a whole number from 1.");
}

/** @throws Failure NOT_FOUND when the study has no such session */
export async function chosenSession(client: Client, { patient, session }: SessionChoice): Promise<Session> {
  const found = (await client.sessions.list()).find(
    (one) => one.patient === patient && one.session === session,
  );
  if (found) return found;
  throw new Failure("NOT_FOUND", `The study has no session ${session} of patient ${patient}.`, {
    remedy: "Check the code and the number: minutewise runs STUDY lists the sessions, as does the page.",
  });
}

/** What the contract asks for. */
export function runOf(session: Session, { run }: SessionChoice): { sessionId: number; runId?: number } {
  return { sessionId: session.sessionId, ...(run === undefined ? {} : { runId: run }) };
}

/** The answer, which is null where the session has no finished run. @throws Failure NOT_FOUND then */
export function analysed<Answer>(answer: Answer | null, { patient, session }: Session): Answer {
  if (answer !== null) return answer;
  throw new Failure("NOT_FOUND", `Session ${session} of ${patient} is not analysed yet.`, {
    remedy: "Analyse it first: minutewise analyze.",
  });
}
