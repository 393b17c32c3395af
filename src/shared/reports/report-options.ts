import * as z from "zod";

/** The reports, in the order in which they are offered. */
export const REPORT_NAMES = [
  "reliability",
  "agreement",
  "outcome",
  "action-units",
  "classification",
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

export const REPORT_TITLES: Readonly<Record<ReportName, string>> = {
  reliability: "Reliability of the raters",
  agreement: "Agreement of raters and machine",
  outcome: "Expression and treatment outcome",
  "action-units": "Action units and severity",
  classification: "Classification of labelled clips",
};

/** What a report can be asked for; each report reads what concerns it. */
export const reportOptionsSchema = z.object({
  /** Reading of the machine's side; left out: the study's usual one. */
  modelId: z.string().optional(),
  /** Of every bootstrap: the same seed gives the same intervals. */
  seed: z.int().min(1).max(2_147_483_646).default(20_231),
  /** Bootstrap replicates; 0: no bootstrap intervals. */
  resamples: z.int().min(0).max(10_000).default(1000),
  /** Share of high arousal: minutes with an arousal of this level or above. */
  highArousal: z.int().min(1).max(7).default(4),
  /** Name of an imported set of labelled clips; left out: the newest. */
  labelSet: z.string().optional(),
});
export type ReportOptions = z.infer<typeof reportOptionsSchema>;

type OptionName = keyof ReportOptions;

/** Which options a report reads: a change of another one changes nothing in it. */
export const OPTIONS_OF: Readonly<Record<ReportName, readonly OptionName[]>> = {
  reliability: ["seed", "resamples", "highArousal"],
  agreement: ["modelId", "seed", "resamples", "highArousal"],
  outcome: ["modelId", "highArousal"],
  "action-units": [],
  classification: ["seed", "resamples", "labelSet"],
};

export const readsOption = (report: ReportName, option: OptionName): boolean =>
  OPTIONS_OF[report].includes(option);
