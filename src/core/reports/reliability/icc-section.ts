import { counted } from "../../../shared/figures/agreement-words.ts";
import { type EstimateRow, reliabilityIntervals } from "../../../shared/figures/reliability-intervals.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import { intraclassCorrelations } from "../../../stats/intraclass.ts";
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import { estimateValues } from "../drawn-values.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { coefficientsOf, componentsBlocks, estimatesOf } from "./components-blocks.ts";
import { minutesOf } from "./gather-reliability.ts";
import { type Resampled, type ResampledByName, whyNoBlocks, whyNoCluster } from "./resample.ts";
import { CLUSTER_INTERVAL, type Context, inlineResampled, limits } from "./section.ts";
import type { ComponentsResult } from "./variance-parts.ts";
import { type Interval, inline, judged, KOO_LI } from "./words.ts";

/** The forms in the order in which they are read; `type` as in Shrout & Fleiss. */
const FORMS = [
  { form: "ICC(A,1)", key: "A1", type: "ICC(2,1)", use: "one rater will rate; absolute agreement" },
  {
    form: "ICC(A,k)",
    key: "Ak",
    type: "ICC(2,k)",
    use: "the mean of all raters is used; absolute agreement",
  },
  { form: "ICC(C,1)", key: "C1", type: "ICC(3,1)", use: "one rater; the same order, levels may differ" },
  { form: "ICC(C,k)", key: "Ck", type: "ICC(3,k)", use: "mean of all raters; the same order" },
  { form: "ICC(1,1)", key: "11", type: "ICC(1,1)", use: "one rater, each minute by other raters" },
  { form: "ICC(1,k)", key: "1k", type: "ICC(1,k)", use: "mean of k raters, each minute by others" },
] as const;

const NO_ICC = {
  "too-few": "Intraclass correlations by mean squares need two minutes or more that all raters coded.",
  "no-variation": "All raters gave the same value in all of these minutes: there is no variance to divide.",
} as const;

export interface IccInput {
  readonly resampled: ResampledByName;
  readonly blocks: ReadonlyMap<string, PercentileInterval | null>;
  readonly blockLength: number;
  readonly components: ComponentsResult;
}

interface FormRow {
  readonly form: string;
  readonly use: string;
  /** Why there is none stands beside the table. */
  readonly entry: { readonly icc: number | null; readonly interval: Interval | null } | undefined;
  readonly cluster: Resampled | undefined;
  readonly block: Interval | null;
  readonly n: number;
}

const NO_VALUE =
  "The variances that it divides by cancel out, so the coefficient has no value: the minutes' means hardly differ.";

/** Intraclass correlations of arousal: balanced forms by mean squares, unbalanced ones from variance components. */
export function iccSection(context: Context, input: IccInput): SectionParts {
  const { data } = context;
  const raters = data.doubleCoded.raters.length;
  const complete = minutesOf(data.doubleCoded)
    .map((minute) => minute.arousal.filter((value) => value !== null))
    .filter((values) => values.length === raters);
  const result = intraclassCorrelations(complete);
  const rows = FORMS.map((form) => {
    const entry = result.values?.find(({ type }) => type === form.type);
    return {
      ...form,
      entry,
      cluster: input.resampled.get(`icc.${form.key}`),
      block: input.blocks.get(`icc.${form.key}`) ?? null,
      n: complete.length,
    };
  });
  const why = result.values === null ? NO_ICC[result.reason] : "";
  const coefficients = coefficientsOf(input.components, input.resampled);
  const single = rows[0];
  const balanced: (Block | null)[] = [
    text(
      "When one rater will rate a minute, ICC(A,1) says how far its arousal can be trusted: ",
      inlineResampled(input.resampled.get("moments.A1"), {
        is: "Absolute agreement of one rater from variance components by moments over all double-coded minutes.",
        n: data.doubleCoded.sessions.length,
        of: "session",
      }),
      " over all double-coded minutes (variance components by moments), ",
      inline(single?.entry?.icc ?? null, single?.entry?.interval ?? null, {
        is: "Absolute agreement of one rater by mean squares over the minutes that all raters coded; the interval takes minutes as independent and raters as a sample.",
        n: complete.length,
        of: "minute",
      }),
      ` on the ${counted(complete.length, "minute")} that all raters coded (mean squares). When the mean of the ${raters} raters is used, ICC(A,k) counts: `,
      inline(rows[1]?.entry?.icc ?? null, rows[1]?.entry?.interval ?? null, {
        is: `Absolute agreement of the mean of ${raters} raters by mean squares.`,
        n: complete.length,
        of: "minute",
      }),
      ". Words are those of Koo and Li (2016) for the limits of the 95% interval, not for the value.",
    ),
    forest(context, rows, estimatesOf(coefficients)),
    why === "" ? null : warning(`No coefficient by mean squares: ${why}`),
    balancedTable(context, input, rows, why),
    result.values !== null && result.msr < result.mse
      ? warning(
          "Minutes differ less than chance would have them: the variance between minutes is negative and counts as 0, and so does a negative coefficient.",
        )
      : null,
    result.values !== null && result.msc < result.mse
      ? note(
          "The mean square between raters lies below that of the residual: the variance between raters is negative and counts as 0. ICC(A,1) by the formula then lies above ICC(C,1), which is its value with the variance at 0.",
        )
      : null,
  ];
  const fromComponents = componentsBlocks(context, input.components, coefficients);
  return sectionParts(
    "icc",
    "Arousal: intraclass correlation",
    [...balanced, ...fromComponents.blocks],
    [...numbersOfForms(result), ...fromComponents.numbers],
  );
}

