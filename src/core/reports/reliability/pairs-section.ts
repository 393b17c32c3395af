import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import { reliabilityBlandAltman } from "../../../shared/figures/reliability-bland-altman.ts";
import { reliabilityPairTable } from "../../../shared/figures/reliability-pair-table.ts";
import { formatCount, formatR, formatShare } from "../../../shared/figures/statistic-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { NO_KAPPA, NO_R, type PairOnArousal, pairsOnArousal } from "./pair-results.ts";
import type { ResampledByName } from "./resample.ts";
import { type Context, limits, NEAR_ZERO, whyNoInterval } from "./section.ts";
import { withInterval } from "./words.ts";

/** Figures of more pairs than these would fill a book; the tables hold all of them. */
const MOST_FIGURES = 6;
const LEVELS = AROUSAL_LEVELS.map(String);

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

function kappaTable(context: Context, pairs: readonly PairOnArousal[], resampled: ResampledByName): Block {
  const rows = pairs.flatMap((pair) =>
    pair.kappas.map((entry) => ({
      pair,
      ...entry,
      cluster: resampled.get(`arousal.${pair.first}-${pair.second}.${entry.weights}`)?.interval ?? null,
    })),
  );
  type Row = (typeof rows)[number];
  const why = (row: Row): string => (row.result.kappa === null ? NO_KAPPA[row.result.reason] : "");
  return table<Row>({
    id: "reliability-pair-kappa",
    caption: context.numbered.table(
      "Cohen's kappa of arousal on the full scale 1 to 7, each pair of raters.",
    ),
    columns: [
      column("pair", "Raters", "First and second rater.", "text", (row) => row.pair.name),
      column(
        "weights",
        "Weights",
        "Of differences: all alike (none), by distance (linear), by its square (quadratic).",
        "text",
        (row) => (row.weights === "identity" ? "none" : row.weights),
      ),
      column(
        "kappa",
        "Kappa",
        "Agreement beyond chance (Cohen 1960, 1968); chance from each rater's own shares.",
        "r",
        (row) => orWhy(row.result.kappa, why(row)),
      ),
      ...limits<Row>((row) => (row.result.kappa === null ? null : row.result.interval), {
        definition:
          "95% interval by the large-sample standard error of Fleiss, Cohen & Everitt (1969); takes minutes as independent.",
        why,
      }),
      ...limits<Row>((row) => row.cluster, {
        id: "cluster",
        label: "Sessions",
        definition: "95% percentile interval, patients then sessions drawn.",
        why: (row) => why(row) || whyNoInterval(context),
      }),
      column("observed", "Observed", "Observed agreement, weighted.", "percent1", (row) =>
        row.result.kappa === null ? { value: null, why: why(row) } : row.result.observed,
      ),
      column("expected", "Expected", "Agreement by chance, weighted.", "percent1", (row) =>
        row.result.kappa === null ? { value: null, why: why(row) } : row.result.expected,
      ),
      column(
        "prevalence",
        "Prevalence",
        "Share of the most frequent level, both raters together: near 1 kappa is low whatever the agreement.",
        "r",
        (row) => orWhy(row.pair.conditions?.prevalence, why(row)),
      ),
      column(
        "bias",
        "Bias",
        "Half the sum of the differences between the raters' shares of the levels: 0 where both use them alike.",
        "r",
        (row) => orWhy(row.pair.conditions?.bias, why(row)),
      ),
      column("n", "Minutes", "Minutes that both raters coded.", "count", (row) => row.pair.n),
    ],
    rows,
    nColumn: "n",
  });
}

