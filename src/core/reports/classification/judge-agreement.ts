import type { BootstrapInterval } from "../../../stats/bootstrap.ts";
import { fleissInterval } from "../../../stats/fleiss-interval.ts";
import { fleissKappa } from "../../../stats/fleiss-kappa.ts";
import { cohenKappa } from "../../../stats/kappa.ts";
import { resampledIntervals } from "../../../stats/resampled-intervals.ts";
import { mean } from "../../../stats/summary.ts";
import { picked, type Resampling } from "./judge-measures.ts";
import {
  answeredByAll,
  confusionOf,
  type DimensionAnswers,
  type JudgeAnswers,
  NONE,
} from "./label-answers.ts";

/** Cohen's kappa of two judges over the clips that both answered. */
export interface PairKappa {
  readonly first: string;
  readonly second: string;
  readonly result: ReturnType<typeof cohenKappa>;
}

/** Mean of Cohen's kappas of a judge with several others. */
export interface MeanKappa {
  readonly mean: number | null;
  readonly pairs: readonly PairKappa[];
  /** Over resamples of the clips that all of them answered. */
  readonly clips: number;
  readonly interval: BootstrapInterval | null;
}

export function pairKappa(
  dimension: DimensionAnswers,
  first: JudgeAnswers,
  second: JudgeAnswers,
  clips: ArrayLike<number> = answeredByAll([first, second]),
): PairKappa {
  const counts = confusionOf({ classes: dimension.classes, truth: first.answers }, [second], clips);
  return { first: first.name, second: second.name, result: cohenKappa(counts) };
}

export function meanKappa(
  dimension: DimensionAnswers,
  judge: JudgeAnswers,
  others: readonly JudgeAnswers[],
  resampling: Resampling,
): MeanKappa {
  const pairs = others.map((other) => pairKappa(dimension, other, judge));
  const clips = answeredByAll([judge, ...others]);
  const [interval] = resampledIntervals(
    clips.length,
    (drawn) => {
      const at = picked(clips, drawn);
      return [meanOf(others.map((other) => pairKappa(dimension, other, judge, at)))];
    },
    resampling,
  );
  return { mean: meanOf(pairs), pairs, clips: clips.length, interval: interval ?? null };
}

function meanOf(pairs: readonly PairKappa[]): number | null {
  const values = pairs.flatMap(({ result }) => result.kappa ?? []);
  return values.length === pairs.length && values.length > 0 ? mean(values) : null;
}

/** Fleiss' kappa among the people on some of the clips that all of them answered. */
export interface PeopleKappa {
  readonly key: string;
  readonly what: string;
  readonly definition: string;
  readonly result: ReturnType<typeof fleissKappa>;
  readonly interval: BootstrapInterval | null;
}

/**
 * Agreement of the people: on all clips, on whether an answer is right, and apart on the clips that a model, or the
 * majority of the people, coded correctly and incorrectly. Empty with fewer than two people.
 */
export function peopleKappas(dimension: DimensionAnswers, resampling: Resampling): PeopleKappa[] {
  const { humans, models, classes, truth } = dimension;
  if (humans.length < 2) return [];
  const all = answeredByAll(humans);
  const answers = (clip: number): number[] => humans.map((human) => human.answers[clip] as number);
  const rightAnswers = (clip: number): number =>
    answers(clip).filter((answer) => answer === truth[clip]).length;
  const kappa = (
    words: Pick<PeopleKappa, "key" | "what" | "definition">,
    units: readonly (readonly number[])[],
  ): PeopleKappa => ({
    ...words,
    result: fleissKappa(units),
    interval: fleissInterval(units, resampling),
  });
  const labels = (clip: number): number[] => {
    const counts = classes.map(() => 0);
    for (const answer of answers(clip)) counts[answer] = (counts[answer] as number) + 1;
    return counts;
  };
  const parts = (key: string, whom: string, right: (clip: number) => boolean, clips: readonly number[]) =>
    [true, false].map((wanted) =>
      kappa(
        {
          key: `${key}_${wanted ? "right" : "wrong"}`,
          what: `Clips that ${whom} coded ${wanted ? "correctly" : "incorrectly"}`,
          definition: `Labels of the people on the clips that ${whom} coded ${wanted ? "correctly" : "incorrectly"}.`,
        },
        clips.filter((clip) => right(clip) === wanted).map(labels),
      ),
    );
  return [
    kappa(
      {
        key: "all",
        what: "All clips",
        definition: "Labels of the people on every clip that all of them answered.",
      },
      all.map(labels),
    ),
    kappa(
      {
        key: "right_or_wrong",
        what: "Right or wrong",
        definition:
          "Each answer as right or wrong against the truth: whether the people are right on the same clips.",
      },
      all.map((clip) => [humans.length - rightAnswers(clip), rightAnswers(clip)]),
    ),
    ...models.flatMap((model) =>
      parts(
        model.name,
        model.name,
        (clip) => model.answers[clip] === truth[clip],
        all.filter((clip) => model.answers[clip] !== NONE),
      ),
    ),
    ...parts("majority", "the majority of the people", (clip) => 2 * rightAnswers(clip) > humans.length, all),
  ];
}
