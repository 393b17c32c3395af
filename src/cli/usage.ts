import { InvalidArgumentError } from "commander";
import type * as z from "zod";
import { readDate } from "../core/exchange/read-date.ts";
import { pseudonymSchema, sessionNumberSchema } from "../shared/names.ts";
import { reportOptionsSchema } from "../shared/reports/report-options.ts";
import { CLOCK_WORDS, parseClock } from "../shared/time.ts";

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

/** Parser of `--merge-gap`, in ms. */
export function mergeGapArgument(text: string): number {
  const gapMs = wholeNumber(text);
  if (Number.isNaN(gapMs) || gapMs > 60_000)
    throw new InvalidArgumentError("a pause is a whole number of ms from 0 to 60000.");
  return gapMs;
}

/** Parser of `--port`; 0 lets the program choose. */
export function portArgument(text: string): number {
  const port = wholeNumber(text);
  if (Number.isNaN(port) || port > 65_535)
    throw new InvalidArgumentError("a port is a whole number from 0 to 65535.");
  return port;
}

/** Parser of `--from` and `--to`: 14:30, 1:02:30 or 870, with decimals of the second. Returns ms. */
export function timeArgument(text: string): number {
  const timeMs = parseClock(text);
  if (timeMs === null) throw new InvalidArgumentError(`${CLOCK_WORDS}.`);
  return timeMs;
}

/** Parser of `--models`: ids separated by commas. */
export function modelsArgument(text: string): string[] {
  const ids = text.split(",").map((id) => id.trim());
  if (ids.some((id) => id === ""))
    throw new InvalidArgumentError("models are named by ids with commas between.");
  return [...new Set(ids)];
}

/** Parser of `--jobs`. */
export function jobsArgument(text: string): number {
  const jobs = wholeNumber(text);
  if (!(jobs >= 1)) throw new InvalidArgumentError("the number of jobs at once is a whole number from 1.");
  return jobs;
}

/** Parser of `--seed`. */
export function seedArgument(text: string): number {
  return wholeNumberOf(reportOptionsSchema.shape.seed, text, "a seed is a whole number from 1 to 2147483646");
}

/** Parser of `--resamples`. */
export function resamplesArgument(text: string): number {
  return wholeNumberOf(
    reportOptionsSchema.shape.resamples,
    text,
    "replicates are a whole number from 0 to 10000",
  );
}

/** Parser of `--high-arousal`. */
export function highArousalArgument(text: string): number {
  return wholeNumberOf(
    reportOptionsSchema.shape.highArousal,
    text,
    "a level of arousal is a whole number from 1 to 7",
  );
}

/** A whole number that the schema takes. */
function wholeNumberOf(schema: z.ZodType<number>, text: string, words: string): number {
  const result = schema.safeParse(/^[0-9]{1,10}$/.test(text) ? Number(text) : null);
  if (result.success) return result.data;
  throw new InvalidArgumentError(`${words}.`);
}

function wholeNumber(text: string): number {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
}
