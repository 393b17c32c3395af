import { EMOTION_MARKS } from "../colors.ts";
import { type FigureSpec, type FigureTheme, INKS } from "./figure-spec.ts";
import { diagonal, type LabelledPanel, labelPanels, Y_AXIS } from "./label-panels.ts";
import { formatR } from "./statistic-text.ts";

interface Point {
  readonly falsePositive: number;
  readonly truePositive: number;
}

export interface RocPanel extends LabelledPanel {
  readonly inSample: { readonly auc: number; readonly points: readonly Point[] };
  /** null: no patient could be left out. */
  readonly heldOut: { readonly auc: number; readonly points: readonly Point[] } | null;
  /** Of a constant for patients left out, which their pooled scores are to be read against. */
  readonly constant: { readonly auc: number; readonly points: readonly Point[] } | null;
  /** Area over pairs of rows of the same patient left out. */
  readonly within: number | null;
}

/**
 * ROC curves of each label: thin and grey as the model describes its own rows, strong and coloured for the pooled scores of
 * patients that it has not seen, dotted for a constant given to these.
 */
export function labelRoc(panels: readonly RocPanel[], theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  return labelPanels(
    panels.map((panel) => ({
      ...panel,
      ...(panel.within === null ? {} : { remark: `within patients ${formatR(panel.within)}` }),
    })),
    ({ key, inSample, heldOut, constant }, { bottom, left }) => {
      const axis = (title: string | null) => ({
        title,
        values: [0, 0.5, 1],
        format: ".1f",
        grid: false,
      });
      const scale = { domain: [0, 1], nice: false };
      const encoding = {
        x: {
          field: "x",
          type: "quantitative",
          scale,
          axis: axis(bottom ? "1 − specificity" : null),
        },
        y: {
          field: "y",
          type: "quantitative",
          scale,
          axis: { ...axis(left ? "Sensitivity" : null), ...Y_AXIS },
        },
      };
      const line = (points: readonly Point[], look: FigureSpec): FigureSpec => ({
        data: {
          values: points.map(({ falsePositive, truePositive }) => ({
            x: Number(falsePositive.toFixed(4)),
            y: Number(truePositive.toFixed(4)),
          })),
        },
        mark: { type: "line", interpolate: "linear", ...look },
        encoding: { ...encoding, order: { field: "x", type: "quantitative" } },
      });
      const note = (text: string, y: number, look: FigureSpec): FigureSpec => ({
        data: { values: [{ x: 1, y, text }] },
        mark: { type: "text", align: "right", baseline: "middle", fontSize: 11, dx: -2, ...look },
        encoding: { ...encoding, text: { field: "text" } },
      });
      return {
        layer: [
          diagonal(1, theme),
          line(inSample.points, { strokeWidth: 1.25, color: muted }),
          ...(constant === null
            ? []
            : [line(constant.points, { strokeWidth: 1.25, strokeDash: [1, 3], color: ink })]),
          ...(heldOut === null
            ? []
            : [line(heldOut.points, { strokeWidth: 2.5, color: EMOTION_MARKS[key][theme] })]),
          note(`in sample ${formatR(inSample.auc)}`, 0.17, { color: muted }),
          note(heldOut === null ? "none left out" : `left out ${formatR(heldOut.auc)}`, 0.06, { color: ink }),
        ],
      };
    },
    theme,
  );
}
