import { counted } from "../../../../shared/figures/agreement-words.ts";
import type { ReportNumber, TableBlock } from "../../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../../shared/reports/report-options.ts";
import { table } from "../../blocks.ts";
import { column, intervalColumns } from "../columns.ts";
import { exact } from "../part.ts";
import { valueOr } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import { type FittedLabel, fittedLabels, frequent, meanOf } from "./label-counts.ts";
import { type LabelResult, RARE_EVENTS } from "./label-models.ts";
import {
  FEWEST_PATIENTS,
  type LeftOutIntervals,
  type LeftOutMeasures,
  leftOutIntervals,
  measuresOf,
} from "./left-out.ts";
import { pooled, SHARE_COLUMNS, sharesOf } from "./shares.ts";

interface Line {
  readonly label: string;
  readonly patients: number | null;
  readonly n: number;
  readonly events: number;
  readonly measures: LeftOutMeasures | null;
  readonly intervals: LeftOutIntervals | null;
  readonly j: { readonly inSample: number | null; readonly heldOut: number | null };
  /** Why a value is missing, and why an interval is. */
  readonly why: string;
  readonly whyNoInterval: string;
  readonly kind: "label" | "mean" | "pooled";
}

const J_WITHIN = {
  id: "j_within",
  label: "J within patients",
  format: "r",
  key: "jWithin",
  meaning: `${MEANS.jWithin} ${MEANS.heldOut}`,
} as const;

const J = "Youden's J: sensitivity + specificity − 1.";

/** The same labels for patients that neither model nor cut has seen, beside what the rows themselves promise. */
export function heldOutTable(
  results: readonly LabelResult[],
  options: Pick<ReportOptions, "resamples" | "seed">,
): { block: TableBlock; intervals: TableBlock; numbers: ReportNumber[] } {
  const labels = fittedLabels(results);
  const often = frequent(labels);
  const lines = [
    ...results.map((result): Line => {
      const fitted = labels.find(({ label }) => label === result.label);
      return fitted ? lineOf(fitted) : withoutModel(result);
    }),
    ...(labels.length === 0 ? [] : [meanLine(`Mean of ${counted(labels.length, "label")}`, labels)]),
    ...(often.length === labels.length || often.length === 0
      ? []
      : [meanLine(`Mean of the ${often.length} with n ≥ ${RARE_EVENTS}`, often)]),
    ...(labels.length === 0 ? [] : [pooledLine(labels, options)]),
  ];
  const first = [
    column<Line>("label", "Label", "text", MEANS.label, ({ label }) => label),
    column<Line>(
      "patients",
      "Patients",
      "count",
      "Patients that were left out, one at a time.",
      ({ patients, why }) => valueOr(patients, why),
    ),
    column<Line>("n", "n", "count", `${MEANS.n} Of the patients left out.`, ({ n }) => n),
    column<Line>(
      "labelled",
      "Labelled",
      "count",
      `${MEANS.events} Of the patients left out.`,
      ({ events }) => events,
    ),
  ];
  return {
    block: table<Line>({
      id: "labels-held-out",
      caption:
        "The same labels for patients whom neither model nor cut has seen, beside Youden's J in sample.",
      nColumn: "n",
      rows: lines,
      strong: ({ kind }) => kind !== "label",
      columns: [
        ...first,
        ...SHARE_COLUMNS.map(({ id, label, format, key, meaning }) =>
          column<Line>(id, label, format, `${meaning} ${MEANS.heldOut}`, ({ measures, why }) =>
            valueOr(measures?.[key] ?? null, why),
          ),
        ),
        column("j_in_sample", "J in sample", "r", `${J} ${MEANS.inSample}`, ({ j, why }) =>
          valueOr(j.inSample, why),
        ),
        column("j", "J left out", "r", `${J} Over the rows of all patients. ${MEANS.heldOut}`, ({ j, why }) =>
          valueOr(j.heldOut, why),
        ),
        column(J_WITHIN.id, J_WITHIN.label, J_WITHIN.format, J_WITHIN.meaning, ({ measures, why }) =>
          valueOr(measures?.jWithin ?? null, why),
        ),
      ],
      note: "J within patients has its chance at 0; below it, the rule does worse than chance for new patients. J over all rows also falls, below 0 too, where patients differ in how often they have the label, as the cut of each comes from the others. Intervals stand in the next table.",
    }),
    intervals: table<Line>({
      id: "labels-held-out-intervals",
      caption: "95% intervals of the values of the table above, for patients left out.",
      nColumn: "patients",
      rows: lines.filter(({ kind }) => kind !== "mean"),
      groups: Object.fromEntries(
        [...SHARE_COLUMNS, J_WITHIN].map(({ id, label }) => [label, [`${id}_low`, `${id}_high`]]),
      ),
      strong: ({ kind }) => kind !== "label",
      columns: [
        ...first,
        ...[...SHARE_COLUMNS, J_WITHIN].flatMap(({ id, format, key, meaning }) =>
          intervalColumns<Line>(
            id,
            "95% CI",
            format,
            `${meaning} ${MEANS.cluster}`,
            ({ intervals, whyNoInterval }) => intervals?.[key] ?? whyNoInterval,
          ),
        ),
      ],
      note: "Patients are drawn with all their rows, so the intervals know that rows of a patient are alike. A mean over labels has none.",
    }),
    numbers: labels.flatMap(heldOutNumbers),
  };
}

