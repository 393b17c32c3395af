import { formatCount } from "../../shared/figures/statistic-text.ts";
import { reportOptionsSchema } from "../../shared/reports/report-options.ts";

export const NUMBER_RANGES = {
  resamples: [0, 10_000],
  seed: [1, 2_147_483_646],
  highArousal: [1, 7],
} as const;
export type NumberOption = keyof typeof NUMBER_RANGES;

/** The numbers that an option may be, in words: "0 to 10,000". */
export function rangeWords(option: NumberOption): string {
  const [least, most] = NUMBER_RANGES[option];
  return `${formatCount(least)} to ${formatCount(most)}`;
}

/** What is wrong with what was typed for an option; null when it can be computed with. */
export function optionError(option: NumberOption, typed: string | number | undefined): string | null {
  const { success } = reportOptionsSchema.shape[option].safeParse(typed === "" ? null : Number(typed));
  return success ? null : `A whole number, ${rangeWords(option)}`;
}
