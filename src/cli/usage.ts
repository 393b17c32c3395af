import { InvalidArgumentError } from "commander";
import type * as z from "zod";
import { pseudonymSchema, sessionDateSchema, sessionNumberSchema } from "../shared/names.ts";

/** Turns a schema's complaint into one about the command line. */
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidArgumentError(`${result.error.issues.map((issue) => issue.message).join("; ")}.`);
}

/** Parser of `--patient`. */
export function patientArgument(text: string): string {
  return checked(pseudonymSchema, text);
}

/** Parser of `--session`. */
export function sessionArgument(text: string): number {
  return checked(sessionNumberSchema, wholeNumber(text));
}

/** Parser of `--date`. */
export function dateArgument(text: string): string {
  return checked(sessionDateSchema, text);
}

/** Parser of `--port`; 0 lets the program choose. */
export function portArgument(text: string): number {
  const port = wholeNumber(text);
  if (Number.isNaN(port) || port > 65_535)
    throw new InvalidArgumentError("a port is a whole number from 0 to 65535.");
  return port;
}

function wholeNumber(text: string): number {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
}
