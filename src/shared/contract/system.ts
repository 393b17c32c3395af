import { oc } from "@orpc/contract";
import * as z from "zod";

export const HOSTS = ["electron", "browser", "command-line"] as const;

export const systemInfoSchema = z.object({
  version: z.string(),
  host: z.enum(HOSTS),
  /** Prefix of media addresses: `${mediaBase}/media/video/<videoId>`. Empty where page and media share an origin. */
  mediaBase: z.string(),
  /** True where the host can show the system's dialogs for choosing files and folders. */
  canChoosePaths: z.boolean(),
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;

export const PATH_PURPOSES = ["video", "study", "new-study", "report", "model-card", "model-file"] as const;
export type PathPurpose = (typeof PATH_PURPOSES)[number];

export const CHECK_OUTCOMES = ["ok", "warning", "failed"] as const;

/** One finding of `doctor`: what was checked, what was found, and what to do if it is not well. */
export const checkSchema = z.object({
  name: z.string(),
  outcome: z.enum(CHECK_OUTCOMES),
  detail: z.string(),
  remedy: z.string().nullable(),
});
export type Check = z.infer<typeof checkSchema>;

export const systemContract = {
  info: oc.output(systemInfoSchema),
  /** Shows the system's dialog; null when the user closes it or the host has none. */
  choosePath: oc.input(z.object({ purpose: z.enum(PATH_PURPOSES) })).output(z.string().nullable()),
  /** Checks environment, models and, when one is open, the study with its videos. */
  doctor: oc.output(z.object({ checks: z.array(checkSchema) })),
};
