import { EXPRESSION_MARKS } from "../../../shared/colors.ts";
import { EXPRESSIONS } from "../../../shared/expression.ts";
import { fewRowsCaution } from "../../../shared/figures/agreement-words.ts";
import { dotIntervals } from "../../../shared/figures/dot-intervals.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { dotValues } from "../drawn-values.ts";
import { type AgreementRow, minuteKey } from "./agreement-rows.ts";
import { ASSOCIATIONS, type Association, associations, type Variable, variable } from "./association.ts";
import {
  CLUSTER_DEFINITION,
  clusterCaption,
  column,
  FISHER_DEFINITION,
  intervalColumns,
  orWhy,
} from "./columns.ts";
import type { AgreementContext } from "./context.ts";
import { exact, type ReportPart } from "./part.ts";

const LAGS = [-2, -1, 0, 1, 2] as const;

interface Line {
  readonly key: string;
  readonly label: string;
  readonly association: Association;
}

/** Each expression alone against arousal, and 1 - neutral some minutes earlier or later. */
export function expressionsSection({ rows, tables, resampling }: AgreementContext): ReportPart {
  const arousalOf = (chosen: readonly AgreementRow[]): Variable =>
    variable(
      "Arousal",
      chosen.map((row) => row.arousal),
    );
  const arousal = arousalOf(rows);
  const expressions = EXPRESSIONS.flatMap((name, i): Line[] => {
    const { label } = EXPRESSION_MARKS[name];
    const x = rows.map(({ means }) => means[i] as number);
    return associations(rows, variable(label, x), arousal, resampling).map((association) => ({
      key: `expression.${name}.${association.kind}`,
      label,
      association,
    }));
  });
  const neutralAt = new Map(
    tables.minutes.flatMap((minute) =>
      minute.means === null
        ? []
        : [[minuteKey(minute), minute.means[EXPRESSIONS.indexOf("neutral")] as number]],
    ),
  );
  const lags = LAGS.flatMap((lag): Line[] => {
    const shifted = rows.flatMap((row) => {
      const neutral = neutralAt.get(minuteKey({ ...row, minute: row.minute + lag }));
      return neutral === undefined ? [] : [{ row, x: 1 - neutral }];
    });
    const own = shifted.map(({ row }) => row);
    const x = shifted.map((pair) => pair.x);
    return associations(own, variable("1 − neutral", x), arousalOf(own), resampling).map((association) => ({
      key: `lag.${lag}.${association.kind}`,
      label: lagLabel(lag),
      association,
    }));
  });
  return {
    section: {
      id: "expressions",
      title: "Single expressions and neighbouring minutes",
      blocks: [
        text(...strongestWords(expressions)),
        ...linesBlocks(
          "expressions",
          "each expression's minute mean with arousal",
          "Expression",
          expressions,
          clusterCaption(resampling),
        ),
        note(
          "The seven means of a minute add up to 1: where one goes up, others go down. Their correlations are not independent of one another.",
        ),
        text(...lagWords(lags)),
        ...linesBlocks(
          "lags",
          "1 − neutral of neighbouring minutes with arousal",
          "Machine's minute",
          lags,
          clusterCaption(resampling),
        ),
      ],
    },
    numbers: [...expressions, ...lags].map(({ key, association }) => exact(key, association.value)),
    notices: [],
  };
}

function lagLabel(lag: number): string {
  if (lag === 0) return "The same minute";
  const minutes = Math.abs(lag) === 1 ? "1 minute" : `${Math.abs(lag)} minutes`;
  return `${minutes} ${lag < 0 ? "earlier" : "later"}`;
}

function strongestWords(lines: readonly Line[]): (string | { text: string; hover: string })[] {
  const pooled = lines.filter(({ association }) => association.kind === "r" && association.value !== null);
  const ranked = pooled.toSorted((a, b) => (b.association.value ?? 0) - (a.association.value ?? 0));
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (first === undefined || last === undefined) return ["No expression varies with arousal in these rows."];
  const value = ({ label, association }: Line): { text: string; hover: string } => ({
    text: `r = ${formatR(association.value ?? 0)}`,
    hover: `Pearson's r of the minute mean of ${label.toLowerCase()} with arousal. n = ${formatCount(association.n)}.`,
  });
  return [
    `Of the seven expressions, ${first.label.toLowerCase()} rises most with rated arousal, `,
    value(first),
    `, and ${last.label.toLowerCase()} is at the other end, `,
    value(last),
    `.${fewRowsCaution(first.association.n)}`,
  ];
}

function lagWords(lines: readonly Line[]): (string | { text: string; hover: string })[] {
  const within = lines.filter(
    ({ association }) => association.kind === "within" && association.value !== null,
  );
  const best = within.toSorted((a, b) => (b.association.value ?? 0) - (a.association.value ?? 0))[0];
  if (best === undefined) return ["Neighbouring minutes cannot be compared: nothing varies within sessions."];
  if (within.length === 1)
    return [`Of neighbouring minutes too few have a value to be compared with ${best.label.toLowerCase()}.`];
  return [
    "Within sessions arousal goes most closely with 1 − neutral of ",
    {
      text: `${best.label.toLowerCase()}, r = ${formatR(best.association.value ?? 0)}`,
      hover: `Deviations from the sessions' means. n = ${formatCount(best.association.n)}.`,
    },
    `; a largest value at another minute than the same would point to a shift between both time axes.${fewRowsCaution(best.association.n)}`,
  ];
}

function linesBlocks(
  id: string,
  what: string,
  head: string,
  lines: readonly Line[],
  intervals: string,
): Block[] {
  const drawn = lines.flatMap(({ label, association }) => {
    const { kind, value, cluster, n } = association;
    if (value === null || kind === "rho") return [];
    const interval = typeof cluster === "string" ? null : cluster;
    const series = ASSOCIATIONS.find((one) => one.id === kind)?.label ?? "";
    return [{ panel: "", label, series, value, low: interval?.low ?? null, high: interval?.high ?? null, n }];
  });
  return [
    ...(drawn.length === 0
      ? []
      : [
          figureBlock({
            id: `${id}-figure`,
            caption: `Correlation of ${what}${intervals}.`,
            description: `Dots with intervals, one line for each ${head.toLowerCase()}.`,
            draw: (theme) => dotIntervals(drawn, "Correlation with arousal", theme),
            data: dotValues(drawn),
          }),
        ]),
    table<Line>({
      id,
      caption: `Correlation of ${what}.`,
      nColumn: "n",
      rows: lines,
      columns: [
        column("line", head, "text", "What is correlated with arousal.", ({ label }) => label),
        column(
          "kind",
          "Correlation",
          "text",
          "Pearson's r over all rows, r of deviations from the sessions' means, or r of ranks.",
          ({ association }) => ASSOCIATIONS.find((one) => one.id === association.kind)?.label ?? "",
        ),
        column("n", "n", "count", "Rows with a value.", ({ association }) => association.n),
        column("value", "Value", "r", "The correlation.", ({ association }) =>
          orWhy(association.value, association.why),
        ),
        ...intervalColumns<Line>(
          "fisher",
          "95% CI",
          "r",
          FISHER_DEFINITION,
          ({ association }) => association.interval ?? association.why ?? "Needs at least 4 pairs.",
        ),
        ...intervalColumns<Line>(
          "cluster",
          "Clusters",
          "r",
          CLUSTER_DEFINITION,
          ({ association }) => association.cluster,
        ),
      ],
    }),
  ];
}
