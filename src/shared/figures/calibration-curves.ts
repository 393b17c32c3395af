import { EMOTION_MARKS } from "../colors.ts";
import { type FigureSpec, type FigureTheme, INKS } from "./figure-spec.ts";
import { diagonal, type LabelledPanel, labelPanels, PANEL, Y_AXIS } from "./label-panels.ts";
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
  /** Why no bin is drawn, in words; null: they are. */
  readonly withheld: string | null;
}

/**
 * Share of rows with the label against its mean probability, in bins of equal count with exact intervals. The axes of a
 * panel end at its largest probability and at the end of its longest interval: labels differ in their frequency.
 */
export function calibrationCurves(
  panels: readonly CalibrationPanel[],
  axes: { readonly x: string; readonly y: string },
  theme: FigureTheme,
): FigureSpec {
  return labelPanels(
    panels,
    ({ key, bins, sparse, withheld }, { bottom, left }) => {
      if (withheld !== null) return reason(withheld, theme);
      const color = EMOTION_MARKS[key][theme];
      const [right, top] = [
        Math.max(0.001, ...bins.map(({ predicted }) => predicted)),
        Math.max(0.001, ...bins.map(({ high }) => high)),
      ];
      // Room at the ends keeps marks off the axes.
      const scaleTo = (end: number) => ({ domain: [-0.05 * end, 1.05 * end], nice: false });
      const axis = { grid: false, tickCount: 3, format: "~%", labelOverlap: true };
      const x = {
        field: "predicted",
        type: "quantitative",
        scale: scaleTo(right),
        axis: { ...axis, title: bottom ? axes.x : null },
      };
      const y = {
        field: "observed",
        type: "quantitative",
        scale: scaleTo(top),
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
          diagonal(Math.min(right, top), theme),
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

/** In the place of the curve: why there is none. */
function reason(words: string, theme: FigureTheme): FigureSpec {
  return {
    data: { values: [{}] },
    mark: {
      type: "text",
      x: PANEL.size / 2,
      y: PANEL.size / 2,
      text: lines(words),
      color: INKS[theme].muted,
    },
    view: { stroke: INKS[theme].grid },
  };
}

/** At most about 20 letters in a line, as a panel holds. */
function lines(words: string): string[] {
  const done: string[] = [];
  for (const word of words.split(" ")) {
    const last = done.at(-1);
    if (last !== undefined && last.length + word.length < 20) done[done.length - 1] = `${last} ${word}`;
    else done.push(word);
  }
  return done;
}
