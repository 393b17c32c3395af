import type { ReportNumber, TableBlock } from "../../../../shared/reports/document.ts";
import { table } from "../../blocks.ts";
import { column, intervalColumns } from "../columns.ts";
import { exact } from "../part.ts";
import { valueOr } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import type { Fitting } from "./label-models.ts";

export interface CalibrationLine {
  readonly label: string;
  readonly fitting: Fitting | null;
  /** Area by the same probabilities; left out where another table has it. */
  readonly auc?: number | null;
  readonly interval?: { readonly low: number; readonly high: number } | null;
  /** Why there is nothing at all. */
  readonly why: string;
}

interface Spec {
  readonly id: string;
  readonly caption: string;
  readonly note: string;
  readonly withAuc: boolean;
}

const NO_SLOPE =
  "The probabilities or the labels do not vary, or one tells the other (nearly) without error: there is no finite estimate.";

/** How well probabilities fit shares, a line for each label. */
export function calibrationTable(lines: readonly CalibrationLine[], spec: Spec): TableBlock {
  const of = ({ fitting }: CalibrationLine): Fitting["measures"] | undefined => fitting?.measures;
  return table<CalibrationLine>({
    ...spec,
    nColumn: "n",
    rows: lines,
    groups: {
      Intercept: ["intercept", "intercept_low", "intercept_high"],
      Slope: ["slope", "slope_low", "slope_high"],
      AUC: ["auc", "auc_low", "auc_high"],
    },
    columns: [
      column("label", "Label", "text", MEANS.label, ({ label }) => label),
      column("n", "n", "count", MEANS.n, (line) => of(line)?.n ?? 0),
      column("labelled", "Labelled", "count", MEANS.events, (line) => of(line)?.events ?? 0),
      column("share", "Share", "percent1", "Labelled / n.", (line) => {
        const measures = of(line);
        return measures === undefined ? { value: null, why: line.why } : measures.events / measures.n;
      }),
      column("predicted", "Mean probability", "percent1", "Mean of the probabilities of the rows.", (line) =>
        valueOr(line.fitting && meanProbability(line.fitting), line.why),
      ),
      column(
        "intercept",
        "value",
        "fixed2",
        "Calibration in the large: log odds by which the label is more frequent than predicted (logistic regression with the predicted log odds as offset); 0 is right.",
        (line) => valueOr(of(line)?.intercept?.value ?? null, line.fitting ? NO_SLOPE : line.why),
      ),
      ...intervalColumns<CalibrationLine>(
        "intercept",
        "95% CI",
        "fixed2",
        "95% interval by the normal distribution; takes all rows as independent.",
        (line) => of(line)?.intercept ?? (line.fitting ? NO_SLOPE : line.why),
      ),
      column(
        "slope",
        "value",
        "fixed2",
        "Slope of the label's log odds on the predicted ones (logistic regression); 1 is right, below 1 the probabilities are too extreme, 0 they say nothing, below 0 they point the wrong way.",
        (line) => valueOr(of(line)?.slope?.value ?? null, line.fitting ? NO_SLOPE : line.why),
      ),
      ...intervalColumns<CalibrationLine>(
        "slope",
        "95% CI",
        "fixed2",
        "95% interval by the normal distribution; takes all rows as independent.",
        (line) => of(line)?.slope ?? (line.fitting ? NO_SLOPE : line.why),
      ),
      column(
        "brier",
        "Brier",
        "fixed4",
        "Mean squared difference of probability and label; 0 is perfect.",
        (line) => valueOr(of(line)?.brier ?? null, line.why),
      ),
      column(
        "skill",
        "Skill",
        "r",
        "1 − Brier score / Brier score of the label's share given to every row; 0 and below: the share alone does as well.",
        (line) => valueOr(of(line)?.brierSkill ?? null, line.fitting ? "All rows are alike." : line.why),
      ),
      column(
        "ece",
        "ECE",
        "fixed3",
        "Expected calibration error: absolute difference of share and mean probability over ten bins of equal count, weighted by their rows.",
        (line) => valueOr(of(line)?.expectedError ?? null, line.why),
      ),
      ...(spec.withAuc
        ? [
            column<CalibrationLine>(
              "auc",
              "value",
              "r",
              `${MEANS.auc} By the machine's own probability.`,
              (line) => valueOr(line.auc ?? null, "The label is in all rows or in none."),
            ),
            ...intervalColumns<CalibrationLine>(
              "auc",
              "95% CI",
              "r",
              MEANS.delong,
              (line) => line.interval ?? "The label is in all rows or in none.",
            ),
          ]
        : []),
    ],
  });
}

export function meanProbability({ bins, measures }: Fitting): number {
  return bins.reduce((sum, { n, predicted }) => sum + n * predicted, 0) / measures.n;
}

export function calibrationNumbers(key: string, { measures }: Fitting): ReportNumber[] {
  const { brier, expectedError, intercept, slope } = measures;
  const known = (name: string, value: number | undefined): ReportNumber[] =>
    value === undefined ? [] : [{ key: `${key}.${name}`, value, tolerance: 1e-6 }];
  return [
    exact(`${key}.brier`, brier),
    exact(`${key}.ece`, expectedError),
    ...known("intercept", intercept?.value),
    ...known("intercept_se", intercept?.se),
    ...known("slope", slope?.value),
    ...known("slope_se", slope?.se),
  ];
}
