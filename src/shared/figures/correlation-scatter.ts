import type { AgreementPoint, CorrelationRow } from "./agreement-values.ts";
import { countedCells } from "./counted-cells.ts";
import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { raterLabelLayers } from "./rater-labels.ts";
import { raterEncodings } from "./rater-marks.ts";
import { formatR } from "./statistic-text.ts";

const HEIGHT = 380;
/** Half the height of the band in which the points of one arousal level are strewn. */
const JITTER = 0.3;

interface Line {
  /** Null: all raters together. */
  readonly rater: string | null;
  readonly text: string;
  /** Two ends, left and right; null where there is no correlation and so no line. */
  readonly ends: readonly [End, End] | null;
  /** Where the label belongs: the line's right end, or the mean arousal of points without a line. */
  readonly y: number;
}

interface End {
  readonly x: number;
  readonly y: number;
}

interface ScatterData {
  readonly points: readonly AgreementPoint[];
  readonly raters: readonly string[];
  /** Those over all sessions: the r beside each line. */
  readonly correlations: readonly CorrelationRow[];
}

/** Fields of drawn points. */
const PLACE = { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } };

interface Layout {
  readonly x: FigureValue;
  readonly y: FigureValue;
}

const PANEL = { width: 170, height: 150, columns: 3 };
const MOST_PANELS = 6;

/** Above this many points they are counted in cells: neither page nor file shall carry each of them. */
const MOST_POINTS = 5000;

/**
 * Arousal against 1 - neutral: a grey shape for every row, strewn up and down within its arousal level by a fixed
 * rule so that the same data always give the same picture, and a regression line for each rater and for all. Below it
 * each of a few raters alone. Lines and r rest on the values as they are. Many rows are counted in cells instead, whose
 * discs have areas by their counts.
 */
export function correlationScatter(data: ScatterData, theme: FigureTheme): FigureSpec {
  const { raters } = data;
  const lines = regressionLines(data);
  const together = overview(data, lines, theme);
  if (!hasPanels(raters)) return figure(theme, together);
  return figure(theme, {
    vconcat: [
      together,
      {
        concat: raters.map((rater, i) => raterPanel(data, lines, rater, i, theme)),
        columns: PANEL.columns,
        spacing: { row: 16, column: 18 },
      },
    ],
    spacing: 22,
  });
}

/** Whether each rater is also drawn alone: neither a single one nor more than can be told apart. */
export function hasPanels(raters: readonly string[]): boolean {
  return raters.length > 1 && raters.length <= MOST_PANELS;
}

/** All raters in one panel, each line with its r at the right end. */
function overview({ points, raters }: ScatterData, lines: readonly Line[], theme: FigureTheme): FigureSpec {
  const { ink } = INKS[theme];
  const rater = raterEncodings(raters, theme);
  const ends = endsOf(lines);
  const layout = { x: xEncoding(points), y: yEncoding() };
  return {
    width: 560,
    height: HEIGHT,
    layer: [
      points.length > MOST_POINTS
        ? cellLayer(points, rangeOf(points), 320, layout, theme)
        : pointLayer(points, pointLook(points.length), layout, rater),
      {
        data: { values: ends.filter((end) => end.rater !== null) },
        mark: { type: "line", strokeWidth: 2, color: ink },
        encoding: { ...PLACE, detail: { field: "rater" }, strokeDash: rater.strokeDash },
      },
      {
        data: { values: ends.filter((end) => end.rater === null) },
        mark: { type: "line", strokeWidth: 3.5, color: ink },
        encoding: PLACE,
      },
      ...raterLabelLayers(
        lines,
        {
          raters,
          x: { field: "x", right: axisRange(points)[1] },
          gap: 0.34,
          low: 0.6,
          high: 7.4,
        },
        theme,
      ),
    ],
  };
}

/** One rater alone, with the line of all raters thin beside the own one. */
function raterPanel(
  { points, raters }: ScatterData,
  lines: readonly Line[],
  code: string,
  place: number,
  theme: FigureTheme,
): FigureSpec {
  const { ink, muted } = INKS[theme];
  const own = points.filter((point) => point.rater === code);
  const rater = raterEncodings(raters, theme);
  const ends = endsOf(lines);
  const layout = {
    x: xEncoding(points, { title: "1 − neutral", tickCount: 4 }),
    y: yEncoding(place % PANEL.columns === 0 ? "Arousal" : null),
  };
  return {
    width: PANEL.width,
    height: PANEL.height,
    title: {
      text: lines.find((line) => line.rater === code)?.text ?? code,
      fontSize: 12,
      fontWeight: "normal",
      color: ink,
      anchor: "start",
      offset: 4,
    },
    layer: [
      points.length > MOST_POINTS
        ? cellLayer(own, rangeOf(points), 90, layout, theme)
        : pointLayer(
            own,
            { size: own.length > 500 ? 12 : 20, opacity: own.length > 500 ? 0.6 : 0.8 },
            layout,
            rater,
          ),
      {
        data: { values: ends.filter((end) => end.rater === null) },
        mark: { type: "line", strokeWidth: 1.25, color: muted },
        encoding: PLACE,
      },
      {
        data: { values: ends.filter((end) => end.rater === code) },
        mark: { type: "line", strokeWidth: 2.5, color: ink },
        encoding: { ...PLACE, strokeDash: rater.strokeDash },
      },
    ],
  };
}

