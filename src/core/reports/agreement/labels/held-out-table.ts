import type { Cell, ReportNumber, TableBlock } from "../../../../shared/reports/document.ts";
import { table } from "../../blocks.ts";
import { column, intervalColumns } from "../columns.ts";
import { exact, optimised } from "../part.ts";
import { compared, valueOr } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import {
  type FittedLabel,
  fittedLabels,
  frequent,
  heldOutCounts,
  meanOf,
  pooled,
  type Shares,
  sharesOf,
} from "./label-counts.ts";
import { type LabelResult, RARE_EVENTS } from "./label-models.ts";

interface Line {
  readonly label: string;
  readonly patients: number | null;
  readonly n: number;
  readonly events: number;
  readonly shares: Shares;
  readonly j: { readonly inSample: number | null; readonly heldOut: number | null };
  readonly auc: {
    readonly conditional: number | null;
    readonly marginal: number | null;
    readonly heldOut: number | null;
    readonly interval: { readonly low: number; readonly high: number } | null;
  };
  readonly why: string;
  readonly strong: boolean;
}

/** The same labels for patients that neither model nor cut has seen, beside what the rows themselves promise. */
export function heldOutTable(results: readonly LabelResult[]): {
  block: TableBlock;
  numbers: ReportNumber[];
} {
  const labels = fittedLabels(results);
  const often = frequent(labels);
  const lines = [
    ...results.map((result): Line => {
      const fitted = labels.find(({ label }) => label === result.label);
      return fitted ? lineOf(fitted) : withoutModel(result);
    }),
    ...(labels.length === 0 ? [] : [meanLine(`Mean of ${labels.length} labels`, labels)]),
    ...(often.length === labels.length || often.length === 0
      ? []
      : [meanLine(`Mean of the ${often.length} with n ≥ ${RARE_EVENTS}`, often)]),
    ...(labels.length === 0 ? [] : [pooledLine(labels)]),
  ];
  const share = (
    id: string,
    label: string,
    format: "r" | "percent1",
    definition: string,
    key: keyof Shares,
  ) =>
    column<Line>(id, label, format, `${definition} ${MEANS.heldOut}`, ({ shares, why }) =>
      valueOr(shares[key], why),
    );
  const value = (id: string, label: string, definition: string, of: (line: Line) => number | null) =>
    column<Line>(id, label, "r", definition, (line): Cell => valueOr(of(line), line.why));
  const j = "Youden's J: sensitivity + specificity − 1; 0 is chance.";
  return {
    block: table<Line>({
      id: "labels-held-out",
      caption:
        "The same labels for patients whom neither model nor cut has seen, beside the values in sample.",
      nColumn: "n",
      rows: lines,
      strong: ({ strong }) => strong,
      columns: [
        column("label", "Label", "text", MEANS.label, ({ label }) => label),
        column(
          "patients",
          "Patients",
          "count",
          "Patients that were left out, one at a time.",
          ({ patients, why }) => valueOr(patients, why),
        ),
        column("n", "n", "count", `${MEANS.n} Of the patients left out.`, ({ n }) => n),
        column(
          "labelled",
          "Labelled",
          "count",
          `${MEANS.events} Of the patients left out.`,
          ({ events }) => events,
        ),
        share("total_correct", "Total correct", "percent1", MEANS.correct, "correct"),
        share("sensitivity", "Sens.", "r", MEANS.sensitivity, "sensitivity"),
        share("specificity", "Spec.", "r", MEANS.specificity, "specificity"),
        value("j_in_sample", "J in sample", `${j} ${MEANS.inSample}`, (line) => line.j.inSample),
        value("j", "J left out", `${j} ${MEANS.heldOut}`, (line) => line.j.heldOut),
        value(
          "auc_in_sample",
          "AUC in sample",
          `${MEANS.auc} ${MEANS.inSample}`,
          (line) => line.auc.conditional,
        ),
        value(
          "auc_fixed",
          "without intercepts",
          `${MEANS.auc} In sample, by the fixed effects alone: what the expressions say without knowing whose they are.`,
          (line) => line.auc.marginal,
        ),
        value("auc", "AUC left out", `${MEANS.auc} ${MEANS.heldOut}`, (line) => line.auc.heldOut),
        ...intervalColumns<Line>("auc", "95% CI", "r", MEANS.delong, (line) => line.auc.interval ?? line.why),
      ],
      note: "J below 0 and an AUC below .5 mean that for new patients the rule does worse than chance.",
    }),
    numbers: [...labels.flatMap(heldOutNumbers), ...compared(labels).flatMap(refitNumber)],
  };
}

