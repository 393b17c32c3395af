import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";
import { figureBlockSchema, reportDocumentSchema } from "../reports/document.ts";
import { REPORT_NAMES, reportOptionsSchema } from "../reports/report-options.ts";

const progressSchema = z.object({
  kind: z.literal("progress"),
  /** What is computed now, in words. */
  label: z.string(),
  /** Of the whole, 0..1. */
  share: z.number().min(0).max(1),
});

const askedReport = z.object({
  report: z.enum(REPORT_NAMES),
  options: reportOptionsSchema.prefault({}),
});

const reportFailures = failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE", "STORAGE_FAILED", "CANCELLED");

export const reportsContract = {
  /** Which reports the study's data allow, and what the others lack. */
  available: oc
    .errors(failures("NO_STUDY_OPEN"))
    .output(z.array(z.object({ report: z.enum(REPORT_NAMES), lacks: z.string().nullable() }))),
  /**
   * Tells whether the data have changed: two equal answers stand for equal data. Cheap enough to be asked every few
   * seconds.
   */
  changes: oc.errors(failures("NO_STUDY_OPEN")).output(z.object({ studyId: z.string(), newest: z.int() })),
  /** Computes a report; ends with the document. Computing ends when the caller stops listening. */
  compute: oc
    .errors(reportFailures)
    .input(askedReport)
    .output(
      eventIterator(
        z.discriminatedUnion("kind", [
          progressSchema,
          z.object({ kind: z.literal("document"), document: reportDocumentSchema }),
        ]),
      ),
    ),
  /** Writes NAME.html, NAME.json, CSV tables and analysis.R; files of these names that stand there are replaced. */
  write: oc
    .errors(reportFailures)
    .input(askedReport.extend({ directory: z.string().min(1) }))
    .output(
      eventIterator(
        z.discriminatedUnion("kind", [
          progressSchema,
          z.object({
            kind: z.literal("written"),
            directory: z.string(),
            files: z.array(z.string()),
            /** Why the report holds no results; null when it does. */
            missing: z.string().nullable(),
            /** Why some of its parts hold none; null: all that there are do. */
            partlyMissing: z.string().nullable(),
          }),
        ]),
      ),
    ),
  /** Figure 2a of any session: arousal of each rater and 1 - neutral over its minutes. */
  sessionCourse: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(z.object({ patient: z.string(), session: z.int(), modelId: z.string().optional() }))
    .output(figureBlockSchema),
};
