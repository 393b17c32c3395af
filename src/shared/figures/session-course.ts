import { EMOTION_MARKS } from "../colors.ts";
import type { AgreementPoint } from "./agreement-values.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { raterLabelLayers } from "./rater-labels.ts";
import { raterEncodings } from "./rater-marks.ts";

const WIDTH = 560;
/** Raters who choose the same level are drawn this far apart, in levels, so that each line stays visible. */
const RATERS_APART = 0.14;
/** Of the axis of 1 - neutral. */
const LEAST_SPAN = 0.1;

/**
 * One session: arousal of each rater and 1 - neutral over the minutes, in two panels on one time axis. Minutes
 * without a rating or without a face are gaps, never bridged.
 */
export function sessionCourse(points: readonly AgreementPoint[], theme: FigureTheme): FigureSpec {
  const { ink } = INKS[theme];
  const raters = [...new Set(points.map((point) => point.rater))].sort();
  const minutes = points.map((point) => point.minute);
  const last = Math.max(...minutes, 1);
  const x = {
    field: "minute",
    type: "quantitative",
    scale: { domain: [0.5, last + 0.5], nice: false, zero: false },
  };
  const everyMinute = Array.from({ length: last }, (_, index) => index + 1);
  const rated = raters.flatMap((rater, index) => {
    const own = new Map(
      points.filter((point) => point.rater === rater).map((point) => [point.minute, point]),
    );
    const apart = (index - (raters.length - 1) / 2) * Math.min(RATERS_APART, 0.5 / raters.length);
    return everyMinute.map((minute) => {
      const arousal = own.get(minute)?.arousal ?? null;
      return { rater, minute, arousal, drawn: arousal === null ? null : arousal - apart };
    });
  });
  const machine = new Map(points.map((point) => [point.minute, point.nonspecific]));
  const labels = raters.map((rater) => ({
    rater,
    text: rater,
    y: rated.findLast((row) => row.rater === rater && row.drawn !== null)?.drawn ?? 4,
  }));
  const rater = raterEncodings(raters, theme);
  const drawn = {
    field: "drawn",
    type: "quantitative",
    scale: { domain: [0.5, 7.5], nice: false, zero: false },
    axis: {
      title: "Arousal (CEAS)",
      values: [1, 2, 3, 4, 5, 6, 7],
      format: "d",
      // The axis would thin out the levels if left to its own count.
      tickCount: 8,
      grid: true,
    },
  };
  return figure(theme, {
    vconcat: [
      {
        width: WIDTH,
        height: 190,
        layer: [
          {
            data: { values: rated },
            mark: { type: "line", strokeWidth: 1.5 },
            encoding: {
              x: { ...x, axis: { title: null, labels: false, grid: false, tickMinStep: 1 } },
              y: drawn,
              color: rater.color,
              strokeDash: rater.strokeDash,
            },
          },
          {
            data: { values: rated.filter((row) => row.drawn !== null) },
            mark: { type: "point", filled: true, opacity: 1, size: 40 },
            encoding: {
              x,
              y: drawn,
              color: rater.color,
              shape: rater.shape,
              tooltip: ["rater", "minute", "arousal"].map((field) => ({ field })),
            },
          },
          ...raterLabelLayers(
            labels,
            { raters, x: { field: "minute", right: last + 0.5 }, gap: 0.62, low: 0.7, high: 7.3 },
            theme,
          ),
        ],
      },
      {
        width: WIDTH,
        height: 130,
        data: { values: everyMinute.map((minute) => ({ minute, nonspecific: machine.get(minute) ?? null })) },
        encoding: {
          x: { ...x, axis: { title: "Minute", grid: false, tickMinStep: 1 } },
          y: {
            field: "nonspecific",
            type: "quantitative",
            scale: { domain: roomAround(machine), nice: true, zero: false },
            axis: { title: "1 − neutral", grid: true, tickCount: 5, format: ".2f" },
          },
        },
        layer: [
          { mark: { type: "line", strokeWidth: 2, color: EMOTION_MARKS.nonspecific[theme] } },
          {
            transform: [{ filter: { field: "nonspecific", valid: true } }],
            mark: { type: "point", filled: true, opacity: 1, size: 16, color: ink },
            encoding: { tooltip: ["minute", "nonspecific"].map((field) => ({ field })) },
          },
        ],
      },
    ],
    spacing: 10,
  });
}

/** The range of the values, and not less than a tenth: small differences shall not look large. */
function roomAround(machine: ReadonlyMap<number, number>): [number, number] {
  const values = [...machine.values()];
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(0, LEAST_SPAN - (high - low)) / 2;
  const from = Math.min(Math.max(0, low - margin), 1 - LEAST_SPAN);
  return [Math.min(low, from), Math.max(high, Math.min(1, from + LEAST_SPAN))];
}
