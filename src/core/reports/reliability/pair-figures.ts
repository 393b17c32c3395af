import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { reliabilityBlandAltman } from "../../../shared/figures/reliability-bland-altman.ts";
import { reliabilityPairTable } from "../../../shared/figures/reliability-pair-table.ts";
import { formatR, formatShare } from "../../../shared/figures/statistic-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { figureBlock, text } from "../blocks.ts";
import { countValues } from "../drawn-values.ts";
import { figureData } from "../figure-data.ts";
import type { PairOnArousal } from "./pair-results.ts";
import type { Context } from "./section.ts";
import { withInterval } from "./words.ts";

const LEVELS = AROUSAL_LEVELS.map(String);

/** How often the two raters gave which levels. */
export function pairTableBlocks({ numbered }: Context, pair: PairOnArousal): Block[] {
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
        hover: `Of the minutes that both coded. n = ${counted(pair.n, "minute")}.`,
      },
      " of their common minutes and levels at most one point apart in ",
      {
        text: formatShare(pair.shared?.pairsWithinOne ?? 0),
        hover: `Of the minutes that both coded. n = ${counted(pair.n, "minute")}.`,
      },
      ": ",
      {
        text: kappa,
        hover: `Cohen's kappa with quadratic weights, interval by formula. n = ${counted(pair.n, "minute")}.`,
      },
      ".",
    ),
    figureBlock({
      id: `reliability-levels-${slug(pair.name)}`,
      caption: numbered.figure(
        `Arousal of ${pair.first} (rows) and ${pair.second} (columns), number of minutes.`,
      ),
      description: `A table of seven by seven: in how many of ${counted(pair.n, "minute")} ${pair.first} gave the level of the row and ${pair.second} that of the column.`,
      draw: (theme) =>
        reliabilityPairTable(
          { first: pair.first, second: pair.second, what: "arousal", labels: LEVELS, counts: pair.counts },
          theme,
        ),
      data: countValues(LEVELS, LEVELS, pair.counts, {
        row: `arousal of ${pair.first}`,
        column: `arousal of ${pair.second}`,
      }),
    }),
  ];
}

/** The differences of the two raters against their mean. */
export function differenceBlocks({ numbered }: Context, pair: PairOnArousal): Block[] {
  const { differences, first, second } = pair;
  if (differences === null) return [];
  const { bias, biasInterval, limits: ends } = differences;
  const points = pair.counts.flatMap((row, i) =>
    row.flatMap((count, j) => (count === 0 ? [] : [{ mean: (i + j) / 2 + 1, difference: i - j, count }])),
  );
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
        hover: `Mean of the differences, 95% CI ${signed(biasInterval.low)} to ${signed(biasInterval.high)}. n = ${counted(pair.n, "minute")}.`,
      },
      " on average; 95% of the differences are expected between ",
      {
        text: `${signed(ends.low)} and ${signed(ends.high)}`,
        hover: `Limits of agreement: bias ± 1.96 SD. n = ${counted(pair.n, "minute")}.`,
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
            points,
            lines: [
              line("bias", bias, biasInterval),
              line("lower limit", ends.low, differences.lowLimitInterval),
              line("upper limit", ends.high, differences.highLimitInterval),
            ],
          },
          theme,
        ),
      data: figureData(points, {
        mean: ["mean of both raters' arousal", ({ mean }) => mean],
        difference: [`${first} − ${second}, levels`, ({ difference }) => difference],
        n: ["minutes with this mean and difference", ({ count }) => count],
      }),
    }),
  ];
}

function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