function lineOf(result: FittedLabel): Line {
  const { conditional, heldOut, leftOut } = result.model;
  return {
    label: result.label.title,
    patients: heldOut.groups,
    n: sharesOf(heldOut).n,
    events: heldOut.tp + heldOut.fn,
    measures: leftOut?.measures ?? null,
    intervals: leftOut?.intervals ?? null,
    j: { inSample: conditional.youden?.j ?? null, heldOut: heldOut.j },
    why: withoutValue(result),
    whyNoInterval: withoutInterval(result),
    kind: "label",
  };
}

/** Why a label with a model has no value for patients left out. */
export function withoutValue({ patients, model: { heldOut } }: FittedLabel): string {
  if (patients < 3) return "Leaving a patient out takes at least three patients.";
  if (heldOut.groups === 0)
    return "No patient could be left out: without each the label is in all rows or in none.";
  return "The patients that could be left out have no such row.";
}

/** Why it has no interval over patients. */
export function withoutInterval(result: FittedLabel): string {
  const { leftOut } = result.model;
  if (leftOut === null) return withoutValue(result);
  if (leftOut.patients.length < FEWEST_PATIENTS) return tooFew(leftOut.patients.length);
  return leftOut.intervals === null ? "The bootstrap was turned off." : withoutValue(result);
}

function tooFew(patients: number): string {
  return `An interval that draws patients needs at least ${FEWEST_PATIENTS} that could be left out; here ${patients === 1 ? "is 1" : `are ${patients}`}.`;
}

function withoutModel({ label, model }: LabelResult): Line {
  const why = typeof model === "string" ? model : "";
  return {
    label: label.title,
    patients: null,
    n: 0,
    events: 0,
    measures: null,
    intervals: null,
    j: { inSample: null, heldOut: null },
    why,
    whyNoInterval: why,
    kind: "label",
  };
}

function meanLine(label: string, labels: readonly FittedLabel[]): Line {
  const lines = labels.map(lineOf);
  const of = (key: keyof LeftOutMeasures): number | null =>
    meanOf(lines.map(({ measures }) => measures?.[key]));
  const why = "A mean over labels has none.";
  return {
    label,
    patients: null,
    n: meanOf(lines.map(({ n }) => n)) ?? 0,
    events: lines.reduce((sum, { events }) => sum + events, 0),
    measures: {
      correct: of("correct"),
      sensitivity: of("sensitivity"),
      specificity: of("specificity"),
      positivePredictive: of("positivePredictive"),
      negativePredictive: of("negativePredictive"),
      jWithin: of("jWithin"),
      aucWithin: of("aucWithin"),
    },
    intervals: null,
    j: {
      inSample: meanOf(lines.map(({ j }) => j.inSample)),
      heldOut: meanOf(lines.map(({ j }) => j.heldOut)),
    },
    why,
    whyNoInterval: why,
    kind: "mean",
  };
}

function pooledLine(
  labels: readonly FittedLabel[],
  options: Pick<ReportOptions, "resamples" | "seed">,
): Line {
  const sums = labels.flatMap(({ model }) => model.leftOut?.patients ?? []);
  // A patient is drawn with the rows of all labels.
  const byPatient = Map.groupBy(sums, ({ patient }) => patient);
  const patients = [...byPatient].map(([patient, own]) => ({
    patient,
    ...pooled(own),
    pairs: total(own, "pairs"),
    wins: total(own, "wins"),
    jPairs: total(own, "jPairs"),
  }));
  const measures = measuresOf(patients);
  const { sensitivity, specificity } = measures;
  const counts = pooled(patients);
  const why = "No patient could be left out.";
  return {
    label: "Pooled (tables summed)",
    patients: patients.length,
    n: sharesOf(counts).n,
    events: counts.tp + counts.fn,
    measures,
    intervals: leftOutIntervals(patients, options),
    j: {
      inSample: null,
      heldOut: sensitivity === null || specificity === null ? null : sensitivity + specificity - 1,
    },
    why: patients.length === 0 ? why : "The table sums what patients left out have.",
    whyNoInterval:
      patients.length < FEWEST_PATIENTS ? tooFew(patients.length) : "The bootstrap was turned off.",
    kind: "pooled",
  };
}

function total<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}

/** R counts again over the scores that the report hands out, so these agree to the last digits. */
function heldOutNumbers({ label, model: { heldOut, leftOut } }: FittedLabel): ReportNumber[] {
  if (leftOut === null) return [];
  const key = `labels.${label.key}.left_out`;
  return [
    exact(`${key}.patients`, heldOut.groups),
    ...SHARE_COLUMNS.map(({ id, key: of }) => exact(`${key}.${id}`, leftOut.measures[of])),
    exact(`${key}.j_within`, leftOut.measures.jWithin),
  ];
}
