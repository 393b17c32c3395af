import type { BootstrapInterval } from "../../../stats/bootstrap.ts";
import { classMeasures } from "../../../stats/class-measures.ts";
import { accuracy, type ClassCounts, unweightedAverageRecall } from "../../../stats/classification.ts";
import { cohenKappa } from "../../../stats/kappa.ts";
import { resampledIntervals } from "../../../stats/resampled-intervals.ts";
import { mean } from "../../../stats/summary.ts";
import { confusionOf, type DimensionAnswers, type JudgeAnswers } from "./label-answers.ts";
import { ALL_PEOPLE } from "./words.ts";

export interface Resampling {
  readonly replicates: number;
  readonly seed: number;
}

type Interval = Pick<BootstrapInterval, "low" | "high"> | null;
export type ClassMeasure = ReturnType<typeof classMeasures>[number];

/** The answers of a judge, or of several taken together, against the truth. */
export interface JudgeMeasures {
  readonly name: string;
  readonly kind: "human" | "model" | "humans";
  /** Answers, and those that name the truth. */
  readonly n: number;
  readonly correct: number;
  readonly clips: number;
  readonly counts: ClassCounts;
  readonly accuracy: number;
  readonly uar: number;
  readonly macroF1: number;
  readonly kappa: ReturnType<typeof cohenKappa>;
  readonly classes: readonly ClassMeasure[];
  /** Over resamples of the clips; null: not asked for, or too few resamples with a value. */
  readonly resampled: {
    readonly accuracy: Interval;
    readonly uar: Interval;
    readonly kappa: Interval;
    readonly sensitivity: readonly Interval[];
    readonly balancedAccuracy: readonly Interval[];
  };
}

/** Measures of one judge; null without an answer. */
export function judgeMeasures(
  dimension: DimensionAnswers,
  judge: JudgeAnswers,
  resampling: Resampling,
): JudgeMeasures | null {
  return measures(dimension, { name: judge.name, kind: judge.kind, judges: [judge] }, resampling);
}

/** Measures of all people's answers put together, clips resampled with all answers to them; a single person's stand under the own name. Null without people. */
export function pooledMeasures(dimension: DimensionAnswers, resampling: Resampling): JudgeMeasures | null {
  const judges = dimension.humans;
  const name = judges.length === 1 ? (judges[0]?.name ?? ALL_PEOPLE) : ALL_PEOPLE;
  return measures(dimension, { name, kind: "humans", judges }, resampling);
}

function measures(
  dimension: DimensionAnswers,
  who: Pick<JudgeMeasures, "name" | "kind"> & { readonly judges: readonly JudgeAnswers[] },
  resampling: Resampling,
): JudgeMeasures | null {
  const { name, kind, judges } = who;
  const clips = [...new Set(judges.flatMap(({ answered }) => answered))].sort((a, b) => a - b);
  if (clips.length === 0) return null;
  const counts = confusionOf(dimension, judges, clips);
  const classes = classMeasures(counts);
  const k = classes.length;
  const intervals = resampledIntervals(
    clips.length,
    (drawn) => resampledValues(confusionOf(dimension, judges, picked(clips, drawn))),
    resampling,
  );
  const interval = (at: number): Interval => intervals[at] ?? null;
  return {
    ...{ name, kind, clips: clips.length, counts, classes },
    n: counts.flat().reduce((sum, count) => sum + count, 0),
    correct: counts.reduce((sum, line, i) => sum + (line[i] as number), 0),
    accuracy: accuracy(counts),
    uar: unweightedAverageRecall(counts),
    macroF1: mean(classes.flatMap(({ f1 }) => f1 ?? [])),
    kappa: cohenKappa(counts),
    resampled: {
      accuracy: interval(0),
      uar: interval(1),
      kappa: interval(2),
      sensitivity: classes.map((_, c) => interval(3 + c)),
      balancedAccuracy: classes.map((_, c) => interval(3 + k + c)),
    },
  };
}

/** The clips at the positions that were drawn. */
export function picked(clips: readonly number[], drawn: Int32Array): Int32Array {
  return drawn.map((at) => clips[at] as number);
}

function resampledValues(counts: ClassCounts): (number | null)[] {
  const classes = classMeasures(counts);
  return [
    accuracy(counts),
    unweightedAverageRecall(counts),
    cohenKappa(counts).kappa,
    ...classes.map(({ recall }) => recall),
    ...classes.map(({ balancedAccuracy }) => balancedAccuracy),
  ];
}
