import type { MinuteStatistics } from "../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../shared/expression.ts";

const SERIES = [...EXPRESSIONS, "nonspecific"] as const;
const SUMMARIES = ["median", "p90", "max", "ms_above", "bursts"] as const;

/** Names of a minute's summaries in files and JSON, in this order: five for each expression, then nonspecific arousal. */
export const STATISTIC_COLUMNS = SERIES.flatMap((series) =>
  SUMMARIES.map((summary) => `${series}_${summary}` as const),
);

/** A minute's summaries under those names; null where no frame of the minute has a result. */
export function statisticValues(
  minute: MinuteStatistics | undefined,
): Record<(typeof STATISTIC_COLUMNS)[number], number | null> {
  const values: Partial<Record<(typeof STATISTIC_COLUMNS)[number], number | null>> = {};
  for (const series of SERIES) {
    const found = series === "nonspecific" ? minute?.nonspecific : minute?.expressions?.[series];
    values[`${series}_median`] = found?.median ?? null;
    values[`${series}_p90`] = found?.p90 ?? null;
    values[`${series}_max`] = found?.maximum ?? null;
    values[`${series}_ms_above`] = found ? Number(found.msAbove.toFixed(3)) : null;
    values[`${series}_bursts`] = found?.bursts ?? null;
  }
  return values as Record<(typeof STATISTIC_COLUMNS)[number], number | null>;
}