function scaleTable({ numbered }: Context, pairs: readonly PairOnArousal[]): Block {
  type Row = PairOnArousal;
  const ofR = (row: Row): string =>
    row.pearson.r === null ? NO_R[row.pearson.reason] : "Below four minutes there is no interval.";
  const ofCcc = "Below four minutes, or where r is 0 or 1, there is no interval.";
  return table<Row>({
    id: "reliability-pair-correlation",
    caption: numbered.table(
      "Correlation, concordance and percent agreement of arousal, each pair of raters.",
    ),
    columns: [
      column("pair", "Raters", "First and second rater.", "text", (row) => row.name),
      column(
        "pearson",
        "Pearson r",
        "Product-moment correlation: blind to differences of level and spread.",
        "r",
        (row) => orWhy(row.pearson.r, ofR(row)),
      ),
      ...limits<Row>((row) => (row.pearson.r === null ? null : row.pearson.interval), {
        id: "pearson",
        label: "r",
        definition: "95% interval by Fisher's z; takes minutes as independent.",
        why: ofR,
      }),
      column("spearman", "Spearman", "Correlation of the mean ranks.", "r", (row) =>
        orWhy(row.spearman.rho, ofR(row)),
      ),
      ...limits<Row>((row) => (row.spearman.rho === null ? null : row.spearman.interval), {
        id: "spearman",
        label: "Spearman",
        definition: "95% interval after Bonett & Wright (2000); takes minutes as independent.",
        why: ofR,
      }),
      column("ccc", "Concordance", "Lin's concordance correlation: distance from equality.", "r", (row) =>
        orWhy(row.concordance?.ccc, ofR(row)),
      ),
      ...limits<Row>((row) => row.concordance?.interval ?? null, {
        id: "ccc",
        label: "Concordance",
        definition: "95% interval by the Z transform (Lin 1989, 2000); takes minutes as independent.",
        why: (row) => (row.pearson.r === null ? ofR(row) : ofCcc),
      }),
      column("exact", "Alike", "Minutes with the same level.", "percent1", (row) =>
        orWhy(row.shared?.pairsEqual, NO_KAPPA["no-pairs"]),
      ),
      column("within1", "Within one", "Minutes with levels at most one point apart.", "percent1", (row) =>
        orWhy(row.shared?.pairsWithinOne, NO_KAPPA["no-pairs"]),
      ),
      column("n", "Minutes", "Minutes that both raters coded.", "count", (row) => row.n),
    ],
    rows: pairs,
    nColumn: "n",
  });
}

const NO_LIMITS = "Limits of agreement need two minutes or more that both coded.";

function differenceTable({ numbered }: Context, pairs: readonly PairOnArousal[]): Block {
  type Row = PairOnArousal;
  const why = (): string => NO_LIMITS;
  const byT = "takes minutes as independent.";
  return table<Row>({
    id: "reliability-bland-altman",
    caption: numbered.table("Differences of arousal, first minus second rater, with limits of agreement."),
    columns: [
      column("pair", "Raters", "First and second rater.", "text", (row) => row.name),
      column("bias", "Bias", "Mean of first minus second, in levels.", "fixed2", (row) =>
        orWhy(row.differences?.bias, NO_LIMITS),
      ),
      ...limits<Row>((row) => row.differences?.biasInterval ?? null, {
        id: "bias",
        label: "Bias",
        definition: `95% interval by t; ${byT}`,
        why,
        format: "fixed2",
      }),
      column("sd", "SD", "Standard deviation of the differences.", "fixed2", (row) =>
        orWhy(row.differences?.sd, NO_LIMITS),
      ),
      column("lower", "Lower limit", "Bias − 1.96 SD.", "fixed2", (row) =>
        orWhy(row.differences?.limits.low, NO_LIMITS),
      ),
      ...limits<Row>((row) => row.differences?.lowLimitInterval ?? null, {
        id: "lower",
        label: "Lower",
        definition: `95% interval of the lower limit (Bland & Altman 1999); ${byT}`,
        why,
        format: "fixed2",
      }),
      column("upper", "Upper limit", "Bias + 1.96 SD.", "fixed2", (row) =>
        orWhy(row.differences?.limits.high, NO_LIMITS),
      ),
      ...limits<Row>((row) => row.differences?.highLimitInterval ?? null, {
        id: "upper",
        label: "Upper",
        definition: `95% interval of the upper limit (Bland & Altman 1999); ${byT}`,
        why,
        format: "fixed2",
      }),
      column(
        "trend",
        "Trend",
        "Correlation of difference and mean: whether the difference grows with arousal.",
        "r",
        (row) => orWhy(row.differences?.trend, "The differences or the means do not vary."),
      ),
      column("n", "Minutes", "Minutes that both raters coded.", "count", (row) => row.n),
    ],
    rows: pairs,
    nColumn: "n",
  });
}