function lineOf(result: FittedLabel): Line {
  const { conditional, marginal, heldOut } = result.model;
  const { groups, roc, tp, fn, j } = heldOut;
  return {
    label: result.label.title,
    patients: groups,
    n: sharesOf(heldOut).n,
    events: tp + fn,
    shares: sharesOf(heldOut),
    j: { inSample: conditional.youden?.j ?? null, heldOut: j },
    auc: {
      conditional: conditional.auc,
      marginal: marginal.auc,
      heldOut: roc?.auc ?? null,
      interval: roc?.interval ?? null,
    },
    why: withoutValue(result),
    strong: false,
  };
}

/** Why a label with a model has no value for patients left out. */
export function withoutValue({ patients, model: { heldOut } }: FittedLabel): string {
  if (patients < 3) return "Leaving a patient out takes at least three patients.";
  if (heldOut.groups === 0)
    return "No patient could be left out: without each the label is in all rows or in none.";
  return "The patients that could be left out have no row with the label, or no other row.";
}

const NO_AUC = { conditional: null, marginal: null, heldOut: null, interval: null };

function withoutModel({ label, model }: LabelResult): Line {
  return {
    label: label.title,
    patients: null,
    n: 0,
    events: 0,
    shares: sharesOf({ tp: 0, fn: 0, tn: 0, fp: 0 }),
    j: { inSample: null, heldOut: null },
    auc: NO_AUC,
    why: typeof model === "string" ? model : "",
    strong: false,
  };
}

function meanLine(label: string, labels: readonly FittedLabel[]): Line {
  const lines = labels.map(lineOf);
  const of = (key: keyof Shares): number | null => meanOf(lines.map(({ shares }) => shares[key]));
  return {
    label,
    patients: null,
    n: meanOf(lines.map(({ n }) => n)) ?? 0,
    events: lines.reduce((sum, { events }) => sum + events, 0),
    shares: {
      n: 0,
      correct: of("correct"),
      sensitivity: of("sensitivity"),
      specificity: of("specificity"),
      positivePredictive: of("positivePredictive"),
      negativePredictive: of("negativePredictive"),
    },
    j: {
      inSample: meanOf(lines.map(({ j }) => j.inSample)),
      heldOut: meanOf(lines.map(({ j }) => j.heldOut)),
    },
    auc: {
      conditional: meanOf(lines.map(({ auc }) => auc.conditional)),
      marginal: meanOf(lines.map(({ auc }) => auc.marginal)),
      heldOut: meanOf(lines.map(({ auc }) => auc.heldOut)),
      interval: null,
    },
    why: "A mean over labels has none.",
    strong: true,
  };
}

function pooledLine(labels: readonly FittedLabel[]): Line {
  const counts = pooled(labels.map(heldOutCounts));
  const shares = sharesOf(counts);
  const { sensitivity, specificity } = shares;
  return {
    label: "Pooled (tables summed)",
    patients: null,
    n: shares.n,
    events: counts.tp + counts.fn,
    shares,
    j: {
      inSample: null,
      heldOut: sensitivity === null || specificity === null ? null : sensitivity + specificity - 1,
    },
    auc: NO_AUC,
    why: "The scores of different labels make no common curve.",
    strong: true,
  };
}

/** R counts again over the scores that the report hands out, so these agree to the last digits. */
function heldOutNumbers({ label, model: { heldOut } }: FittedLabel): ReportNumber[] {
  if (heldOut.groups === 0) return [];
  const key = `labels.${label.key}.left_out`;
  return [
    exact(`${key}.patients`, heldOut.groups),
    exact(`${key}.sensitivity`, heldOut.sensitivity),
    exact(`${key}.specificity`, heldOut.specificity),
    exact(`${key}.auc`, heldOut.roc?.auc ?? null),
    exact(`${key}.auc_low`, heldOut.roc?.interval.low ?? null),
    exact(`${key}.auc_high`, heldOut.roc?.interval.high ?? null),
  ];
}

/** R fits one model again without its patient: the one with the most rows. The others rest on the same code. */
function refitNumber({ label, model: { heldOut, prepared } }: FittedLabel): ReportNumber[] {
  const { first, group, trials } = prepared.design;
  const rowsOf = (level: number): number =>
    trials.subarray(first[level], first[level + 1]).reduce((sum, n) => sum + n, 0);
  const levels = group.levels.map((_, level) => level).filter((level) => heldOut.cuts[level] !== null);
  const [start, ...others] = levels;
  if (start === undefined) return [];
  const level = others.reduce((most, next) => (rowsOf(next) > rowsOf(most) ? next : most), start);
  let sum = 0;
  for (let cell = first[level] as number; cell < (first[level + 1] as number); cell++)
    sum += (trials[cell] as number) * (heldOut.scores[cell] as number);
  return [optimised(`labels.${label.key}.refit_without.${group.levels[level]}`, sum / rowsOf(level))];
}
