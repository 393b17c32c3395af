import { clopperPearson } from "../../../stats/distributions.ts";
import { text, warning } from "../blocks.ts";
import { withWidth } from "../few-cases.ts";
import { listed, percent } from "../number-words.ts";
import { reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { accuracyTable } from "./accuracy-table.ts";
import { chanceTests } from "./chance.ts";
import { chanceTable } from "./chance-table.ts";
import type { DimensionResults } from "./dimension-results.ts";
import type { JudgeMeasures } from "./judge-measures.ts";
import type { Place } from "./place.ts";
import { atStart, capital, clips, people, shareWithInterval } from "./words.ts";

/** Share of right answers of every judge, beside chance (Keinert et al., tables 3 and 4). */
export function accuracySection(results: DimensionResults, { id, title, numbered }: Place): SectionParts {
  const { judges, peopleMean } = results;
  const alone = peopleMean?.people === 1;
  return sectionParts(
    `${id}-accuracy`,
    `${title}: right answers`,
    [
      ...judges.filter(({ kind }) => kind === "model" || alone).map((judge) => judgeText(judge, title)),
      peopleMean === null || alone ? null : peopleText(peopleMean),
      ...warnings(results),
      accuracyTable(results, { id, title, numbered }),
      chanceTable(results, { id, title, numbered }),
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

function judgeText(model: JudgeMeasures, title: string) {
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
      withWidth(model.resampled.uar),
      `Unweighted average recall over ${clips(model.n)}; 95% interval by bootstrap over clips.`,
    ),
    model.classes.length === 1
      ? ". There is one class alone, so no answer can be wrong."
      : `. Chance is ${percent(equal.share)} where each of ${model.classes.length} classes is as likely and ${percent(largest.share)} where the largest is always named.`,
  );
}

function peopleText(mean: NonNullable<DimensionResults["peopleMean"]>) {
  const sd = mean.sd === null ? "" : `, SD ${percent(mean.sd)} over the people`;
  return text(
    `${capital(people(mean.people))} are on average right in `,
    shareWithInterval(
      mean.accuracy,
      withWidth(mean.interval),
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
            empty.length === 1
              ? `No clip shows ${listed(empty)}, which was given as an answer all the same: it counts as a class in 1/K, has no sensitivity and does not enter the UAR.`
              : `No clip shows ${listed(empty)}, which were given as answers all the same: they count as classes in 1/K, have no sensitivity and do not enter the UAR.`,
          ),
        ]),
    ...(answers.classes.length === 1 ? [] : constant).map(({ name, classes, n, uar }) => {
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
