import type { Cell, TableBlock } from "../../../shared/reports/document.ts";
import { clopperPearson } from "../../../stats/distributions.ts";
import { table } from "../blocks.ts";
import { whyNoWidth, withWidth } from "../few-cases.ts";
import { orWhy } from "../or-why.ts";
import { chanceTests } from "./chance.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { JudgeMeasures } from "./judge-measures.ts";
import type { Place } from "./place.ts";
import { NO_RESAMPLES, people } from "./words.ts";

const DEPENDENT =
  "The answers of several people to one clip are not independent, so one binomial test over them would claim too much: see each person.";

interface Row {
  readonly judge: string;
  readonly kind: string;
  readonly n: number;
  readonly correct: Cell;
  readonly accuracy: number;
  readonly low: Cell;
  readonly high: Cell;
  readonly uar: number;
  readonly uarLow: Cell;
  readonly uarHigh: Cell;
  readonly f1: Cell;
  readonly chance: Cell;
  readonly pChance: Cell;
  readonly largest: Cell;
  readonly pLargest: Cell;
}

/** Accuracy, UAR and chance of every judge, and the mean of the people where there are several. */
export function accuracyTable(
  { judges, peopleMean, answers }: DimensionResults,
  { id, title, numbered }: Place,
): TableBlock {
  const rows = [
    ...judges.map(judgeRow),
    ...(peopleMean === null || peopleMean.people === 1 ? [] : [meanRow(peopleMean, answers.classes.length)]),
  ];
  return table<Row>({
    id: `${id}-accuracy`,
    caption: numbered.table(`${title}: accuracy and unweighted average recall against chance.`),
    columns: [
      {
        id: "judge",
        label: "Judge",
        definition: "Who answered; models first.",
        format: "text",
        cell: (row) => row.judge,
      },
      {
        id: "kind",
        label: "Kind",
        definition: "Model or person.",
        format: "text",
        cell: (row) => row.kind,
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
        id: "accuracy",
        label: "value",
        definition: "Share of right answers; for the mean of the people the mean of their shares.",
        format: "percent1",
        cell: (row) => row.accuracy,
      },
      {
        id: "accuracy_low",
        label: "95% CI low",
        definition:
          "Lower end of the accuracy's 95% interval: exact (Clopper-Pearson) for a judge, bootstrap over clips for the mean of the people.",
        format: "percent1",
        cell: (row) => row.low,
      },
      {
        id: "accuracy_high",
        label: "95% CI high",
        definition: "Upper end of the accuracy's 95% interval.",
        format: "percent1",
        cell: (row) => row.high,
      },
      {
        id: "uar",
        label: "value",
        definition:
          "Unweighted average recall: mean over the classes that occur of the share of their clips that was named right.",
        format: "percent1",
        cell: (row) => row.uar,
      },
      {
        id: "uar_low",
        label: "95% CI low",
        definition: "Lower end of the UAR's 95% percentile interval, bootstrap over clips.",
        format: "percent1",
        cell: (row) => row.uarLow,
      },
      {
        id: "uar_high",
        label: "95% CI high",
        definition: "Upper end of the UAR's 95% interval.",
        format: "percent1",
        cell: (row) => row.uarHigh,
      },
      {
        id: "macro_f1",
        label: "Macro F1",
        definition: "Mean over the classes of F1, those that neither occur nor were named left out.",
        format: "fixed3",
        cell: (row) => row.f1,
      },
      {
        id: "chance",
        label: "share",
        definition: "Chance when each of the K classes is as likely.",
        format: "percent1",
        cell: (row) => row.chance,
      },
      {
        id: "p_chance",
        label: "p",
        definition:
          "One-sided exact binomial: probability of as many right answers or more, were each right with 1/K; its logarithm stands in numbers.csv.",
        format: "p",
        cell: (row) => row.pChance,
      },
      {
        id: "largest",
        label: "share",
        definition:
          "Share of the class with the most clips: what always naming it would give (no-information rate).",
        format: "percent1",
        cell: (row) => row.largest,
      },
      {
        id: "p_largest",
        label: "p",
        definition:
          "One-sided exact binomial: probability of as many right answers or more, were each right with the share of the largest class.",
        format: "p",
        cell: (row) => row.pLargest,
      },
    ],
    rows,
    groups: {
      Accuracy: ["accuracy", "accuracy_low", "accuracy_high"],
      UAR: ["uar", "uar_low", "uar_high"],
      "Chance: 1/K": ["chance", "p_chance"],
      "Chance: largest class": ["largest", "p_largest"],
    },
    nColumn: "n",
    strong: (row) => row.kind === "mean",
    note: `${peopleMean === null || peopleMean.people === 1 ? "" : "Set apart: the mean of the people. "}K = ${answers.classes.length}: every label that is the truth of a clip or was given as an answer.`,
  });
}

function judgeRow(judge: JudgeMeasures): Row {
  const exact = clopperPearson(judge.correct, judge.n);
  const { equal, largest } = chanceTests(judge);
  const { resampled } = judge;
  const p = (test: typeof equal): Cell =>
    test.p === null ? { value: null, why: "Every clip shows one class: nothing can be tested." } : test.p;
  return {
    judge: judge.name,
    kind: judge.kind === "model" ? "model" : "person",
    n: judge.n,
    correct: judge.correct,
    accuracy: judge.accuracy,
    low: exact.low,
    high: exact.high,
    uar: judge.uar,
    uarLow: orWhy(withWidth(resampled.uar)?.low, whyNoWidth(resampled.uar, NO_RESAMPLES)),
    uarHigh: orWhy(withWidth(resampled.uar)?.high, whyNoWidth(resampled.uar, NO_RESAMPLES)),
    f1: judge.macroF1,
    chance: equal.share,
    pChance: p(equal),
    largest: largest.share,
    pLargest: p(largest),
  };
}

function meanRow(mean: NonNullable<DimensionResults["peopleMean"]>, classes: number): Row {
  const none = { value: null, why: DEPENDENT };
  return {
    judge: `mean of ${people(mean.people)}`,
    kind: "mean",
    n: mean.clips,
    correct: { value: null, why: "A mean of shares: each person's count stands above." },
    accuracy: mean.accuracy,
    low: orWhy(withWidth(mean.interval)?.low, whyNoWidth(mean.interval, NO_RESAMPLES)),
    high: orWhy(withWidth(mean.interval)?.high, whyNoWidth(mean.interval, NO_RESAMPLES)),
    uar: mean.uar,
    uarLow: { value: null, why: "Given for each person and for the difference to a model." },
    uarHigh: { value: null, why: "Given for each person and for the difference to a model." },
    f1: { value: null, why: "Given for each person." },
    chance: 1 / classes,
    pChance: none,
    largest: { value: null, why: "Given for each person: it depends on the clips that were answered." },
    pLargest: none,
  };
}