/** What is drawn where there are too many points to draw each: cells of all raters, then of each; else null. */
export function cellsOfPoints(
  points: readonly AgreementPoint[],
): (ReturnType<typeof countedCells>[number] & { readonly rater: string | null })[] | null {
  if (points.length <= MOST_POINTS) return null;
  const range = rangeOf(points);
  const raters = [...Map.groupBy(points, ({ rater }) => rater)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...countedCells(points, range).map((cell) => ({ ...cell, rater: null })),
    ...raters.flatMap(([rater, own]) => countedCells(own, range).map((cell) => ({ ...cell, rater }))),
  ];
}

function pointLayer(
  points: readonly AgreementPoint[],
  look: { readonly size: number; readonly opacity: number },
  layout: Layout,
  rater: ReturnType<typeof raterEncodings>,
): FigureSpec {
  return {
    data: { values: points.map((point) => ({ ...strewn(point) })) },
    mark: { type: "point", filled: true, ...look },
    encoding: {
      ...layout,
      shape: rater.shape,
      color: rater.color,
      tooltip: ["what", "arousal", "x"].map((field) => ({ field })),
    },
  };
}

function cellLayer(
  points: readonly AgreementPoint[],
  range: readonly [number, number],
  largest: number,
  layout: Layout,
  theme: FigureTheme,
): FigureSpec {
  const cells = countedCells(points, range);
  const most = cells.reduce((count, cell) => Math.max(count, cell.n), 1);
  return {
    data: { values: cells.map((cell) => ({ ...cell })) },
    mark: { type: "circle", color: INKS[theme].muted, opacity: 0.55 },
    encoding: {
      ...layout,
      size: {
        field: "n",
        type: "quantitative",
        scale: { domain: [0, most], range: [0, largest] },
        legend: { title: "Rows", orient: "bottom", symbolType: "circle", tickCount: 4, format: "d" },
      },
      tooltip: ["from", "to", "y", "n"].map((field) => ({ field })),
    },
  };
}

function yEncoding(title: string | null = "Arousal (CEAS level, rater)"): FigureValue {
  return {
    field: "y",
    type: "quantitative",
    scale: { domain: [0.5, 7.5], nice: false, zero: false },
    axis: {
      title,
      values: [1, 2, 3, 4, 5, 6, 7],
      format: "d",
      grid: true,
    },
  };
}

/** Smallest and largest 1 - neutral; 0 to 1 without points. */
function rangeOf(points: readonly AgreementPoint[]): readonly [number, number] {
  if (points.length === 0) return [0, 1];
  return points.reduce<readonly [number, number]>(
    ([low, high], { nonspecific }) => [Math.min(low, nonspecific), Math.max(high, nonspecific)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** The range of the points, and not less than a tenth, so that points alike do not take the whole width. */
function axisRange(points: readonly AgreementPoint[]): readonly [number, number] {
  const [low, high] = rangeOf(points);
  const margin = Math.max(0, 0.1 - (high - low)) / 2;
  return [low - margin, high + margin];
}

function xEncoding(
  points: readonly AgreementPoint[],
  axis: FigureSpec = { title: "1 − neutral (machine, mean of the minute)", tickCount: 8, format: ".2f" },
): FigureValue {
  return {
    field: "x",
    type: "quantitative",
    scale: { domain: axisRange(points), nice: false, zero: false, padding: 6 },
    axis: { grid: false, ...axis },
  };
}

function regressionLines({ points, raters, correlations }: ScatterData): Line[] {
  const groups: [string | null, readonly AgreementPoint[]][] = [
    [null, points],
    ...raters.map((code): [string, AgreementPoint[]] => [
      code,
      points.filter((point) => point.rater === code),
    ]),
  ];
  return groups
    .filter(([code, group]) => group.length > 0 && (code !== null || raters.length > 1))
    .map(([code, group]) => {
      const r = correlations.find((row) => row.rater === code && row.session === null)?.r ?? null;
      const ends = r === null ? null : leastSquaresEnds(group);
      return {
        rater: code,
        text: `${code ?? "All raters"}, ${r === null ? "no r" : `r ${formatR(r)}`}`,
        ends,
        y: ends?.[1].y ?? mean(group.map((point) => point.arousal)),
      };
    });
}

/** Both ends of the least-squares line of arousal on 1 - neutral, over the range of the points. */
function leastSquaresEnds(points: readonly AgreementPoint[]): readonly [End, End] {
  const meanX = mean(points.map((point) => point.nonspecific));
  const meanY = mean(points.map((point) => point.arousal));
  let xx = 0;
  let xy = 0;
  for (const point of points) {
    xx += (point.nonspecific - meanX) ** 2;
    xy += (point.nonspecific - meanX) * (point.arousal - meanY);
  }
  const end = (x: number): End => ({ x, y: meanY + (xy / xx) * (x - meanX) });
  const [low, high] = rangeOf(points);
  return [end(low), end(high)];
}

function strewn(point: AgreementPoint): Readonly<Record<string, string | number>> {
  const key = `${point.patient} · session ${point.session} · minute ${point.minute} · ${point.rater}`;
  return {
    x: Number(point.nonspecific.toFixed(4)),
    y: Number((point.arousal + JITTER * (2 * unitHash(key) - 1)).toFixed(3)),
    arousal: point.arousal,
    rater: point.rater,
    what: key,
  };
}

/** A number in [0, 1) that depends on the text alone (FNV-1a, 32 bit). */
function unitHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The low bits of neighbouring keys are the better mixed ones.
  return ((hash >>> 0) % 9973) / 9973;
}

function pointLook(count: number): { size: number; opacity: number } {
  return { size: count > 1000 ? 14 : 34, opacity: count > 3000 ? 0.3 : count > 500 ? 0.45 : 0.8 };
}

function endsOf(lines: readonly Line[]) {
  return lines.flatMap(({ rater, ends }) => (ends ?? []).map(({ x, y }) => ({ x, y, rater })));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
