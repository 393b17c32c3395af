import type { BootstrapInterval } from "../../../stats/bootstrap.ts";
import { accuracy, unweightedAverageRecall } from "../../../stats/classification.ts";
import { mcNemar } from "../../../stats/mcnemar.ts";
import { resampledIntervals } from "../../../stats/resampled-intervals.ts";
import { mean } from "../../../stats/summary.ts";
import { picked, type Resampling } from "./judge-measures.ts";
import { answeredByAll, confusionOf, type DimensionAnswers, type JudgeAnswers } from "./label-answers.ts";

interface Difference {
  readonly model: number;
  /** Mean over the people. */
  readonly people: number;
  readonly difference: number;
  readonly interval: BootstrapInterval | null;
}

/** A model beside the people, on the clips that all of them answered. */
export interface ModelAgainstPeople {
  readonly model: string;
  readonly clips: number;
  readonly accuracy: Difference;
  readonly uar: Difference;
  /** On the clips that both answered. */
  readonly tests: readonly {
    readonly human: string;
    readonly n: number;
    readonly result: ReturnType<typeof mcNemar>;
  }[];
}

/** Differences by pairs: a resample draws the same clips for the model and for the people. Null without such clips. */
export function modelAgainstPeople(
  dimension: DimensionAnswers,
  model: JudgeAnswers,
  resampling: Resampling,
): ModelAgainstPeople | null {
  const { humans, truth } = dimension;
  const clips = answeredByAll([model, ...humans]);
  if (humans.length === 0 || clips.length === 0) return null;
  const right = (judge: JudgeAnswers, clip: number): boolean => judge.answers[clip] === truth[clip];
  const values = (drawn: ArrayLike<number>): [number, number, number, number] => {
    const own = confusionOf(dimension, [model], drawn);
    const people = humans.map((human) => confusionOf(dimension, [human], drawn));
    return [
      accuracy(own),
      mean(people.map(accuracy)),
      unweightedAverageRecall(own),
      mean(people.map(unweightedAverageRecall)),
    ];
  };
  const intervals = resampledIntervals(
    clips.length,
    (drawn) => {
      const [modelShare, peopleShare, modelRecall, peopleRecall] = values(picked(clips, drawn));
      return [modelShare - peopleShare, modelRecall - peopleRecall];
    },
    resampling,
  );
  const [modelShare, peopleShare, modelRecall, peopleRecall] = values(clips);
  const difference = (own: number, people: number, at: number): Difference => ({
    model: own,
    people,
    difference: own - people,
    interval: intervals[at] ?? null,
  });
  return {
    model: model.name,
    clips: clips.length,
    accuracy: difference(modelShare, peopleShare, 0),
    uar: difference(modelRecall, peopleRecall, 1),
    tests: humans.map((human) => {
      const both = answeredByAll([model, human]);
      const result = mcNemar(
        both.map((clip) => right(model, clip)),
        both.map((clip) => right(human, clip)),
      );
      return { human: human.name, n: both.length, result };
    }),
  };
}
