import { counted } from "../../../../shared/figures/agreement-words.ts";
import type { Cell, ReportNumber, TableBlock } from "../../../../shared/reports/document.ts";
import { clopperPearson } from "../../../../stats/distributions.ts";
import { table } from "../../blocks.ts";
import { column, intervalColumns } from "../columns.ts";
import { exact } from "../part.ts";
import { MEANS } from "./label-columns.ts";
import { type FittedLabel, fittedLabels, frequent, inSampleCounts, meanOf } from "./label-counts.ts";
import { FEW_EVENTS, type LabelResult, RARE_EVENTS } from "./label-models.ts";
import { type Counts, fractionsOf, pooled, SHARE_COLUMNS, type Shares, sharesOf } from "./shares.ts";

interface Line {
  readonly label: string;
  readonly n: number;
  readonly events: number;
  readonly shares: Shares | null;
  /** null: there are none; a mean over labels has none of its own. */
  readonly counts: Counts | "mean" | null;
  readonly result: FittedLabel | null;
  readonly why: string;
  readonly auc: number | null;
  readonly strong: boolean;
}

/** Table 1 of the article: each label at the cut that fits these rows best. */
export function inSampleTable(results: readonly LabelResult[]): {
  block: TableBlock;
  intervals: TableBlock;
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
      counts: "mean",
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
        counts: fitted && inSampleCounts(fitted),
        result: fitted,
        why: typeof result.model === "string" ? result.model : "All rows have the same score.",
        auc: fitted?.model.conditional.auc ?? null,
        strong: false,
      };
    }),
    ...(labels.length === 0 ? [] : [meanLine(`Mean of ${counted(labels.length, "label")}`, labels)]),
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
            counts: summed,
            result: null,
            why: "The scores of different labels make no common curve.",
            auc: null,
            strong: true,
          },
        ]),
  ];
  return {
    block: table<Line>({
      id: "labels-in-sample",
      caption:
        "Each label at the cut that fits these very rows best, as in table 1 of Steppan et al. (2023): optimistic by construction.",
      nColumn: "n",
      rows: lines,
      groups: { AUC: ["auc", "auc_low", "auc_high"] },
      strong: ({ strong }) => strong,
      columns: [
        column("label", "Label", "text", MEANS.label, ({ label }) => label),
        column("n", "n", "count", MEANS.n, ({ n }) => n),
        column("labelled", "Labelled", "count", MEANS.events, ({ events }) => events),
        ...SHARE_COLUMNS.map(({ id, label, format, key, meaning }) =>
          column<Line>(id, label, format, meaning, ({ shares, why }) => valueOr(shares?.[key] ?? null, why)),
        ),
        column("auc", "value", "r", `${MEANS.auc} ${MEANS.inSample}`, ({ auc, why }) => valueOr(auc, why)),
        ...intervalColumns<Line>("auc", "95% CI", "r", MEANS.delong, ({ result, why }) =>
          result === null ? why : result.model.conditional.interval,
        ),
        column("cut", "Cut", "fixed4", MEANS.cut, ({ result, why }) =>
          valueOr(result?.model.conditional.youden?.threshold ?? null, why),
        ),
      ],
      note: "Scores are the fitted probabilities with the patient's own intercept. Pooled: the two-by-two tables of all labels added up, so each row of the study counts once per label. Intervals of the shares stand in the next table.",
    }),
    intervals: table<Line>({
      id: "labels-in-sample-intervals",
      caption: "95% intervals of the shares of the table above, in sample.",
      nColumn: "n",
      rows: lines.filter(({ counts }) => counts !== "mean"),
      groups: Object.fromEntries(SHARE_COLUMNS.map(({ id, label }) => [label, [`${id}_low`, `${id}_high`]])),
      strong: ({ strong }) => strong,
      columns: [
        column("label", "Label", "text", MEANS.label, ({ label }) => label),
        column("n", "n", "count", MEANS.n, ({ n }) => n),
        column("labelled", "Labelled", "count", MEANS.events, ({ events }) => events),
        ...SHARE_COLUMNS.flatMap(({ id, format, key, meaning }) =>
          intervalColumns<Line>(id, "95% CI", format, `${meaning} ${MEANS.exact}`, ({ counts, why }) => {
            if (counts === null || counts === "mean") return why;
            const [count, of] = fractionsOf(counts)[key];
            return of === 0 ? "There is no such row." : clopperPearson(count, of);
          }),
        ),
      ],
      note: "Minutes of a session and ratings of the same minute are alike, and the cut was chosen to fit: the intervals are too narrow. A mean over labels has none.",
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
    // A few pairs whose scores differ in the last digits can change places.
    {
      key: `${key}.auc_within`,
      value: model.areaWithin,
      tolerance: Math.max(2e-5, 4 / (1 + model.pairsWithin)),
    },
    { key: `${key}.auc_fixed_effects`, value: marginal.auc, tolerance: 2e-5 },
    ...SHARE_COLUMNS.flatMap(({ id, key: of }) => {
      const counts = inSampleCounts(result);
      const [count, all] = counts === null ? [0, 0] : fractionsOf(counts)[of];
      const interval = all === 0 ? null : clopperPearson(count, all);
      return [
        close(`${key}.${id}`, shares?.[of] ?? null),
        close(`${key}.${id}_low`, interval?.low ?? null),
        close(`${key}.${id}_high`, interval?.high ?? null),
      ];
    }),
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
