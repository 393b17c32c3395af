import type { Block } from "../../../shared/reports/document.ts";
import { table, text } from "../blocks.ts";
import { whyNoWidth, withWidth } from "../few-cases.ts";
import { percent } from "../number-words.ts";
import { orWhy } from "../or-why.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { JudgeAnswers } from "./label-answers.ts";
import type { ModelAgainstPeople } from "./model-against-people.ts";
import type { Place } from "./place.ts";
import { atStart, called, clips, NO_RESAMPLES, people, shareWithInterval } from "./words.ts";

/** Whether a model is right as often as the people; null without both. */
export function comparisonSection(
  results: DimensionResults,
  { id, title, numbered }: Place,
): SectionParts | null {
  const { comparisons, answers } = results;
  if (comparisons.length === 0) return null;
  return sectionParts(
    `${id}-comparison`,
    `${title}: models beside people`,
    [
      ...comparisons.map((comparison) => differenceText(comparison, answers.humans)),
      differenceTable(comparisons, { id, title, numbered }),
      table({
        id: `${id}-mcnemar`,
        caption: numbered.table(`${title}: clips on which a model or a person alone is right (McNemar).`),
        columns: [
          { id: "model", label: "Model", definition: "The model.", format: "text", cell: (row) => row.model },
          {
            id: "person",
            label: "Person",
            definition: "The person it is set beside.",
            format: "text",
            cell: (row) => row.human,
          },
          {
            id: "n",
            label: "n",
            definition: "Clips that both answered.",
            format: "count",
            cell: (row) => row.n,
          },
          {
            id: "model_only",
            label: "Model alone right",
            definition: "Clips that the model named right and the person did not.",
            format: "count",
            cell: (row) => row.result.firstOnly,
          },
          {
            id: "person_only",
            label: "Person alone right",
            definition: "Clips that the person named right and the model did not.",
            format: "count",
            cell: (row) => row.result.secondOnly,
          },
          {
            id: "p_exact",
            label: "p, exact",
            definition:
              "Two-sided exact binomial probability of so uneven a division of the clips on which one alone is right.",
            format: "p",
            cell: (row) => row.result.exactP,
          },
          {
            id: "chi_square",
            label: "χ²(1)",
            definition: "McNemar's chi-square with continuity correction, one degree of freedom.",
            format: "fixed2",
            cell: (row) => orWhy(row.result.chiSquare, "Both are right on the same clips."),
          },
          {
            id: "p_chi_square",
            label: "p, χ²",
            definition: "Probability of such a chi-square or a larger one.",
            format: "p",
            cell: (row) => orWhy(row.result.chiSquareP, "Both are right on the same clips."),
          },
        ],
        rows: comparisons.flatMap(({ model, tests }) => tests.map((test) => ({ model, ...test }))),
        nColumn: "n",
      }),
    ],
    comparisons.flatMap(({ model, accuracy, uar, tests }) => [
      ...reportNumbers({
        [`${id}.difference.${model}.accuracy`]: accuracy.difference,
        [`${id}.difference.${model}.uar`]: uar.difference,
      }),
      ...tests.flatMap(({ human, result }) =>
        reportNumbers({
          [`${id}.mcnemar.${model}-${human}.model_only`]: result.firstOnly,
          [`${id}.mcnemar.${model}-${human}.person_only`]: result.secondOnly,
          [`${id}.mcnemar.${model}-${human}.p_exact`]: result.exactP,
          [`${id}.mcnemar.${model}-${human}.chi_square`]: result.chiSquare,
        }),
      ),
    ]),
  );
}

function differenceTable(comparisons: readonly ModelAgainstPeople[], { id, title, numbered }: Place): Block {
  const rows = comparisons.flatMap(({ model, clips: n, accuracy, uar }) => [
    { name: model, n, what: "accuracy", ...accuracy },
    { name: model, n, what: "UAR", ...uar },
  ]);
  return table({
    id: `${id}-difference`,
    caption: numbered.table(`${title}: model minus the mean of the people.`),
    columns: [
      { id: "model", label: "Model", definition: "The model.", format: "text", cell: (row) => row.name },
      {
        id: "measure",
        label: "Measure",
        definition: "Share of right answers, over clips (accuracy) or averaged over the classes (UAR).",
        format: "text",
        cell: (row) => row.what,
      },
      {
        id: "n",
        label: "n",
        definition: "Clips that the model and all people answered.",
        format: "count",
        cell: (row) => row.n,
      },
      {
        id: "model_share",
        label: "Of the model",
        definition: "The measure of the model on these clips.",
        format: "percent1",
        cell: (row) => row.model,
      },
      {
        id: "people_share",
        label: "Of the people",
        definition: "Mean of the people's measures on these clips.",
        format: "percent1",
        cell: (row) => row.people,
      },
      {
        id: "difference",
        label: "Difference",
        definition: "Model minus mean of the people, in percentage points.",
        format: "percent1",
        cell: (row) => row.difference,
      },
      {
        id: "low",
        label: "95% CI low",
        definition:
          "Lower end of the 95% percentile interval, bootstrap by pairs: the same clips drawn for all.",
        format: "percent1",
        cell: (row) => orWhy(withWidth(row.interval)?.low, whyNoWidth(row.interval, NO_RESAMPLES)),
      },
      {
        id: "high",
        label: "95% CI high",
        definition: "Upper end of the difference's 95% interval.",
        format: "percent1",
        cell: (row) => orWhy(withWidth(row.interval)?.high, whyNoWidth(row.interval, NO_RESAMPLES)),
      },
    ],
    rows,
    nColumn: "n",
  });
}

function differenceText(
  { model, accuracy, clips: n }: ModelAgainstPeople,
  humans: readonly JudgeAnswers[],
): Block {
  const { difference } = accuracy;
  const interval = withWidth(accuracy.interval);
  const favour = difference === 0 ? "" : ` (${difference < 0 ? "less" : "more"} for the model)`;
  const verdict =
    interval === null
      ? ""
      : interval.low > 0 || interval.high < 0
        ? ""
        : ` The interval holds 0: ${n === 1 ? "this clip does" : "these clips do"} not tell them apart.`;
  return text(
    `On the ${clips(n)} that all answered, ${called(model)} is right in ${percent(accuracy.model)} and ${humans.length === 1 ? humans[0]?.name : "the people"} in ${percent(accuracy.people)}: `,
    shareWithInterval(
      difference,
      interval,
      `${atStart(model)} minus the mean accuracy of ${people(humans.length)}, bootstrap by pairs over ${clips(n)}.`,
    ),
    `${favour}.${verdict}`,
  );
}