function balancedTable(context: Context, input: IccInput, rows: readonly FormRow[], why: string): Block {
  return table<FormRow>({
    id: "reliability-icc",
    caption: context.numbered.table(
      "Intraclass correlations by mean squares, minutes that all raters coded.",
    ),
    columns: [
      column(
        "form",
        "Form",
        "McGraw & Wong (1996): A absolute agreement, C consistency, 1 one-way; 1 one rater, k the mean of all.",
        "text",
        (row) => row.form,
      ),
      column("use", "Use when", "The question that the form answers.", "text", (row) => row.use),
      column(
        "icc",
        "ICC",
        "Intraclass correlation from the mean squares of the analysis of variance (Shrout & Fleiss 1979).",
        "r",
        (row) => orWhy(row.entry?.icc, why || NO_VALUE),
      ),
      ...limits<FormRow>((row) => row.entry?.interval ?? null, {
        definition: "95% interval by F (Satterthwaite for the A forms); takes minutes as independent.",
        why: () => why || NO_VALUE,
      }),
      column(
        "words",
        "Koo & Li",
        "Words for the limits of this interval: below .50 poor, .75 moderate, .90 good, above excellent.",
        "text",
        (row) => judged(KOO_LI, row.entry?.interval ?? null) ?? { value: null, why: why || NO_VALUE },
      ),
      ...limits<FormRow>((row) => row.block, {
        id: "block",
        label: "Blocks, 95% CI",
        definition: `95% percentile interval by moving blocks of ${input.blockLength} minutes within the sessions: neighbouring minutes may depend on each other, the sessions are given.`,
        why: () => why || whyNoBlocks(context.options),
      }),
      ...limits<FormRow>((row) => row.cluster?.interval ?? null, {
        id: "cluster",
        label: "Sessions, 95% CI",
        definition: `${CLUSTER_INTERVAL} Speaks of other sessions by the same raters.`,
        why: (row) => why || whyNoCluster(row.cluster),
      }),
      column("n", "Minutes", "Minutes that all raters coded.", "count", (row) => row.n),
    ],
    rows,
    nColumn: "n",
    note: `k = ${context.data.doubleCoded.raters.length}. The interval by formula takes minutes as independent and the raters as drawn from many.${context.options.resamples === 0 ? "" : " Blocks let neighbouring minutes depend on each other, sessions all minutes of a session; both hold for these raters."}`,
  });
}

function forest(
  { data, numbered }: Context,
  rows: readonly FormRow[],
  components: readonly EstimateRow[],
): Block {
  const estimates = [
    ...rows.map(({ form, entry, n }) => ({
      n,
      label: `${form}, mean squares`,
      value: entry?.icc ?? null,
      low: entry?.interval?.low ?? null,
      high: entry?.interval?.high ?? null,
    })),
    ...components.map((row) => ({ ...row, n: minutesOf(data.doubleCoded).length })),
  ];
  return figureBlock({
    id: "reliability-icc-intervals",
    caption: numbered.figure(
      `Intraclass correlations of arousal with 95% intervals${estimates.every(({ low }) => low !== null) ? "" : " where there are any"}.`,
    ),
    description:
      "One line for each form: the value as a point, the 95% interval, where there is one, as a line, the digits at the right; dotted lines at the borders of Koo and Li's words.",
    draw: (theme) =>
      reliabilityIntervals({ rows: estimates, title: "Intraclass correlation", ...KOO_LI }, theme),
    data: estimateValues(estimates),
  });
}

function numbersOfForms(result: ReturnType<typeof intraclassCorrelations>): ReportNumber[] {
  if (result.values === null) return [];
  const values = result.values;
  return reportNumbers(
    Object.fromEntries(
      FORMS.flatMap(({ key, type }): [string, number | null | undefined][] => {
        const entry = values.find((value) => value.type === type);
        return [
          [`icc.${key}`, entry?.icc],
          [`icc.${key}.low`, entry?.interval?.low],
          [`icc.${key}.high`, entry?.interval?.high],
        ];
      }),
    ),
  );
}
