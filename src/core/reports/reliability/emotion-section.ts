import { reliabilityPairTable } from "../../../shared/figures/reliability-pair-table.ts";
import { formatCount, formatR, formatShare } from "../../../shared/figures/statistic-text.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import { figureBlock, table, text, warning } from "../blocks.ts";
import { landisKoch } from "../landis-koch.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { type CategoryResults, categoryResults } from "./category-results.ts";
import type { ResampledByName } from "./resample.ts";
import { type Context, limits, NEAR_ZERO, whyNoInterval } from "./section.ts";
import { type Interval, inline } from "./words.ts";

/** From this share on one category dominates, and kappa says little. */
const DOMINANT = 0.75;
const MOST_FIGURES = 6;

const NONE =
  "No minute has a category of all raters, or all values lie in one category: there is no coefficient.";
const NO_OPEN = "No minute has two values, or the values do not vary: there is no coefficient.";

interface Row {
  readonly of: CategoryResults;
  readonly coefficient: string;
  readonly definition: string;
  readonly name: string;
  readonly value: number | null;
  readonly formula: Interval | null;
  readonly cluster: Interval | null;
  readonly words: boolean;
  readonly n: number;
}

/** Predominant emotion, and whether arousal reached the level from which it is coded. */
export function emotionSection(context: Context, resampled: ResampledByName): SectionParts {
  const results = categoryResults(context.data.doubleCoded);
  const rows = results.flatMap((result) => coefficientRows(result, resampled));
  const [category] = results;
  const fleiss = rows.find((row) => row.name === "category.fleiss");
  const ac1 = rows.find((row) => row.name === "category.ac1");
  return sectionParts(
    "emotion",
    "Emotion",
    [
      text(
        "The category of a minute is its predominant emotion, or low where the rater gave an arousal below 3. On ",
        {
          text: `${formatCount(category?.complete ?? 0)} minutes`,
          hover: "Minutes with a category of every rater.",
        },
        " with a category of all raters, Fleiss' kappa is ",
        inline(fleiss?.value ?? null, fleiss?.cluster ?? null, {
          is: "Agreement of all raters beyond chance; interval from patients and sessions drawn.",
          n: category?.complete ?? 0,
          of: "minutes",
        }),
        fleiss?.value == null ? "" : ` (${landisKoch(fleiss.value)} in the words of Landis and Koch)`,
        "; over all double-coded minutes Gwet's AC1 is ",
        inline(ac1?.value ?? null, ac1?.cluster ?? null, {
          is: "Agreement beyond chance, chance from how evenly the categories are used.",
          n: category?.units ?? 0,
          of: "minutes",
        }),
        ".",
      ),
      ...results.map(dominance),
      coefficientTable(context, rows),
      ...results.map((result) => categoryTable(context, result)),
      pairTableOf(context, results, resampled),
      ...(category ? pairFigures(context, category) : []),
    ],
    results.flatMap(numbersOfCategory),
  );
}

