import { oc } from "@orpc/contract";
import * as z from "zod";
import { CEAS_EMOTIONS } from "../ceas/codebook.ts";
import { RATED_CLASSES } from "../ceas/rated-class.ts";
import { EXPRESSIONS } from "../expression.ts";
import { failures } from "../failure.ts";

/** Pearson r of CEAS arousal with 1 - neutral over minutes. */
export const correlationRowSchema = z.object({
  /** Null: all raters together, one row of data for each rater and minute. */
  rater: z.string().nullable(),
  /** Null with `session`: over all sessions. */
  patient: z.string().nullable(),
  session: z.int().nullable(),
  n: z.int(),
  r: z.number().nullable(),
  /** 95% confidence interval by Fisher's z; null below n = 4. */
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  /** Two-sided p of t = r sqrt((n-2)/(1-r^2)); null below n = 3. */
  p: z.number().nullable(),
  /** Why there is no value, in words; null when there is one. */
  explanation: z.string().nullable(),
});
export type CorrelationRow = z.infer<typeof correlationRowSchema>;

/** Counts of minutes by the rater's emotion (rows) and the machine's strongest expression (columns). */
export const confusionSchema = z.object({
  rater: z.string().nullable(),
  /** "seven": strongest of all seven; "six": strongest of the six emotions, neutral left out, low minutes left out. */
  kind: z.enum(["seven", "six"]),
  rows: z.array(z.enum(RATED_CLASSES)),
  columns: z.array(z.enum(EXPRESSIONS)),
  counts: z.array(z.array(z.int())),
  n: z.int(),
  /** Minutes in which both name the same, of those whose class the machine can name (love has no counterpart). */
  same: z.int(),
  comparable: z.int(),
});
export type Confusion = z.infer<typeof confusionSchema>;

/** One rated minute with a machine value: a point of the scatter plot. */
export const agreementPointSchema = z.object({
  patient: z.string(),
  session: z.int(),
  minute: z.int(),
  rater: z.string(),
  arousal: z.int(),
  emotion: z.enum(CEAS_EMOTIONS).nullable(),
  nonspecific: z.number(),
  strongest: z.enum(EXPRESSIONS),
  coverage: z.number(),
});
export type AgreementPoint = z.infer<typeof agreementPointSchema>;

export const agreementSchema = z.object({
  study: z.object({ studyId: z.string(), name: z.string() }),
  program: z.object({ name: z.string(), version: z.string() }),
  computedAt: z.iso.datetime(),
  /** The reading of the machine's side: a network, its calibrated form or the blend. */
  model: z.object({
    modelId: z.string(),
    name: z.string(),
    /** Of the network's weights; null where several networks are blended: see `parts`. */
    sha256: z.string().nullable(),
    temperature: z.number(),
    parts: z.array(
      z.object({ modelId: z.string(), name: z.string(), sha256: z.string(), weight: z.number() }),
    ),
  }),
  codebook: z.object({ key: z.string(), version: z.int(), title: z.string() }),
  raters: z.array(z.string()),
  /** How many ratings went in, and where the others were lost. */
  flow: z.object({
    ratings: z.int(),
    notRatable: z.int(),
    withoutAnalysis: z.int(),
    /** Of sessions whose newest run a supervisor excluded. */
    excluded: z.int(),
    /** The same by the reason that was given, most ratings first. */
    exclusions: z.array(z.object({ reason: z.string(), sessions: z.int(), ratings: z.int() })),
    withoutFace: z.int(),
    /** Arousal at the gate or above without an emotion: in the correlation, not in the confusion. */
    withoutEmotion: z.int(),
    used: z.int(),
    sessions: z.int(),
    patients: z.int(),
  }),
  definitions: z.array(z.object({ term: z.string(), definition: z.string() })),
  correlations: z.array(correlationRowSchema),
  confusions: z.array(confusionSchema),
  points: z.array(agreementPointSchema),
});
export type Agreement = z.infer<typeof agreementSchema>;

export const agreementContract = {
  compute: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(z.object({ modelId: z.string().optional() }))
    .output(agreementSchema),
  /** Writes agreement.html, agreement.json and the CSV tables; files that stand there are replaced. */
  writeReport: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE", "STORAGE_FAILED"))
    .input(z.object({ directory: z.string().min(1), modelId: z.string().optional() }))
    .output(z.object({ directory: z.string(), files: z.array(z.string()) })),
};