function pairTableBlocks({ numbered }: Context, pair: PairOnArousal): Block[] {
  const quadratic = pair.kappas.find(({ weights }) => weights === "quadratic")?.result;
  const kappa =
    quadratic?.kappa === null || quadratic === undefined
      ? "no quadratic kappa"
      : `quadratic kappa ${withInterval(quadratic.kappa, quadratic.interval)}`;
  return [
    text(
      `${pair.first} and ${pair.second} gave the same level in `,
      {
        text: formatShare(pair.shared?.pairsEqual ?? 0),
        hover: `Of the minutes that both coded. n = ${formatCount(pair.n)} minutes.`,
      },
      " of their common minutes and levels at most one point apart in ",
      {
        text: formatShare(pair.shared?.pairsWithinOne ?? 0),
        hover: `Of the minutes that both coded. n = ${formatCount(pair.n)} minutes.`,
      },
      ": ",
      {
        text: kappa,
        hover: `Cohen's kappa with quadratic weights, interval by formula. n = ${formatCount(pair.n)} minutes.`,
      },
      ".",
    ),
    figureBlock({
      id: `reliability-levels-${slug(pair.name)}`,
      caption: numbered.figure(
        `Arousal of ${pair.first} (rows) and ${pair.second} (columns), number of minutes.`,
      ),
      description: `A table of seven by seven: in how many of ${pair.n} minutes ${pair.first} gave the level of the row and ${pair.second} that of the column.`,
      draw: (theme) =>
        reliabilityPairTable(
          { first: pair.first, second: pair.second, what: "arousal", labels: LEVELS, counts: pair.counts },
          theme,
        ),
    }),
  ];
}

function differenceBlocks({ numbered }: Context, pair: PairOnArousal): Block[] {
  const { differences, first, second } = pair;
  if (differences === null) return [];
  const { bias, biasInterval, limits: ends } = differences;
  const line = (what: string, value: number, interval: { low: number; high: number }) => ({
    label: `${what} ${signed(value)}`,
    value,
    ...interval,
  });
  return [
    text(
      `${first} rates `,
      {
        text: `${signed(Math.abs(bias))} levels ${bias < 0 ? "below" : "above"} ${second}`,
        hover: `Mean of the differences, 95% CI ${signed(biasInterval.low)} to ${signed(biasInterval.high)}. n = ${formatCount(pair.n)} minutes.`,
      },
      " on average; 95% of the differences are expected between ",
      {
        text: `${signed(ends.low)} and ${signed(ends.high)}`,
        hover: `Limits of agreement: bias ± 1.96 SD. n = ${formatCount(pair.n)} minutes.`,
      },
      `; difference and mean correlate at ${differences.trend === null ? "no value" : formatR(differences.trend)}.`,
    ),
    figureBlock({
      id: `reliability-differences-${slug(pair.name)}`,
      caption: numbered.figure(
        `Differences of ${first} and ${second} against their mean; areas are numbers of minutes.`,
      ),
      description: `Each pair of levels as a circle whose area is its number of minutes; lines for the bias and the limits of agreement, bands for their 95% intervals.`,
      draw: (theme) =>
        reliabilityBlandAltman(
          {
            first,
            second,
            points: pair.counts.flatMap((row, i) =>
              row.flatMap((count, j) =>
                count === 0 ? [] : [{ mean: (i + j) / 2 + 1, difference: i - j, count }],
              ),
            ),
            lines: [
              line("bias", bias, biasInterval),
              line("lower limit", ends.low, differences.lowLimitInterval),
              line("upper limit", ends.high, differences.highLimitInterval),
            ],
          },
          theme,
        ),
    }),
  ];
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

function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