function coefficientRows(result: CategoryResults, resampled: ResampledByName): Row[] {
  const { key } = result;
  const row = (
    kind: string,
    coefficient: string,
    definition: string,
    value: number | null,
    n: number,
    formula: Interval | null = null,
    words = true,
  ): Row => ({
    of: result,
    coefficient,
    definition,
    name: `${key}.${kind}`,
    value,
    formula,
    cluster: resampled.get(`${key}.${kind}`)?.interval ?? null,
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

function coefficientTable(context: Context, rows: readonly Row[]): Block {
  return table<Row>({
    id: "reliability-emotion",
    caption: context.numbered.table("Agreement of all raters on the category, and on arousal of 3 or more."),
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
        (row) => orWhy(row.value, row.name.includes("alpha") || row.name.includes("ac1") ? NO_OPEN : NONE),
      ),
      ...limits<Row>((row) => row.cluster, {
        definition: "95% percentile interval, patients then sessions drawn.",
        why: () => whyNoInterval(context),
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
      ...limits<Row>((row) => row.formula, {
        id: "formula",
        label: "Formula",
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
function dominance(result: CategoryResults): Block | null {
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

function categoryTable({ numbered }: Context, result: CategoryResults): Block {
  const tests = result.fleiss.kappa === null ? [] : result.fleiss.categories;
  const rows = result.labels.map((label, c) => ({ label, share: result.shares[c] ?? 0, at: tests[c] }));
  type CategoryRow = (typeof rows)[number];
  const unused = "No rater used this category, or all used it throughout, on the minutes that all coded.";
  return table<CategoryRow>({
    id: `reliability-fleiss-${result.key}`,
    caption: numbered.table(`Fleiss' kappa of each value: ${result.title.toLowerCase()}.`),
    columns: [
      column("category", "Value", "Value that raters gave.", "text", (row) => row.label),
      column("share", "Share", "Of all values in double-coded minutes.", "percent1", (row) => row.share),
      column(
        "proportion",
        "Share (all raters)",
        "Of the values in minutes that all raters coded.",
        "percent1",
        (row) => orWhy(row.at?.proportion, NONE),
      ),
      column("kappa", "Kappa", "This value against all others (Fleiss 1971).", "r", (row) =>
        orWhy(row.at?.test?.kappa, unused),
      ),
      column(
        "se",
        "SE if 0",
        "Standard error if kappa were 0 (Fleiss, Nee & Landis 1979).",
        "fixed3",
        (row) => orWhy(row.at?.test?.se, unused),
      ),
      column("p", "p", "Two-sided, of kappa = 0; takes minutes as independent.", "p", (row) =>
        orWhy(row.at?.test?.p, unused),
      ),
      column("n", "Minutes", "Minutes that all raters coded.", "count", () => result.complete),
    ],
    rows,
    nColumn: "n",
  });
}

function pairTableOf(
  context: Context,
  results: readonly CategoryResults[],
  resampled: ResampledByName,
): Block {
  const rows = results.flatMap((result) =>
    result.pairs.map((pair) => ({
      result,
      ...pair,
      cluster: resampled.get(`${result.key}.${pair.first}-${pair.second}.identity`)?.interval ?? null,
    })),
  );
  type PairRow = (typeof rows)[number];
  const why = (row: PairRow): string =>
    row.n === 0
      ? "No minute has a value of both raters."
      : "Both raters used one and the same value throughout: chance agreement is complete, and there is no kappa.";
  return table<PairRow>({
    id: "reliability-emotion-pairs",
    caption: context.numbered.table("Category and arousal of 3 or more, each pair of raters."),
    columns: [
      column(
        "scale",
        "Coded",
        "The category, or arousal below 3 against 3 or more.",
        "text",
        (row) => row.result.title,
      ),
      column("pair", "Raters", "First and second rater.", "text", (row) => `${row.first}-${row.second}`),
      column(
        "kappa",
        "Cohen's kappa",
        "Agreement beyond chance, chance from each rater's own shares.",
        "r",
        (row) => orWhy(row.kappa.kappa, why(row)),
      ),
      ...limits<PairRow>((row) => (row.kappa.kappa === null ? null : row.kappa.interval), {
        definition:
          "95% interval by the standard error of Fleiss, Cohen & Everitt (1969); takes minutes as independent.",
        why,
      }),
      ...limits<PairRow>((row) => row.cluster, {
        id: "cluster",
        label: "Sessions",
        definition: "95% percentile interval, patients then sessions drawn.",
        why: (row) => (row.kappa.kappa === null ? why(row) : whyNoInterval(context)),
      }),
      column("ac1", "AC1", "Gwet's AC1 of the pair.", "r", (row) => orWhy(row.ac1.coefficient, why(row))),
      column("pabak", "PABAK", "Kappa as if the values were equally frequent.", "r", (row) =>
        orWhy(row.conditions?.pabak, why(row)),
      ),
      column("exact", "Alike", "Share of equal pairs.", "percent1", (row) =>
        orWhy(row.conditions?.observed, why(row)),
      ),
      column(
        "prevalence",
        "Prevalence",
        "Share of the most frequent value, both raters together.",
        "r",
        (row) => orWhy(row.conditions?.prevalence, why(row)),
      ),
      column("bias", "Bias", "Half the sum of the differences between the raters' shares.", "r", (row) =>
        orWhy(row.conditions?.bias, why(row)),
      ),
      column("n", "Minutes", "Minutes with a value of both raters.", "count", (row) => row.n),
    ],
    rows,
    nColumn: "n",
  });
}

function pairFigures({ numbered }: Context, { pairs, labels }: CategoryResults): Block[] {
  return pairs
    .filter((pair) => pair.n > 0)
    .toSorted((a, b) => b.n - a.n)
    .slice(0, MOST_FIGURES)
    .flatMap(({ first, second, n, counts, conditions }) => [
      text(
        `${first} and ${second} gave the same category in `,
        {
          text: formatShare(conditions?.observed ?? 0),
          hover: `Of the minutes with a category of both. n = ${formatCount(n)} minutes.`,
        },
        ` of ${formatCount(n)} minutes.`,
      ),
      figureBlock({
        id: `reliability-emotions-${`${first}-${second}`.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
        caption: numbered.figure(`Category of ${first} (rows) and ${second} (columns), number of minutes.`),
        description: `In how many of ${n} minutes ${first} gave the category of the row and ${second} that of the column.`,
        draw: (theme) => reliabilityPairTable({ first, second, what: "category", labels, counts }, theme),
      }),
    ]);
}

function numbersOfCategory(result: CategoryResults): ReportNumber[] {
  const { key, alpha, ac1, fleiss, conger } = result;
  return reportNumbers(
    {
      [`${key}.alpha`]: alpha.alpha,
      [`${key}.ac1`]: ac1.coefficient,
      [`${key}.ac1.low`]: ac1.coefficient === null ? null : ac1.interval.low,
      [`${key}.fleiss`]: fleiss.kappa,
      [`${key}.conger`]: conger.kappa,
      [`${key}.pabak`]: result.pabak,
      [`${key}.exact`]: result.exact,
      [`${key}.all_exact`]: result.allExact,
      ...Object.fromEntries(
        (fleiss.kappa === null ? [] : fleiss.categories).map(({ test }, c) => [
          `${key}.fleiss.${c + 1}`,
          test?.kappa ?? null,
        ]),
      ),
      ...Object.fromEntries(
        result.pairs.flatMap(
          ({ first, second, kappa, conditions, ac1: own }): [string, number | null | undefined][] => {
            const pair = `${key}.${first}-${second}`;
            return [
              [`${pair}.kappa`, kappa.kappa],
              [`${pair}.kappa.low`, kappa.kappa === null ? null : kappa.interval.low],
              [`${pair}.kappa.high`, kappa.kappa === null ? null : kappa.interval.high],
              [`${pair}.ac1`, own.coefficient],
              [`${pair}.pabak`, conditions?.pabak],
              [`${pair}.prevalence`, conditions?.prevalence],
              [`${pair}.bias`, conditions?.bias],
            ];
          },
        ),
      ),
    },
    NEAR_ZERO,
  );
}
