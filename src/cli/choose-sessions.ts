import type { Command } from "commander";
import { Failure } from "../core/failure.ts";
import type { Session } from "../shared/contract/sessions.ts";
import { patientArgument, sessionArgument } from "./usage.ts";

/** Which sessions a command is about: all, those of a patient, or one. */
export interface SessionSelection {
  readonly patient?: string;
  readonly session?: number;
}

/** Adds `--patient` and `--session`, both of them optional, to a command. */
export function withSelectionOptions(command: Command): Command {
  return command
    .option("--patient <code>", "only the sessions of this patient", patientArgument)
    .option("--session <number>", "only this session of --patient", sessionArgument);
}

/** Ends the command as wrongly called when a session is chosen without its patient. */
export function requirePatientOfSession({ patient, session }: SessionSelection, command: Command): void {
  if (session !== undefined && patient === undefined) command.error("error: --session needs --patient");
}

/**
 * The sessions that were asked for.
 *
 * @param study folder of the study, for the words of a failure
 * @throws Failure NOT_FOUND when the study has none of the patient that was named
 */
export function chooseSessions(
  all: readonly Session[],
  { patient, session }: SessionSelection,
  study: string,
): Session[] {
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
