import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import { ASSOCIATIONS, type Association, associations, variable } from "./association.ts";
import { differenceInterval, type Resampling } from "./resampling.ts";

/** Ways to make one value of a minute's 1 - neutral. */
export const SUMMARIES = [
  {
    id: "mean",
    label: "Mean",
    definition: "Mean of 1 − neutral over the frames with a face: what the article used.",
  },
  { id: "median", label: "Median", definition: "Median of 1 − neutral over the frames with a face." },
  { id: "p90", label: "90th percentile", definition: "Value that a tenth of the frames exceeds." },
  { id: "maximum", label: "Peak (maximum)", definition: "Highest 1 − neutral of any frame." },
  {
    id: "share_above",
    label: "Share above threshold",
    definition: "Share of the time with 1 − neutral at or above the threshold of the analysis.",
  },
  {
    id: "bursts",
    label: "Bursts",
    definition: "How often 1 − neutral rises to the threshold of the analysis in the minute.",
  },
] as const;
type Summary = (typeof SUMMARIES)[number]["id"];

export const TARGETS = [
  { id: "mode", label: "MODE", definition: "Arousal: the usual level of the minute." },
  { id: "peak", label: "PEAK", definition: "The strongest moment of the minute." },
] as const;
export type Target = (typeof TARGETS)[number]["id"];

/** One summary against MODE or PEAK, in one of three ways, and its difference to the mean. */
export interface AggregateLine {
  readonly target: (typeof TARGETS)[number];
  readonly summary: (typeof SUMMARIES)[number];
  readonly association: Association;
  /** Value less that of the minute mean, over the same rows. */
  readonly difference: number | null;
  readonly differenceInterval: PercentileInterval | string;
}

export interface TargetLines {
  readonly target: Target;
  /** Rows with this target; of these, rows whose summaries are known. */
  readonly rows: number;
  readonly known: number;
  readonly lines: readonly AggregateLine[];
}

/** All summaries against MODE and PEAK, those of one target over the same rows. */
export function aggregateLines(rows: readonly AgreementRow[], resampling: Resampling): TargetLines[] {
  return TARGETS.map((target) => {
    const rated = rows.filter((row) => targetOf(row, target.id) !== null);
    const known = rated.filter(({ aggregates }) => aggregates !== null);
    const used = known.length > 0 ? known : rated;
    const y = variable(
      target.label,
      used.map((row) => targetOf(row, target.id) as number),
    );
    const bySummary = SUMMARIES.map((summary) => {
      const why =
        rated.length === 0
          ? "No PEAK was coded or imported."
          : summary.id !== "mean" && known.length === 0
            ? "Only the means of these minutes are known."
            : null;
      return why === null
        ? associations(
            used,
            variable(
              `${summary.label} of 1 − neutral`,
              used.map((row) => summaryOf(row, summary.id)),
            ),
            y,
            resampling,
          )
        : associationsWithout(why);
    });
    return {
      target: target.id,
      rows: rated.length,
      known: known.length,
      lines: ASSOCIATIONS.flatMap((_, kind) =>
        SUMMARIES.map((summary, s) =>
          lineOf(target, summary, bySummary[s]?.[kind] as Association, bySummary[0]?.[kind] as Association),
        ),
      ),
    };
  });
}

function lineOf(
  target: AggregateLine["target"],
  summary: AggregateLine["summary"],
  association: Association,
  mean: Association,
): AggregateLine {
  const none = association.why ?? mean.why;
  const base = { target, summary, association };
  if (summary.id === "mean")
    return {
      ...base,
      difference: null,
      differenceInterval: "The mean is what the others are compared with.",
    };
  if (association.value === null || mean.value === null)
    return { ...base, difference: null, differenceInterval: none ?? "One of the two has no value." };
  return {
    ...base,
    difference: association.value - mean.value,
    differenceInterval:
      differenceInterval(association.replicates, mean.replicates) ??
      (typeof association.cluster === "string" ? association.cluster : "No resample had both values."),
  };
}

function associationsWithout(why: string): Association[] {
  return ASSOCIATIONS.map(({ id }) => ({
    kind: id,
    n: 0,
    value: null,
    why,
    interval: null,
    replicates: [],
    cluster: why,
  }));
}

function targetOf(row: AgreementRow, target: Target): number | null {
  return target === "mode" ? row.arousal : row.peak;
}

function summaryOf({ nonspecific, aggregates }: AgreementRow, summary: Summary): number {
  if (summary === "mean") return nonspecific;
  if (aggregates === null) throw new RangeError("This minute has no summaries.");
  return summary === "share_above" ? aggregates.shareAbove : aggregates[summary];
}
