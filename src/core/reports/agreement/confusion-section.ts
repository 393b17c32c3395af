import { EXPRESSION_MARKS } from "../../../shared/colors.ts";
import type { Confusion } from "../../../shared/figures/agreement-values.ts";
import { confusionSentence } from "../../../shared/figures/agreement-words.ts";
import { confusionHeatmap, ratedClassLabel } from "../../../shared/figures/confusion-heatmap.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { countValues } from "../drawn-values.ts";
import { column } from "./columns.ts";
import { confusionTables } from "./confusion-tables.ts";
import { type AgreementContext, scopeKey, scopeLabel } from "./context.ts";
import { exact, type ReportPart } from "./part.ts";

const KIND_WORDS: Readonly<Record<Confusion["kind"], string>> = {
  seven: "strongest of all seven expressions",
  six: "strongest of the six expressions without neutral, low minutes left out",
};

/** The rater's emotion and the machine's strongest expression. */
export function confusionSection({ rows, raters }: AgreementContext): ReportPart {
  const confusions = confusionTables(rows, raters);
  const shown = confusions.filter(({ rater }) => (raters.length === 1 ? rater !== null : rater === null));
  const single = raters.length === 1 ? [] : confusions.filter(({ rater }) => rater !== null);
  return {
    section: {
      id: "confusion",
      title: "Emotion and strongest expression",
      blocks: [...shown.flatMap(confusionBlocks), summary([...shown, ...single])],
    },
    numbers: [...shown, ...single].flatMap(({ rater, kind, same, comparable, n }) => [
      exact(`confusion.${kind}.${scopeKey(rater)}.n`, n),
      exact(`confusion.${kind}.${scopeKey(rater)}.same`, same),
      exact(`confusion.${kind}.${scopeKey(rater)}.comparable`, comparable),
    ]),
    notices: [],
  };
}

function confusionBlocks(confusion: Confusion): Block[] {
  const { kind, n } = confusion;
  const words = `Rated emotion and ${KIND_WORDS[kind]}`;
  if (n === 0) return [note(`${words}: ${confusionSentence(confusion)}`)];
  return [
    text({
      text: confusionSentence(confusion),
      hover: `The same: anger – angry, disgust – disgust, fear – fear, joy – happy, sadness – sad, surprise – surprise, low – neutral; love has no counterpart. n = ${n}.`,
    }),
    figureBlock({
      id: `confusion-${kind}-figure`,
      caption: `${words}. A cell holds its count of rows and is shaded by its share of the line; a frame marks where both name the same.`,
      description: "Table of counts: rated emotion in lines, strongest expression in columns.",
      draw: (theme) => confusionHeatmap(confusion, theme),
      data: countValues(
        confusion.rows.map(ratedClassLabel),
        confusion.columns.map((name) => EXPRESSION_MARKS[name].label),
        confusion.counts,
        { row: "emotion of the rater; low: arousal below 3", column: "strongest expression of the machine" },
      ),
    }),
    countsTable(confusion, words),
  ];
}

function countsTable({ kind, rows, columns, counts }: Confusion, words: string): ReturnType<typeof table> {
  const lines = rows.map((rated, i) => {
    const own = counts[i] ?? [];
    return { rated, own, n: own.reduce((sum, count) => sum + count, 0) };
  });
  return table<(typeof lines)[number]>({
    id: `confusion-${kind}`,
    caption: `${words}: counts of rows.`,
    nColumn: "n",
    rows: lines,
    columns: [
      column("rated", "Rated emotion", "text", "The rater's emotion; low: arousal below 3.", ({ rated }) =>
        ratedClassLabel(rated),
      ),
      ...columns.map((name, j) =>
        column<(typeof lines)[number]>(
          name,
          EXPRESSION_MARKS[name].label,
          "count",
          `Rows in which ${EXPRESSION_MARKS[name].label.toLowerCase()} has the highest mean.`,
          ({ own }) => own[j] ?? 0,
        ),
      ),
      column("n", "n", "count", "Rows with this rated emotion.", ({ n }) => n),
    ],
  });
}

function summary(confusions: readonly Confusion[]): ReturnType<typeof table> {
  return table<Confusion>({
    id: "confusion-summary",
    caption: "How often rater and machine name the same.",
    nColumn: "comparable",
    rows: confusions,
    strong: ({ rater }) => rater === null,
    columns: [
      column("rater", "Rater", "text", "Code of the rater.", ({ rater }) => scopeLabel(rater)),
      column(
        "kind",
        "Strongest of",
        "text",
        "Seven: all expressions, low minutes count as neutral; six: without neutral and without low minutes.",
        ({ kind }) => (kind === "seven" ? "seven" : "six, without neutral"),
      ),
      column("n", "n", "count", "Rows with a rated class.", ({ n }) => n),
      column(
        "comparable",
        "can be compared",
        "count",
        "Rows whose class has a counterpart among the expressions.",
        ({ comparable }) => comparable,
      ),
      column("same", "same", "count", "Rows in which both name counterparts.", ({ same }) => same),
      column("share", "share", "percent1", "Same, of those that can be compared.", ({ same, comparable }) =>
        comparable === 0
          ? { value: null, why: "No row has a counterpart among the expressions." }
          : same / comparable,
      ),
    ],
    note: "No kappa: eight rated classes and seven expressions are not the same scale, and where one class dominates a kappa would mislead.",
  });
}
