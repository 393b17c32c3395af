import type { Cell } from "../../../shared/reports/document.ts";
import { clopperPearson } from "../../../stats/distributions.ts";
import { table, text, warning } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { chanceTests } from "./chance.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { JudgeMeasures } from "./judge-measures.ts";
import type { Place } from "./place.ts";
import {
  atStart,
  capital,
  clips,
  listed,
  NO_RESAMPLES,
  people,
  percent,
  shareWithInterval,
} from "./words.ts";

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

/** Share of right answers of every judge, beside chance (Keinert et al., tables 3 and 4). */
export function accuracySection(results: DimensionResults, { id, title, numbered }: Place): SectionParts {
  const { judges, peopleMean, answers } = results;
  const rows = [
    ...judges.map(judgeRow),
    ...(peopleMean === null ? [] : [meanRow(peopleMean, answers.classes.length)]),
  ];
  return sectionParts(
    `${id}-accuracy`,
    `${title}: right answers`,
    [
      ...judges.filter(({ kind }) => kind === "model").map((model) => modelText(model, title)),
      peopleMean === null ? null : peopleText(peopleMean),
      ...warnings(results),
      table<Row>({
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
        note: `K = ${answers.classes.length}: every label that is the truth of a clip or was given as an answer.`,
      }),
    ],
    [
      ...judges.flatMap((judge) => judgeNumbers(id, judge)),
      ...reportNumbers({
        [`${id}.people.accuracy`]: peopleMean?.accuracy,
        [`${id}.people.accuracy_sd`]: peopleMean?.sd,
        [`${id}.people.uar`]: peopleMean?.uar,
      }),
    ],
  );
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
    uarLow: orWhy(resampled.uar?.low, NO_RESAMPLES),
    uarHigh: orWhy(resampled.uar?.high, NO_RESAMPLES),
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
    low: orWhy(mean.interval?.low, NO_RESAMPLES),
    high: orWhy(mean.interval?.high, NO_RESAMPLES),
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

function modelText(model: JudgeMeasures, title: string) {
  const { equal, largest } = chanceTests(model);
  return text(
    `${atStart(model.name)} names the ${title.toLowerCase()} of the clip in `,
    shareWithInterval(
      model.accuracy,
      clopperPearson(model.correct, model.n),
      `Accuracy: ${model.correct} right of ${clips(model.n)}, exact 95% interval (Clopper-Pearson).`,
    ),
    " of its answers; averaged over the classes (UAR) in ",
    shareWithInterval(
      model.uar,
      model.resampled.uar,
      `Unweighted average recall over ${clips(model.n)}; 95% interval by bootstrap over clips.`,
    ),
    `. Chance is ${percent(equal.share)} where each of ${model.classes.length} classes is as likely and ${percent(largest.share)} where the largest is always named.`,
  );
}

function peopleText(mean: NonNullable<DimensionResults["peopleMean"]>) {
  const sd = mean.sd === null ? "" : `, SD ${percent(mean.sd)} over the people`;
  return text(
    `${capital(people(mean.people))} ${mean.people === 1 ? "is" : "are on average"} right in `,
    shareWithInterval(
      mean.accuracy,
      mean.interval,
      `Mean of the accuracies of ${people(mean.people)}${sd}; 95% interval by bootstrap over the ${clips(mean.clips)} that all of them answered.`,
    ),
    ", UAR ",
    { text: percent(mean.uar), hover: `Mean of the unweighted average recalls of ${people(mean.people)}.` },
    ".",
  );
}

/** Who named one class alone, and which classes have no clips. */
function warnings({ judges, answers }: DimensionResults) {
  const empty = answers.classes.filter((_, c) => !answers.truth.includes(c));
  const constant = judges.filter(({ classes, n }) => classes.some(({ predicted }) => predicted === n));
  return [
    ...(empty.length === 0
      ? []
      : [
          warning(
            `No clip shows ${listed(empty)}: it was given as an answer all the same. It counts as a class in 1/K; it has no sensitivity and does not enter the UAR.`,
          ),
        ]),
    ...constant.map(({ name, classes, n, uar }) => {
      const named = answers.classes[classes.findIndex(({ predicted }) => predicted === n)] ?? "";
      return warning(
        `${atStart(name)} answered ${named} throughout: its accuracy is the share of that class, its UAR ${percent(uar)}, and its kappa with the truth tells nothing from chance.`,
      );
    }),
  ];
}

function judgeNumbers(id: string, judge: JudgeMeasures) {
  const exact = clopperPearson(judge.correct, judge.n);
  const { equal, largest } = chanceTests(judge);
  const key = `${id}.${judge.name}`;
  return reportNumbers({
    [`${key}.n`]: judge.n,
    [`${key}.correct`]: judge.correct,
    [`${key}.accuracy`]: judge.accuracy,
    [`${key}.accuracy_low`]: exact.low,
    [`${key}.accuracy_high`]: exact.high,
    [`${key}.uar`]: judge.uar,
    [`${key}.macro_f1`]: judge.macroF1,
    [`${key}.log10_p_chance`]: equal.log10P,
    [`${key}.log10_p_largest`]: largest.log10P,
  });
}
