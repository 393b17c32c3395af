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
  /** Reading of the expressions whose values minutes and reports show by default. */
  defaultModelId: z.string(),
  /** Networks that its sessions are analysed with; null: the expression models that come with the program. */
  modelIds: z.array(z.string()).nullable(),
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
  /** Changes settings of the open study; what is left out stays. Analyses made before keep what they were made with. */
  update: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE", "STORAGE_FAILED", "MODEL_DAMAGED"))
    .input(
      z.object({
        name: studyNameSchema.optional(),
        defaultModelId: z.string().min(1).optional(),
        modelIds: z.array(z.string().min(1)).min(1).nullable().optional(),
      }),
    )
    .output(studySchema),
};
