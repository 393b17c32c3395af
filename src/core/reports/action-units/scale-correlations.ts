import type { ActionUnitRow, ActionUnitTable } from "../report-tables.ts";
import { SCALES, type ScalePower } from "./series-power.ts";
import { type SeverityCorrelation, type SeverityDesign, severityCorrelation } from "./severity-design.ts";
import { type Adjusted, adjusted, correlationP } from "./unit-results.ts";

/** Below this many degrees of freedom a correlation at a scale is not worth its name. */
const LEAST_DF = 5;

export interface ScaleCorrelation {
  readonly unit: string;
  readonly scale: number;
  readonly result: Adjusted<SeverityCorrelation>;
}

export interface ScaleCorrelations {
  readonly values: readonly ScaleCorrelation[];
  /** Videos with a series of at least one unit, a severity and all covariates. */
  readonly videos: number;
  /** Why there are none; null when there are. */
  readonly why: string | null;
}

/** Power of one unit's series in one video. */
export interface SeriesPower {
  readonly video: string | null;
  readonly unit: string;
  readonly powers: readonly ScalePower[];
}

/** Partial correlation of mean |W| with severity at every scale of every unit, adjusted over all of them. */
export function scaleCorrelations(
  { units }: Pick<ActionUnitTable, "units">,
  design: SeverityDesign,
  series: readonly SeriesPower[],
): ScaleCorrelations {
  const byVideo = new Map(
    series.flatMap((one) => (one.video === null ? [] : [[key(one.video, one.unit), one.powers]])),
  );
  const has = (row: ActionUnitRow, unit: string): boolean => byVideo.has(key(row.video, unit));
  const videos = design.rows.filter((row) => units.some((unit) => has(row, unit))).length;
  const results = units
    .filter((unit) => design.rows.some((row) => has(row, unit)))
    .flatMap((unit) =>
      SCALES.map((scale, at) => ({
        unit,
        scale,
        result: severityCorrelation(
          design.rows,
          design.columns,
          (row) => byVideo.get(key(row.video, unit))?.[at]?.freeAmplitude ?? null,
        ),
      })),
    )
    .filter(({ result }) => result.r === null || result.df >= LEAST_DF);
  if (!results.some(({ result }) => result.r !== null))
    return { values: [], videos, why: reason(series, videos) };
  const family = adjusted(
    results.map(({ result }) => result),
    correlationP,
  );
  return {
    values: results.map(({ unit, scale }, i) => ({
      unit,
      scale,
      result: family[i] as Adjusted<SeverityCorrelation>,
    })),
    videos,
    why: null,
  };
}

function reason(series: readonly SeriesPower[], videos: number): string {
  if (series.length === 0) return "No series of an action unit over the frames of a video was imported.";
  if (videos === 0)
    return "The imported series name no video of the table with a severity, so power at a scale cannot be set beside it. A series file needs the columns video, time_s and the action units.";
  return `Series of ${videos} videos with a severity leave fewer than ${LEAST_DF} degrees of freedom beside the covariates.`;
}

function key(video: string, unit: string): string {
  return JSON.stringify([video, unit]);
}
