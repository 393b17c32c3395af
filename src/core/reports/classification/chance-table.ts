import type { Cell, TableBlock } from "../../../shared/reports/document.ts";
import { table } from "../blocks.ts";
import { type ChanceTest, chanceTests } from "./chance.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { Place } from "./place.ts";

interface Row {
  readonly judge: string;
  readonly n: number;
  readonly correct: number;
  readonly equal: ChanceTest;
  readonly largest: ChanceTest;
}

/** Right answers of every judge against chance; several people together have no test of their own. */
export function chanceTable(
  { judges, answers }: DimensionResults,
  { id, title, numbered }: Place,
): TableBlock {
  return table<Row>({
    id: `${id}-chance`,
    caption: numbered.table(`${title}: right answers against chance.`),
    columns: [
      {
        id: "judge",
        label: "Judge",
        definition: "Who answered; models first.",
        format: "text",
        cell: (row) => row.judge,
      },
      {
        id: "n",
        label: "n",
        definition: "Clips with a known truth that the judge answered.",
        format: "count",
        cell: (row) => row.n,
      },
      {
        id: "correct",
        label: "Right",
        definition: "Clips whose truth the judge named.",
        format: "count",
        cell: (row) => row.correct,
      },
      {
        id: "chance",
        label: "share",
        definition: "Chance when each of the K classes is as likely.",
        format: "percent1",
        cell: (row) => row.equal.share,
      },
      {
        id: "p_chance",
        label: "p",
        definition:
          "One-sided exact binomial: probability of as many right answers or more, were each right with 1/K; its logarithm stands in numbers.csv.",
        format: "p",
        cell: (row) => pOf(row.equal),
      },
      {
        id: "largest",
        label: "share",
        definition:
          "Share of the class with the most clips: what always naming it would give (no-information rate).",
        format: "percent1",
        cell: (row) => row.largest.share,
      },
      {
        id: "p_largest",
        label: "p",
        definition:
          "One-sided exact binomial: probability of as many right answers or more, were each right with the share of the largest class.",
        format: "p",
        cell: (row) => pOf(row.largest),
      },
    ],
    rows: judges.map((judge) => ({
      judge: judge.name,
      n: judge.n,
      correct: judge.correct,
      ...chanceTests(judge),
    })),
    groups: { "Chance: 1/K": ["chance", "p_chance"], "Chance: largest class": ["largest", "p_largest"] },
    nColumn: "n",
    note: `K = ${answers.classes.length}: every label that is the truth of a clip or was given as an answer.${answers.humans.length < 2 ? "" : " The answers of several people to one clip depend on each other, so one binomial test over all of them would claim too much."}`,
  });
}

function pOf({ p }: ChanceTest): Cell {
  return p ?? { value: null, why: "Every clip shows one class: nothing can be tested." };
}
