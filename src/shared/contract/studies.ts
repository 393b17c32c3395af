import { oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";

export const studyNameSchema = z
  .string()
  .trim()
  .min(1, "a study has a name")
  .max(120, "a name has at most 120 characters");

export const studySchema = z.object({
  /** Random id that stays with the study when its folder moves. */
  studyId: z.string(),
  name: z.string(),
  path: z.string(),
  createdAt: z.iso.datetime(),
  schemaVersion: z.int(),
  /** Expression model whose values minutes and reports show by default. */
  defaultModelId: z.string(),
});
export type Study = z.infer<typeof studySchema>;

export const recentStudySchema = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.iso.datetime(),
  /** False when there is no study at that path any more. */
  found: z.boolean(),
});
export type RecentStudy = z.infer<typeof recentStudySchema>;

const openingFailures = failures(
  "INVALID_VALUE",
  "STUDY_NOT_FOUND",
  "STUDY_IN_USE",
  "STUDY_TOO_NEW",
  "STUDY_DAMAGED",
  "STORAGE_FAILED",
);

export const studiesContract = {
  /** The study that is open, or null. */
  current: oc.output(studySchema.nullable()),
  recent: oc.output(z.array(recentStudySchema)),
  create: oc
    .errors({ ...openingFailures, ...failures("STUDY_EXISTS") })
    .input(z.object({ path: z.string().min(1), name: studyNameSchema }))
    .output(studySchema),
  open: oc
    .errors(openingFailures)
    .input(z.object({ path: z.string().min(1) }))
    .output(studySchema),
  close: oc.output(z.null()),
};
