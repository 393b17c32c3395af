import * as z from "zod";

/**
 * Pseudonym of a patient: a code such as P01, never a name. Letters, digits, dot, dash and underscore, starting
 * with a letter or digit, at most 32 characters, so that it can stand in a file name and in any table.
 */
export const pseudonymSchema = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
    "a patient is named by a code such as P01: letters, digits, dot, dash or underscore, at most 32 characters",
  );

/** Code of a rater, by the same rule as a patient's pseudonym. */
export const raterCodeSchema = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
    "a rater is named by a code such as R1: letters, digits, dot, dash or underscore, at most 32 characters",
  );

/** Number of a session within its patient, counting from 1. */
export const sessionNumberSchema = z
  .int("a session has a whole number")
  .min(1, "sessions count from 1")
  .max(9_999, "sessions count up to 9999");

/** Day on which a session was held, ISO 8601 (2026-01-31). */
export const sessionDateSchema = z.iso.date("a date is written 2026-01-31");

/** 1-based minute of a session. */
export const LAST_MINUTE = 1_440;
export const minuteNumberSchema = z
  .int("a minute is a whole number")
  .min(1, "minutes count from 1")
  .max(LAST_MINUTE);
