import type { AgreementPoint } from "../../shared/figures/agreement-values.ts";
import { cellsOfPoints } from "../../shared/figures/correlation-scatter.ts";
import type { DotInterval } from "../../shared/figures/dot-intervals.ts";
import type { EstimateRow } from "../../shared/figures/reliability-intervals.ts";
import type { FigureData } from "../../shared/reports/document.ts";
import { figureData } from "./figure-data.ts";

/** Values of figures that several reports draw. */

/** Of rated minutes with a machine value. */
export function pointValues(points: readonly AgreementPoint[]): FigureData {
  return figureData(points, {
    patient: ["pseudonym", ({ patient }) => patient],
    session: ["number within the patient", ({ session }) => session],
    minute: ["minute of the session, from 1", ({ minute }) => minute],
    rater: ["code of the rater", ({ rater }) => rater],
    arousal: ["CEAS arousal, 1 to 7", ({ arousal }) => arousal],
    nonspecific: ["1 − neutral, mean of the minute, 0 to 1", ({ nonspecific }) => nonspecific],
  });
}

/** Of the scatter: each rated minute, or what is drawn in its place where they are too many. */
export function scatterValues(points: readonly AgreementPoint[]): FigureData {
  const cells = cellsOfPoints(points);
  if (cells === null) return pointValues(points);
  return figureData(cells, {
    rater: ["code of the rater; empty: all raters together", ({ rater }) => rater],
    arousal: ["CEAS arousal, 1 to 7", ({ y }) => y],
    nonspecific_from: ["1 − neutral at the cell's left edge", ({ from }) => from],
    nonspecific_to: ["1 − neutral at the cell's right edge", ({ to }) => to],
    n: ["rows in the cell", ({ n }) => n],
  });
}

/** Of dots with intervals in panels. */
export function dotValues(values: readonly DotInterval[]): FigureData {
  return figureData(values, {
    panel: ["panel of the figure; empty where there is one", ({ panel }) => panel],
    label: ["line of the panel", ({ label }) => label],
    series: ["kind of the estimate", ({ series }) => series],
    value: ["estimate", ({ value }) => value],
    low: ["lower end of the 95% interval; empty: none", ({ low }) => low],
    high: ["upper end of the 95% interval; empty: none", ({ high }) => high],
    n: ["rows that the estimate rests on", ({ n }) => n],
  });
}

/** Of coefficients with intervals, one under the other. */
export function estimateValues(rows: readonly (EstimateRow & { readonly n: number })[]): FigureData {
  return figureData(rows, {
    label: ["what is estimated", ({ label }) => label],
    value: ["estimate; empty: none", ({ value }) => value],
    low: ["lower end of the 95% interval; empty: none", ({ low }) => low],
    high: ["upper end of the 95% interval; empty: none", ({ high }) => high],
    n: ["double-coded minutes that the estimate rests on", ({ n }) => n],
  });
}

/** Of a table of counts: each cell with its share of the row. */
export function countValues(
  rows: readonly string[],
  columns: readonly string[],
  counts: readonly (readonly number[])[],
  names: { readonly row: string; readonly column: string },
): FigureData {
  const cells = counts.flatMap((line, i) => {
    const total = line.reduce((sum, count) => sum + count, 0);
    return line.map((count, j) => ({
      ...{ row: rows[i] ?? "", column: columns[j] ?? "", count },
      share: total === 0 ? null : count / total,
    }));
  });
  return figureData(cells, {
    row: [names.row, ({ row }) => row],
    column: [names.column, ({ column }) => column],
    count: ["how often both occur together", ({ count }) => count],
    share: ["count as a share of its row, 0 to 1; empty for a row without counts", ({ share }) => share],
  });
}
