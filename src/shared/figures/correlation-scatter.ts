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

/** Above this many points they are counted in cells: neither page nor file shall carry each of them. */
const MOST_POINTS = 5000;

/**
 * Arousal against 1 - neutral: a grey shape for every row, strewn up and down within its arousal level by a fixed
 * rule so that the same data always give the same picture, and a regression line for each rater and for all. Lines
 * and r rest on the values as they are. Many rows are counted in cells instead, whose discs have areas by their counts.
 */
export function correlationScatter(data: ScatterData, theme: FigureTheme): FigureSpec {
  const { points, raters } = data;
  const { ink } = INKS[theme];
  const lines = regressionLines(data);
  const rater = raterEncodings(raters, theme);
  const ends = lines.flatMap((line) => (line.ends ?? []).map((end) => ({ ...end, rater: line.rater })));
  const x = { field: "x", type: "quantitative" };
  const y = { field: "y", type: "quantitative" };
  return figure(theme, {
    width: 560,
    height: HEIGHT,
    layer: [
      points.length > MOST_POINTS ? cellLayer(points, theme) : pointLayer(points, rater),
      {
        data: { values: ends.filter((end) => end.rater !== null) },
        mark: { type: "line", strokeWidth: 2, color: ink },
        encoding: { x, y, detail: { field: "rater" }, strokeDash: rater.strokeDash },
      },
      {
        data: { values: ends.filter((end) => end.rater === null) },
        mark: { type: "line", strokeWidth: 3.5, color: ink },
        encoding: { x, y },
      },
      ...raterLabelLayers(
        lines,
        {
          raters,
          x: { field: "x", right: rangeOf(points)[1] },
          gap: 0.34,
          low: 0.6,
          high: 7.4,
        },
        theme,
      ),
    ],
  });
}

function pointLayer(points: readonly AgreementPoint[], rater: ReturnType<typeof raterEncodings>): FigureSpec {
  return {
    data: { values: points.map((point) => ({ ...strewn(point) })) },
    mark: {
      type: "point",
      filled: true,
      opacity: pointOpacity(points.length),
      size: points.length > 1000 ? 14 : 34,
    },
    encoding: {
      x: xEncoding(points),
      y: yEncoding(),
      shape: rater.shape,
      color: rater.color,
      tooltip: ["what", "arousal", "x"].map((field) => ({ field })),
    },
  };
}

function cellLayer(points: readonly AgreementPoint[], theme: FigureTheme): FigureSpec {
  const cells = countedCells(points, rangeOf(points));
  const most = cells.reduce((count, cell) => Math.max(count, cell.n), 1);
  return {
    data: { values: cells.map((cell) => ({ ...cell })) },
    mark: { type: "circle", color: INKS[theme].muted, opacity: 0.55 },
    encoding: {
      x: xEncoding(points),
      y: yEncoding(),
      size: {
        field: "n",
        type: "quantitative",
        scale: { domain: [0, most], range: [0, 320] },
        legend: { title: "Rows", orient: "bottom", symbolType: "circle", tickCount: 4, format: "d" },
      },
      tooltip: ["from", "to", "y", "n"].map((field) => ({ field })),
    },
  };
}

function yEncoding(): FigureValue {
  return {
    field: "y",
    type: "quantitative",
    scale: { domain: [0.5, 7.5], nice: false, zero: false },
    axis: {
      title: "Arousal (CEAS level, rater)",
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

function xEncoding(points: readonly AgreementPoint[]): FigureValue {
  return {
    field: "x",
    type: "quantitative",
    scale: { domain: rangeOf(points), nice: false, zero: false, padding: 6 },
    axis: { title: "1 − neutral (machine, mean of the minute)", grid: false, tickCount: 8 },
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

function pointOpacity(count: number): number {
  return count > 3000 ? 0.3 : count > 500 ? 0.45 : 0.8;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
