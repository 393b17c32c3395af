import { formatCount } from "../../shared/figures/statistic-text.ts";
import type { ReportOptions } from "../../shared/reports/report-options.ts";
import { readingName } from "../evidence/readings.ts";

/** The options of a report in words: "1,000 bootstrap replicates, seed 20231, high arousal from level 4". */
export function optionsWords(options: Partial<ReportOptions>): string {
  const { modelId, resamples, seed, highArousal, labelSet } = options;
  return [
    modelId === undefined ? null : `reading ${readingName(modelId)}`,
    resamples === undefined
      ? null
      : resamples === 0
        ? "no bootstrap"
        : `${formatCount(resamples)} bootstrap replicates`,
    seed === undefined || resamples === 0 ? null : `seed ${seed}`,
    highArousal === undefined ? null : `high arousal from level ${highArousal}`,
    labelSet === undefined ? null : `set ${labelSet}`,
  ]
    .filter((part) => part !== null)
    .join(", ");
}
