import type { CeasEmotion } from "../ceas/codebook.ts";
import type { RatedClass } from "../ceas/rated-class.ts";
import type { Expression } from "../expression.ts";

/** What the figures and sentences of the agreement are made from. */

/** Pearson r of CEAS arousal with 1 - neutral over minutes. */
export interface CorrelationRow {
  /** Null: all raters together, one row of data for each rater and minute. */
  readonly rater: string | null;
  /** Null with `session`: over all sessions. */
  readonly patient: string | null;
  readonly session: number | null;
  readonly n: number;
  readonly r: number | null;
  /** 95% confidence interval by Fisher's z; null below n = 4. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  /** Two-sided p of t = r sqrt((n-2)/(1-r^2)); null below n = 3. */
  readonly p: number | null;
  /** Why there is no value, in words; null when there is one. */
  readonly explanation: string | null;
}

/** Counts of minutes by the rater's emotion (rows) and the machine's strongest expression (columns). */
export interface Confusion {
  /** Null: all raters together. */
  readonly rater: string | null;
  /** "seven": strongest of all seven; "six": strongest of the six emotions, neutral left out, low minutes left out. */
  readonly kind: "seven" | "six";
  readonly rows: readonly RatedClass[];
  readonly columns: readonly Expression[];
  readonly counts: readonly (readonly number[])[];
  readonly n: number;
  /** Minutes in which both name the same, of those whose class the machine can name (love has no counterpart). */
  readonly same: number;
  readonly comparable: number;
}

/** One rated minute with a machine value: a point of the scatter plot. */
export interface AgreementPoint {
  readonly patient: string;
  readonly session: number;
  readonly minute: number;
  readonly rater: string;
  readonly arousal: number;
  readonly emotion: CeasEmotion | null;
  readonly nonspecific: number;
}
