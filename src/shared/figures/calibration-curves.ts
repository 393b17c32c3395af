import { EMOTION_MARKS } from "../colors.ts";
import type { FigureSpec, FigureTheme } from "./figure-spec.ts";
import { diagonal, type LabelledPanel, labelPanels, Y_AXIS } from "./label-panels.ts";
import { formatCount, formatShare } from "./statistic-text.ts";

interface Bin {
  readonly n: number;
  readonly predicted: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
}

export interface CalibrationPanel extends LabelledPanel {
  readonly bins: readonly Bin[];
  /** So few cases that a line through the bins would show nothing but chance. */
  readonly sparse: boolean;
}

/**
 * Share of rows with the label against its mean probability, in bins of equal count with exact intervals. Both axes of a
 * panel have the same scale, up to its largest value: labels differ in their frequency.
 */
export function calibrationCurves(
  panels: readonly CalibrationPanel[],
  axes: { readonly x: string; readonly y: string },
  theme: FigureTheme,
): FigureSpec {
  return labelPanels(
    panels,
    ({ key, bins, sparse }, { bottom, left }) => {
      const color = EMOTION_MARKS[key][theme];
      const highest = endOf(bins);
      const scale = { domain: [0, highest], nice: false, clamp: true };
      const axis = { grid: false, tickCount: 3, format: highest < 0.02 ? ".1%" : "%" };
      const x = {
        field: "predicted",
        type: "quantitative",
        scale,
        axis: { ...axis, title: bottom ? axes.x : null },
      };
      const y = {
        field: "observed",
        type: "quantitative",
        scale,
        axis: { ...axis, ...Y_AXIS, title: left ? axes.y : null },
      };
      const values = bins.map(({ n, predicted, observed, low, high }) => ({
        predicted,
        observed,
        low,
        high,
        what: `predicted ${formatShare(predicted)}, observed ${formatShare(observed)}`,
        interval: `95% CI ${formatShare(low)} to ${formatShare(high)}, n = ${formatCount(n)}`,
      }));
      return {
        data: { values },
        layer: [
          diagonal(highest, theme),
          {
            mark: { type: "rule", strokeWidth: 1.25, color },
            encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
          },
          ...(sparse ? [] : [{ mark: { type: "line", strokeWidth: 1.5, color }, encoding: { x, y } }]),
          {
            mark: { type: "point", filled: true, size: 34, color, opacity: 1 },
            encoding: { x, y, tooltip: ["what", "interval"].map((field) => ({ field })) },
          },
        ],
      };
    },
    theme,
  );
}

/** Where both axes end: at the largest probability or share, the interval of the others cut off if it has to be. */
function endOf(bins: readonly Bin[]): number {
  const needed = Math.max(0.001, ...bins.flatMap(({ predicted, observed }) => [predicted, observed]));
  const wide = Math.max(needed, ...bins.map(({ high }) => high));
  return Math.min(1, Math.min(wide, 1.6 * needed) * 1.04);
}
