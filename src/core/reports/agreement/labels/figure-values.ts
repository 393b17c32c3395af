import type { CalibrationPanel } from "../../../../shared/figures/calibration-curves.ts";
import type { OptimismRow } from "../../../../shared/figures/label-optimism.ts";
import type { RocPanel } from "../../../../shared/figures/label-roc.ts";
import type { FigureData } from "../../../../shared/reports/document.ts";
import { figureData } from "../../figure-data.ts";

/** Values of the figures of labels. */

export function calibrationValues(panels: readonly CalibrationPanel[]): FigureData {
  const bins = panels.flatMap(({ title, bins: own }) =>
    own.map((bin, i) => ({ ...bin, title, place: i + 1 })),
  );
  return figureData(bins, {
    label: ["label of the raters", ({ title }) => title],
    bin: ["bin of equal count, from the lowest probabilities up", ({ place }) => place],
    predicted: ["mean probability of the bin's rows, 0 to 1", ({ predicted }) => predicted],
    observed: ["share of the bin's rows with the label, 0 to 1", ({ observed }) => observed],
    low: ["lower end of the exact 95% interval of the share", ({ low }) => low],
    high: ["upper end of the exact 95% interval of the share", ({ high }) => high],
    n: ["rows of the bin", ({ n }) => n],
  });
}

export function optimismValues(rows: readonly OptimismRow[]): FigureData {
  return figureData(rows, {
    label: ["label of the raters", ({ title }) => title],
    measure: [
      "sensitivity, specificity or area under the ROC curve within patients",
      ({ measure }) => measure,
    ],
    in_sample: ["in the rows that model and cut were made from", ({ inSample }) => inSample],
    left_out: ["for patients left out; empty: none could be", ({ heldOut }) => heldOut],
    events: ["rows with the label", ({ events }) => events],
  });
}

export function rocValues(panels: readonly RocPanel[]): FigureData {
  const points = panels.flatMap(({ title, inSample, heldOut, constant }) =>
    [
      { curve: "in sample", of: inSample },
      { curve: "left out", of: heldOut },
      { curve: "constant, left out", of: constant },
    ].flatMap(({ curve, of }) =>
      (of?.points ?? []).map((point) => ({ ...point, title, curve, auc: of?.auc ?? null })),
    ),
  );
  return figureData(points, {
    label: ["label of the raters", ({ title }) => title],
    curve: [
      "in sample, for the pooled scores of patients left out, or of a constant for them",
      ({ curve }) => curve,
    ],
    false_positive: ["1 − specificity, 0 to 1", ({ falsePositive }) => falsePositive],
    true_positive: ["sensitivity, 0 to 1", ({ truePositive }) => truePositive],
    auc: ["area under the curve", ({ auc }) => auc],
  });
}
