import type { Cell, ReportNumber, TableBlock } from "../../../../shared/reports/document.ts";
import { table } from "../../blocks.ts";
import { column, intervalColumns } from "../columns.ts";
import { exact } from "../part.ts";
import { MEANS } from "./label-columns.ts";
import {
  type FittedLabel,
  fittedLabels,
  frequent,
  inSampleCounts,
  meanOf,
  pooled,
  type Shares,
  sharesOf,
} from "./label-counts.ts";
import { FEW_EVENTS, type LabelResult, RARE_EVENTS } from "./label-models.ts";

interface Line {
  readonly label: string;
  readonly n: number;
  readonly events: number;
  readonly shares: Shares | null;
  readonly result: FittedLabel | null;
  readonly why: string;
  readonly auc: number | null;
  readonly strong: boolean;
}

/** Table 1 of the article: each label at the cut that fits these rows best. */
export function inSampleTable(results: readonly LabelResult[]): {
  block: TableBlock;
  numbers: ReportNumber[];
} {
  const labels = fittedLabels(results);
  const meanLine = (label: string, own: readonly FittedLabel[]): Line => {
    const of = (key: keyof Shares): number | null => meanOf(own.map((result) => sharesIn(result)?.[key]));
    return {
      label,
      n: results[0]?.n ?? 0,
      events: own.reduce((sum, { events }) => sum + events, 0),
      shares: {
        n: results[0]?.n ?? 0,
        correct: of("correct"),
        sensitivity: of("sensitivity"),
        specificity: of("specificity"),
        positivePredictive: of("positivePredictive"),
        negativePredictive: of("negativePredictive"),
      },
      result: null,
      why: "A mean over labels has none.",
      auc: meanOf(own.map(({ model }) => model.conditional.auc)),
      strong: true,
    };
  };
  const summed = pooled(labels.map(inSampleCounts));
  const often = frequent(labels);
  const lines: Line[] = [
    ...results.map((result): Line => {
      const fitted = labels.find(({ label }) => label === result.label) ?? null;
      return {
        label: result.label.title,
        n: result.n,
        events: result.events,
        shares: fitted && sharesIn(fitted),
        result: fitted,
        why: typeof result.model === "string" ? result.model : "All rows have the same score.",
        auc: fitted?.model.conditional.auc ?? null,
        strong: false,
      };
    }),
    ...(labels.length === 0 ? [] : [meanLine(`Mean of ${labels.length} labels`, labels)]),
    ...(often.length === labels.length || often.length === 0
      ? []
      : [meanLine(`Mean of the ${often.length} with n ≥ ${RARE_EVENTS}`, often)]),
    ...(labels.length === 0
      ? []
      : [
          {
            label: "Pooled (tables summed)",
            n: sharesOf(summed).n,
            events: summed.tp + summed.fn,
            shares: sharesOf(summed),
            result: null,
            why: "The scores of different labels make no common curve.",
            auc: null,
            strong: true,
          },
        ]),
  ];
  const share = (
    id: string,
    label: string,
    format: "r" | "percent1",
    definition: string,
    key: keyof Shares,
  ) => column<Line>(id, label, format, definition, ({ shares, why }) => valueOr(shares?.[key] ?? null, why));
  return {
    block: table<Line>({
      id: "labels-in-sample",
      caption:
        "Each label at the cut that fits these very rows best, as in table 1 of Steppan et al. (2023): optimistic by construction.",
      nColumn: "n",
      rows: lines,
      strong: ({ strong }) => strong,
      columns: [
        column("label", "Label", "text", MEANS.label, ({ label }) => label),
        column("n", "n", "count", MEANS.n, ({ n }) => n),
        column("labelled", "Labelled", "count", MEANS.events, ({ events }) => events),
        share("total_correct", "Total correct", "percent1", MEANS.correct, "correct"),
        share("sensitivity", "Sens.", "r", MEANS.sensitivity, "sensitivity"),
        share("specificity", "Spec.", "r", MEANS.specificity, "specificity"),
        share("ppv", "PPV", "r", MEANS.ppv, "positivePredictive"),
        share("npv", "NPV", "r", MEANS.npv, "negativePredictive"),
        column("auc", "AUC", "r", `${MEANS.auc} ${MEANS.inSample}`, ({ auc, why }) => valueOr(auc, why)),
        ...intervalColumns<Line>("auc", "95% CI", "r", MEANS.delong, ({ result, why }) =>
          result === null ? why : result.model.conditional.interval,
        ),
        column("cut", "Cut", "fixed4", MEANS.cut, ({ result, why }) =>
          valueOr(result?.model.conditional.youden?.threshold ?? null, why),
        ),
      ],
      note: "Scores are the fitted probabilities with the patient's own intercept. Pooled: the two-by-two tables of all labels added up, so each row of the study counts once per label.",
    }),
    numbers: [...labels.flatMap(inSampleNumbers), ...comparedNumbers(compared(labels))],
  };
}

/** Labels whose maximum other programs find too. */
export function compared(labels: readonly FittedLabel[]): FittedLabel[] {
  return labels.filter(
    ({ events, model }) => events >= FEW_EVENTS && !model.fit.separated && model.fit.converged,
  );
}

/** Means over the labels compared, and their tables summed. */
function comparedNumbers(labels: readonly FittedLabel[]): ReportNumber[] {
  if (labels.length === 0) return [];
  const summed = sharesOf(pooled(labels.map(inSampleCounts)));
  const names = { total_correct: "correct", sensitivity: "sensitivity", specificity: "specificity" } as const;
  return Object.entries(names).flatMap(([name, key]) => [
    close(`labels.mean_compared.${name}`, meanOf(labels.map((result) => sharesIn(result)?.[key]))),
    close(`labels.pooled_compared.${name}`, summed[key]),
  ]);
}

function inSampleNumbers(result: FittedLabel): ReportNumber[] {
  const { label, events, model } = result;
  const key = `labels.${label.key}`;
  const counts = [exact(`${key}.labelled`, events)];
  if (!compared([result]).includes(result)) return counts;
  const { conditional, marginal } = model;
  const shares = sharesIn(result);
  return [
    ...counts,
    { key: `${key}.auc`, value: conditional.auc, tolerance: 2e-5 },
    { key: `${key}.auc_low`, value: conditional.interval.low, tolerance: 2e-5 },
    { key: `${key}.auc_high`, value: conditional.interval.high, tolerance: 2e-5 },
    { key: `${key}.auc_fixed_effects`, value: marginal.auc, tolerance: 2e-5 },
    close(`${key}.total_correct`, shares?.correct ?? null),
    close(`${key}.sensitivity`, shares?.sensitivity ?? null),
    close(`${key}.specificity`, shares?.specificity ?? null),
    close(`${key}.youden_j`, conditional.youden?.j ?? null),
  ];
}

/** Two programs' scores differ in their last digits, and with them a row or two at the cut. */
function close(key: string, value: number | null): ReportNumber {
  return { key, value, tolerance: 2e-3 };
}

function sharesIn(result: FittedLabel): Shares | null {
  const counts = inSampleCounts(result);
  return counts && sharesOf(counts);
}

export function valueOr(value: number | null, why: string): Cell {
  return value === null ? { value, why } : value;
}
