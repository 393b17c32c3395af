import type { Agreement, AgreementPoint } from "../contract/agreement.ts";
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

/**
 * Arousal against 1 - neutral: a grey shape for every row, strewn up and down within its arousal level by a fixed
 * rule so that the same data always give the same picture, and a regression line for each rater and for all. Lines
 * and r rest on the values as they are.
 */
export function correlationScatter(agreement: Agreement, theme: FigureTheme): FigureSpec {
  const { points, raters } = agreement;
  const { ink } = INKS[theme];
  const lines = regressionLines(agreement);
  const rater = raterEncodings(raters, theme);
  const ends = lines.flatMap((line) => (line.ends ?? []).map((end) => ({ ...end, rater: line.rater })));
  const x = { field: "x", type: "quantitative" };
  const y = { field: "y", type: "quantitative" };
  return figure(theme, {
    width: 560,
    height: HEIGHT,
    layer: [
      {
        data: { values: points.map((point) => ({ ...strewn(point) })) },
        mark: {
          type: "point",
          filled: true,
          opacity: pointOpacity(points.length),
          size: points.length > 1000 ? 14 : 34,
        },
        encoding: {
          x: xEncoding(points),
          y: {
            ...y,
            scale: { domain: [0.5, 7.5], nice: false, zero: false },
            axis: {
              title: "Arousal (CEAS level, rater)",
              values: [1, 2, 3, 4, 5, 6, 7],
              format: "d",
              grid: true,
            },
          },
          shape: rater.shape,
          color: rater.color,
          tooltip: ["what", "arousal", "x"].map((field) => ({ field })),
        },
      },
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
          x: { field: "x", right: Math.max(...points.map((point) => point.nonspecific), 0) },
          gap: 0.34,
          low: 0.6,
          high: 7.4,
        },
        theme,
      ),
    ],
  });
}

function xEncoding(points: readonly AgreementPoint[]): FigureValue {
  const values = points.map((point) => point.nonspecific);
  const domain = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
  return {
    field: "x",
    type: "quantitative",
    scale: { domain, nice: false, zero: false, padding: 6 },
    axis: { title: "1 − neutral (machine, mean of the minute)", grid: false, tickCount: 8 },
  };
}

function regressionLines({ points, raters, correlations }: Agreement): Line[] {
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
  const values = points.map((point) => point.nonspecific);
  return [end(Math.min(...values)), end(Math.max(...values))];
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
