import { formatR, formatShare } from "../../../shared/figures/statistic-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { table, warning } from "../blocks.ts";
import { landisKoch } from "../landis-koch.ts";
import { orWhy } from "../or-why.ts";
import { column } from "../section-parts.ts";
import { type CategoryResults, NO_CATEGORY } from "./category-results.ts";
import { type Resampled, type ResampledByName, whyNoCluster } from "./resample.ts";
import { CLUSTER_INTERVAL, type Context, limits } from "./section.ts";
import type { Interval } from "./words.ts";

/** From this share on one category dominates, and kappa says little. */
const DOMINANT = 0.75;

const NO_OPEN = "No minute has two values, or the values do not vary: there is no coefficient.";

export interface CoefficientRow {
  readonly of: CategoryResults;
  readonly coefficient: string;
  readonly definition: string;
  readonly name: string;
  readonly value: number | null;
  readonly formula: Interval | null;
  readonly cluster: Resampled | undefined;
  readonly words: boolean;
  readonly n: number;
}

/** The coefficients of all raters on one scale, with their intervals. */
export function coefficientRows(result: CategoryResults, resampled: ResampledByName): CoefficientRow[] {
  const { key } = result;
  const row = (
    kind: string,
    coefficient: string,
    definition: string,
    value: number | null,
    n: number,
    formula: Interval | null = null,
    words = true,
  ): CoefficientRow => ({
    of: result,
    coefficient,
    definition,
    name: `${key}.${kind}`,
    value,
    formula,
    cluster: resampled.get(`${key}.${kind}`),
    words,
    n,
  });
  const { alpha, ac1, fleiss, conger, units, complete } = result;
  return [
    row(
      "alpha",
      "Krippendorff's alpha, nominal",
      "chance from all values; missing ratings allowed",
      alpha.alpha,
      units,
    ),
    row(
      "ac1",
      "Gwet's AC1",
      "chance from how evenly categories are used; missing ratings allowed",
      ac1.coefficient,
      units,
      ac1.coefficient === null ? null : ac1.interval,
    ),
    row("fleiss", "Fleiss' kappa", "chance from the shares of all raters together", fleiss.kappa, complete),
    row(
      "conger",
      "Conger's kappa",
      "chance from each rater's own shares; Cohen's for two raters",
      conger.kappa,
      complete,
    ),
    row("pabak", "PABAK", "chance as if all categories were equally frequent", result.pabak, complete),
    row(
      "exact",
      "Percent agreement",
      "two raters alike, mean over pairs; not corrected for chance",
      result.exact,
      complete,
      null,
      false,
    ),
  ];
}

function whyNot({ name }: CoefficientRow): string {
  return name.includes("alpha") || name.includes("ac1") ? NO_OPEN : NO_CATEGORY;
}

export function coefficientTable({ numbered }: Context, rows: readonly CoefficientRow[]): Block {
  return table<CoefficientRow>({
    id: "reliability-emotion",
    caption: numbered.table("Agreement of all raters on the category, and on arousal of 3 or more."),
    columns: [
      column(
        "scale",
        "Coded",
        "The category with its eight values, or arousal below 3 against 3 or more.",
        "text",
        (row) => row.of.title,
      ),
      column("coefficient", "Coefficient", "Name.", "text", (row) => row.coefficient),
      column("chance", "Chance", "Where agreement by chance is taken from.", "text", (row) => row.definition),
      column(
        "value",
        "Value",
        "1: perfect; 0: as expected by chance (a share for percent agreement).",
        "r",
        (row) => orWhy(row.value, whyNot(row)),
      ),
      ...limits<CoefficientRow>((row) => row.cluster?.interval ?? null, {
        definition: CLUSTER_INTERVAL,
        why: (row) => (row.value === null ? whyNot(row) : whyNoCluster(row.cluster)),
      }),
      column(
        "words",
        "Landis & Koch",
        "Word for the value: up to .20 slight, .40 fair, .60 moderate, .80 substantial, above almost perfect; below 0 poor.",
        "text",
        (row) =>
          row.value === null || !row.words
            ? { value: null, why: "The words are for coefficients corrected for chance." }
            : landisKoch(row.value),
      ),
      ...limits<CoefficientRow>((row) => row.formula, {
        id: "formula",
        label: "Formula, 95% CI",
        definition: "95% interval by Gwet's linearisation; takes minutes as independent.",
        why: () => "Given for AC1.",
      }),
      column(
        "n",
        "Minutes",
        "Minutes with two values or more (alpha, AC1), or with values of all raters.",
        "count",
        (row) => row.n,
      ),
    ],
    rows,
    nColumn: "n",
  });
}

/** Why kappa is low beside high agreement, where one category dominates. */
export function dominance(result: CategoryResults): Block | null {
  const { shares, labels, title, ac1, pabak, fleiss } = result;
  const most = Math.max(...shares);
  if (most < DOMINANT) return null;
  const label = labels[shares.indexOf(most)] ?? "";
  const value = (coefficient: number | null): string =>
    coefficient === null ? "no value" : formatR(coefficient);
  return warning(
    `${title}: ${formatShare(most)} of all values are "${label}". Where one category dominates, chance agreement is nearly complete and kappa falls towards 0 or has no value whatever the raters do (Fleiss ${value(fleiss.kappa)}); AC1 (${value(ac1.coefficient)}) and PABAK (${value(pabak)}) do not.`,
  );
}
