import { note, text } from "../blocks.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { differenceBlocks, pairTableBlocks } from "./pair-figures.ts";
import { kappaTable } from "./pair-kappa-table.ts";
import { type PairOnArousal, pairsOnArousal } from "./pair-results.ts";
import { differenceTable, scaleTable } from "./pair-scale-tables.ts";
import type { ResampledByName } from "./resample.ts";
import { type Context, NEAR_ZERO } from "./section.ts";

/** Figures of more pairs than these would fill a book; the tables hold all of them. */
const MOST_FIGURES = 6;

/** Every pair of raters: kappas, correlations, concordance, differences, with a figure of each. */
export function pairsSection(context: Context, resampled: ResampledByName): SectionParts {
  const pairs = pairsOnArousal(context.data.doubleCoded);
  const drawn = pairs
    .filter((pair) => pair.n > 0)
    .toSorted((a, b) => b.n - a.n)
    .slice(0, MOST_FIGURES);
  return sectionParts(
    "pairs",
    "Arousal: each pair of raters",
    [
      text(
        "Weighted kappa counts near misses in part; quadratic weights make it comparable with the ICC. Kappa falls when the raters use few of the levels (prevalence) or use them differently (bias); both indices stand beside it.",
      ),
      kappaTable(context, pairs, resampled),
      scaleTable(context, pairs),
      differenceTable(context, pairs),
      drawn.length < pairs.filter((pair) => pair.n > 0).length
        ? note(`Figures are drawn for the ${MOST_FIGURES} pairs with most common minutes.`)
        : null,
      ...drawn.flatMap((pair) => [...pairTableBlocks(context, pair), ...differenceBlocks(context, pair)]),
    ],
    reportNumbers(
      Object.fromEntries(
        pairs.flatMap((pair) =>
          numbersOfPair(pair).map(([key, value]) => [`pair.${pair.name}.${key}`, value]),
        ),
      ),
      NEAR_ZERO,
    ),
  );
}

function numbersOfPair(pair: PairOnArousal): [string, number | null | undefined][] {
  const { differences } = pair;
  return [
    ["n", pair.n],
    ...pair.kappas.flatMap(({ weights, result }): [string, number | null | undefined][] => {
      const key = `kappa.${weights === "identity" ? "unweighted" : weights}`;
      if (result.kappa === null) return [];
      return [
        [key, result.kappa],
        [`${key}.low`, result.interval.low],
        [`${key}.high`, result.interval.high],
      ];
    }),
    ["pearson", pair.pearson.r],
    ["spearman", pair.spearman.rho],
    ["ccc", pair.concordance?.ccc],
    ["ccc.low", pair.concordance?.interval?.low],
    ["ccc.high", pair.concordance?.interval?.high],
    ["bias", differences?.bias],
    ["limit.low", differences?.limits.low],
    ["limit.high", differences?.limits.high],
    ["limit.low.low", differences?.lowLimitInterval.low],
    ["limit.high.high", differences?.highLimitInterval.high],
    ["exact", pair.shared?.pairsEqual],
    ["within1", pair.shared?.pairsWithinOne],
    ["prevalence", pair.conditions?.prevalence],
    ["bias_index", pair.conditions?.bias],
  ];
}
