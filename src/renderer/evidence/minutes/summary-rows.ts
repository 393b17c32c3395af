import type { MinuteStatistics, Quality } from "../../../shared/contract/evidence.ts";
import type { MachineMinute } from "../../../shared/contract/traces.ts";
import type { Curve } from "../../rating-room/strips/frame-series.ts";

/** One minute of one curve: its mean and what stands beside the mean. Null where no face was used. */
export interface SummaryRow {
  readonly minute: number;
  readonly coverage: number | null;
  readonly nUsed: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  readonly maximum: number | null;
  readonly msAbove: number | null;
  readonly bursts: number | null;
}

/** Rows of all minutes of a run; what is not known yet is null. */
export function summaryRows(
  quality: Quality,
  means: readonly MachineMinute[],
  statistics: readonly MinuteStatistics[],
  curve: Curve,
): SummaryRow[] {
  const meansOf = new Map(means.map((each) => [each.minute, each]));
  const statisticsOf = new Map(statistics.map((each) => [each.minute, each]));
  return quality.minutes.map(({ minute, coverage }) => {
    const machine = meansOf.get(minute);
    const found = statisticsOf.get(minute);
    const stats = curve === "nonspecific" ? found?.nonspecific : found?.expressions?.[curve];
    const mean = curve === "nonspecific" ? machine?.nonspecific : machine?.means?.[curve];
    return {
      minute,
      coverage,
      nUsed: machine?.nUsed ?? null,
      mean: mean ?? null,
      median: stats?.median ?? null,
      p90: stats?.p90 ?? null,
      maximum: stats?.maximum ?? null,
      msAbove: stats?.msAbove ?? null,
      bursts: stats?.bursts ?? null,
    };
  });
}

/** Three decimals; a dash where there is no value. */
export function formatProbability(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

/** Seconds with one decimal; a dash where there is no value. */
export function formatSeconds(ms: number | null): string {
  return ms === null ? "–" : `${(ms / 1_000).toFixed(1)} s`;
}
