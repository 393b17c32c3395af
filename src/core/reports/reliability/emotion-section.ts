import { counted } from "../../../shared/figures/agreement-words.ts";
import { reliabilityPairTable } from "../../../shared/figures/reliability-pair-table.ts";
import { formatShare } from "../../../shared/figures/statistic-text.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import { figureBlock, text } from "../blocks.ts";
import { countValues } from "../drawn-values.ts";
import { landisKoch } from "../landis-koch.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { type CategoryResults, categoryResults } from "./category-results.ts";
import { coefficientRows, coefficientTable, dominance } from "./emotion-coefficients.ts";
import { categoryTable, pairTableOf } from "./emotion-tables.ts";
import type { ResampledByName } from "./resample.ts";
import { type Context, inlineResampled, NEAR_ZERO } from "./section.ts";

const MOST_FIGURES = 6;

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
          text: `${counted(category?.complete ?? 0, "minute")}`,
          hover: "Minutes with a category of every rater.",
        },
        " with a category of all raters, Fleiss' kappa is ",
        inlineResampled(fleiss?.cluster, {
          is: "Agreement of all raters beyond chance.",
          n: category?.complete ?? 0,
          of: "minute",
        }),
        fleiss?.value == null ? "" : ` (${landisKoch(fleiss.value)} in the words of Landis and Koch)`,
        "; over all double-coded minutes Gwet's AC1 is ",
        inlineResampled(ac1?.cluster, {
          is: "Agreement beyond chance, chance from how evenly the categories are used.",
          n: category?.units ?? 0,
          of: "minute",
        }),
        ".",
      ),
      ...results.map(dominance),
      coefficientTable(context, rows),
      ...results.map((result) => categoryTable(context, result, resampled)),
      pairTableOf(context, results, resampled),
      ...(category ? pairFigures(context, category) : []),
    ],
    results.flatMap(numbersOfCategory),
  );
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
          hover: `Of the minutes with a category of both. n = ${counted(n, "minute")}.`,
        },
        ` of ${counted(n, "minute")}.`,
      ),
      figureBlock({
        id: `reliability-emotions-${`${first}-${second}`.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
        caption: numbered.figure(`Category of ${first} (rows) and ${second} (columns), number of minutes.`),
        description: `In how many of ${counted(n, "minute")} ${first} gave the category of the row and ${second} that of the column.`,
        draw: (theme) => reliabilityPairTable({ first, second, what: "category", labels, counts }, theme),
        data: countValues(labels, labels, counts, {
          row: `category of ${first}`,
          column: `category of ${second}`,
        }),
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
