import type { MinuteStatistics, Quality } from "../../../shared/contract/evidence.ts";
import type { MachineMinute } from "../../../shared/contract/traces.ts";
import type { Curve } from "../../rating-room/strips/frame-series.ts";

/** One minute of one curve: its mean and what stands beside the mean. Null where no face was used. */
export interface SummaryRow {
  readonly minute: number;
  readonly coverage: number | null;
  readonly nUsed: number | null;
  /** Of the used ones, those whose face is too low for a certain result. */
  readonly nUncertain: number | null;
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
      nUncertain: machine?.nUncertain ?? null,
      mean: mean ?? null,
      median: stats?.median ?? null,
      p90: stats?.p90 ?? null,
      maximum: stats?.maximum ?? null,
      msAbove: stats?.msAbove ?? null,
      bursts: stats?.bursts ?? null,
    };
  });
}

/** "1,400", and how many of them are uncertain where some are; a dash where nothing is known. */
export function formatUsed({ nUsed, nUncertain }: SummaryRow): string {
  if (nUsed === null) return "–";
  const used = nUsed.toLocaleString("en-US");
  return nUncertain ? `▲ ${used}, ${nUncertain.toLocaleString("en-US")} uncertain` : used;
}

/** Three decimals; a dash where there is no value. */
export function formatProbability(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

/** Seconds with one decimal; a dash where there is no value. */
export function formatSeconds(ms: number | null): string {
  return ms === null ? "–" : `${(ms / 1_000).toFixed(1)} s`;
}
