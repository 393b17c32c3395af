import type { ReportNumber, TableBlock } from "../../../../shared/reports/document.ts";
import { table } from "../../blocks.ts";
import { column } from "../columns.ts";
import { exact } from "../part.ts";
import { withoutValue } from "./held-out-table.ts";
import { valueOr } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import { type FittedLabel, heldOutCounts, inSampleCounts } from "./label-counts.ts";
import { type Counts, chanceOf, largestShare, sharesOf } from "./shares.ts";

interface Line {
  readonly result: FittedLabel;
  readonly inSample: Counts | null;
  readonly heldOut: Counts | null;
}

interface Chance {
  readonly block: TableBlock;
  readonly numbers: readonly ReportNumber[];
  /** Labels whose total correct left out is more than the larger class would give by naming it always, p < .05. */
  readonly better: number;
  readonly of: number;
}

/** Total correct against guessing: against always naming the more frequent answer, and against a coin. */
export function chanceTable(labels: readonly FittedLabel[]): Chance {
  const lines = labels.map(
    (result): Line => ({
      result,
      inSample: inSampleCounts(result),
      heldOut: heldOutCounts(result),
    }),
  );
  const chance = (counts: Counts | null, of: (counts: Counts) => number): number | null =>
    counts === null ? null : chanceOf(counts, of(counts));
  const half = (): number => 0.5;
  const correct = (counts: Counts | null): number | null => counts && sharesOf(counts).correct;
  const test =
    "One-sided exact binomial test of total correct: P(as many or more right | n, share). Takes all rows as independent.";
  const tests = (id: string, label: string, which: "inSample" | "heldOut", meaning: string) => {
    const why = ({ result }: Line): string =>
      which === "inSample" ? "All rows have the same score." : withoutValue(result);
    return [
      column<Line>(`correct_${id}`, label, "percent1", `${MEANS.correct} ${meaning}`, (line) =>
        valueOr(correct(line[which]), why(line)),
      ),
      column<Line>(
        `p_largest_${id}`,
        "p, largest",
        "p",
        `${test} Against the larger class. ${meaning}`,
        (line) => valueOr(chance(line[which], largestShare), why(line)),
      ),
      column<Line>(`p_half_${id}`, "p, ½", "p", `${test} Against 1/2. ${meaning}`, (line) =>
        valueOr(chance(line[which], half), why(line)),
      ),
    ];
  };
  return {
    block: table<Line>({
      id: "labels-chance",
      caption: "Total correct against guessing: always naming the more frequent answer, and a coin.",
      nColumn: "n",
      rows: lines,
      groups: {
        "In sample": ["correct_in_sample", "p_largest_in_sample", "p_half_in_sample"],
        "Left out": ["correct_left_out", "p_largest_left_out", "p_half_left_out"],
      },
      columns: [
        column("label", "Label", "text", MEANS.label, ({ result }) => result.label.title),
        column("n", "n", "count", MEANS.n, ({ result }) => result.n),
        column(
          "largest",
          "Larger class",
          "percent1",
          "Share of the more frequent answer, with the label or without: what naming it for every row gets right.",
          ({ result: { events, n } }) => Math.max(events, n - events) / n,
        ),
        ...tests("in_sample", "In sample", "inSample", MEANS.inSample),
        ...tests("left_out", "Left out", "heldOut", MEANS.heldOut),
      ],
      note: "Youden's cut weighs sensitivity and specificity the same; for a rare label it gives away rows without the label for rows with it, so total correct lies below the larger class as a rule.",
    }),
    numbers: lines.flatMap(({ result: { label }, heldOut }) => [
      ...(heldOut === null
        ? []
        : [
            exact(`labels.${label.key}.left_out.p_largest`, chance(heldOut, largestShare)),
            exact(`labels.${label.key}.left_out.p_half`, chance(heldOut, half)),
          ]),
    ]),
    better: lines.filter(({ heldOut }) => (chance(heldOut, largestShare) ?? 1) < 0.05).length,
    of: lines.filter(({ heldOut }) => heldOut !== null).length,
  };
}
