import { counted } from "../../../../shared/figures/agreement-words.ts";
import type { ReportNumber, TableBlock } from "../../../../shared/reports/document.ts";
import { table } from "../../blocks.ts";
import { column, intervalColumns } from "../columns.ts";
import { exact, optimised } from "../part.ts";
import { withoutInterval, withoutValue } from "./held-out-table.ts";
import { compared, valueOr } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import { type FittedLabel, fittedLabels, frequent, meanOf } from "./label-counts.ts";
import { FEW_EVENTS, type LabelResult, RARE_EVENTS } from "./label-models.ts";

interface Line {
  readonly label: string;
  readonly patients: number | null;
  readonly n: number;
  /** Pairs of rows of the same patient. */
  readonly pairs: number | null;
  readonly values: (pick: (label: FittedLabel) => number | null | undefined) => number | null;
  readonly result: FittedLabel | null;
  readonly why: string;
}

/** Areas under the curve in sample and for patients left out: within patients, pooled, and of a constant. */
export function areaTable(results: readonly LabelResult[]): { block: TableBlock; numbers: ReportNumber[] } {
  const labels = fittedLabels(results);
  const often = frequent(labels);
  const mean = (label: string, own: readonly FittedLabel[]): Line => ({
    label,
    patients: null,
    n: meanOf(own.map(({ n }) => n)) ?? 0,
    pairs: null,
    values: (pick) => meanOf(own.map(pick)),
    result: null,
    why: "A mean over labels has none.",
  });
  const lines = [
    ...labels.map(
      (result): Line => ({
        label: result.label.title,
        patients: result.model.heldOut.groups,
        n: result.n,
        pairs: result.model.leftOut?.patients.reduce((sum, { pairs }) => sum + pairs, 0) ?? null,
        values: (pick) => pick(result) ?? null,
        result,
        why: withoutValue(result),
      }),
    ),
    ...(labels.length === 0 ? [] : [mean(`Mean of ${counted(labels.length, "label")}`, labels)]),
    ...(often.length === labels.length || often.length === 0
      ? []
      : [mean(`Mean of the ${often.length} with n ≥ ${RARE_EVENTS}`, often)]),
  ];
  const value = (
    id: string,
    label: string,
    definition: string,
    pick: (label: FittedLabel) => number | null | undefined,
  ) => column<Line>(id, label, "r", definition, ({ values, why }) => valueOr(values(pick), why));
  return {
    block: table<Line>({
      id: "labels-areas",
      caption: "Areas under the ROC curve, in sample and for patients left out.",
      nColumn: "n",
      rows: lines,
      groups: {
        "In sample": ["auc_in_sample", "auc_fixed", "auc_within_in_sample"],
        "Left out, within patients": ["auc_within", "auc_within_low", "auc_within_high"],
        "Left out, pooled": ["auc", "auc_low", "auc_high", "auc_constant"],
      },
      strong: ({ result }) => result === null,
      columns: [
        column("label", "Label", "text", MEANS.label, ({ label }) => label),
        column("patients", "Patients", "count", "Patients that were left out, one at a time.", (line) =>
          valueOr(line.patients, line.why),
        ),
        column("n", "n", "count", MEANS.n, ({ n }) => n),
        column(
          "pairs",
          "Pairs",
          "count",
          "Pairs of a row with the label and one without, both of the same patient, over the patients left out.",
          ({ pairs, why }) => valueOr(pairs, why),
        ),
        value(
          "auc_in_sample",
          "pooled",
          `${MEANS.auc} ${MEANS.inSample}`,
          ({ model }) => model.conditional.auc,
        ),
        value(
          "auc_fixed",
          "without intercepts",
          `${MEANS.auc} In sample, by the fixed effects alone: what the expressions say without knowing whose they are.`,
          ({ model }) => model.marginal.auc,
        ),
        value(
          "auc_within_in_sample",
          "within patients",
          `${MEANS.aucWithin} ${MEANS.inSample}`,
          ({ model }) => model.areaWithin,
        ),
        value(
          "auc_within",
          "value",
          `${MEANS.aucWithin} ${MEANS.heldOut}`,
          ({ model }) => model.leftOut?.measures.aucWithin,
        ),
        ...intervalColumns<Line>(
          "auc_within",
          "95% CI",
          "r",
          `${MEANS.cluster} Of the area within patients, left out.`,
          ({ result, why }) =>
            result === null ? why : (result.model.leftOut?.intervals?.aucWithin ?? withoutInterval(result)),
        ),
        value(
          "auc",
          "value",
          `${MEANS.auc.replace("; .5 is chance", "")} Scores of all patients left out in one list; to be read against the column of the constant. ${MEANS.heldOut}`,
          ({ model }) => model.heldOut.roc?.auc,
        ),
        ...intervalColumns<Line>(
          "auc",
          "95% CI",
          "r",
          MEANS.delong,
          ({ result, why }) => (result === null ? null : result.model.heldOut.roc?.interval) ?? why,
        ),
        value("auc_constant", "constant", MEANS.constant, ({ model }) => model.leftOut?.constant?.auc),
      ],
      note: "The area within patients is the one to read: its chance level is .5. Pooled scores come from as many models as there are patients, and their area is to be read against that of the constant, which no expression entered. Intervals after DeLong take all rows as independent and are too narrow; those of the area within patients draw patients.",
    }),
    numbers: [...labels.flatMap(areaNumbers), ...compared(labels).flatMap(refitNumber)],
  };
}

/** R counts again over the scores that the report hands out, so these agree to the last digits. */
function areaNumbers({ label, model: { heldOut, leftOut } }: FittedLabel): ReportNumber[] {
  if (leftOut === null) return [];
  const key = `labels.${label.key}.left_out`;
  return [
    exact(`${key}.auc_within`, leftOut.measures.aucWithin),
    exact(`${key}.auc_constant`, leftOut.constant?.auc ?? null),
    exact(`${key}.auc`, heldOut.roc?.auc ?? null),
    exact(`${key}.auc_low`, heldOut.roc?.interval.low ?? null),
    exact(`${key}.auc_high`, heldOut.roc?.interval.high ?? null),
  ];
}

/**
 * R fits one model again without its patient: of those without whom ten rows with the label stay and the label is not told
 * apart without error, the one with the most rows. The others rest on the same code; where fewer rows stay, or a
 * coefficient runs off, no two programs stop at the same place.
 */
function refitNumber({ label, events, model: { heldOut, prepared } }: FittedLabel): ReportNumber[] {
  const { first, group, trials } = prepared.design;
  const total = (values: Float64Array, level: number): number =>
    values.subarray(first[level], first[level + 1]).reduce((sum, n) => sum + n, 0);
  const levels = group.levels
    .map((_, level) => level)
    .filter(
      (level) =>
        heldOut.cuts[level] !== null &&
        !heldOut.separated[level] &&
        events - total(prepared.successes, level) >= FEW_EVENTS,
    );
  const [start, ...others] = levels;
  if (start === undefined) return [];
  const level = others.reduce(
    (most, next) => (total(trials, next) > total(trials, most) ? next : most),
    start,
  );
  let sum = 0;
  for (let cell = first[level] as number; cell < (first[level + 1] as number); cell++)
    sum += (trials[cell] as number) * (heldOut.scores[cell] as number);
  return [optimised(`labels.${label.key}.refit_without.${group.levels[level]}`, sum / total(trials, level))];
}
