import { InvalidArgumentError } from "commander";
import type * as z from "zod";
import { readDate } from "../core/exchange/read-date.ts";
import { pseudonymSchema, sessionNumberSchema } from "../shared/names.ts";

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

/** Parser of `--date`, which takes what a manifest takes. Returns the day in ISO 8601. */
export function dateArgument(text: string): string {
  const day = readDate(text);
  if (day !== null) return day;
  const written = /^\d{4}-\d{2}-\d{2}$|^\d{1,2}\.\d{1,2}\.\d{4}$/.test(text);
  throw new InvalidArgumentError(
    written ? "there is no such day." : "a date is written 2026-01-31 or 31.01.2026.",
  );
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
