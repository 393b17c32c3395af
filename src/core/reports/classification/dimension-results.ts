import type { BootstrapInterval } from "../../../stats/bootstrap.ts";
import { resampledIntervals } from "../../../stats/resampled-intervals.ts";
import { mean, standardDeviation } from "../../../stats/summary.ts";
import {
  type MeanKappa,
  meanKappa,
  type PairKappa,
  type PeopleKappa,
  pairKappa,
  peopleKappas,
} from "./judge-agreement.ts";
import { type JudgeMeasures, judgeMeasures, pooledMeasures, type Resampling } from "./judge-measures.ts";
import { answeredByAll, type DimensionAnswers } from "./label-answers.ts";
import { type ModelAgainstPeople, modelAgainstPeople } from "./model-against-people.ts";

/** Accuracy of the people, averaged over them. */
export interface PeopleMean {
  readonly people: number;
  readonly accuracy: number;
  /** null with one person. */
  readonly sd: number | null;
  readonly uar: number;
  /** Clips that all of them answered, on which the interval rests. */
  readonly clips: number;
  readonly interval: BootstrapInterval | null;
}

/** All that is computed of one dimension. */
export interface DimensionResults {
  readonly answers: DimensionAnswers;
  /** Models first, then people; those who answered nothing are left out. */
  readonly judges: readonly JudgeMeasures[];
  readonly pooled: JudgeMeasures | null;
  readonly peopleMean: PeopleMean | null;
  readonly modelKappas: readonly (MeanKappa & { readonly model: string })[];
  readonly pairs: readonly PairKappa[];
  readonly peopleKappas: readonly PeopleKappa[];
  readonly comparisons: readonly ModelAgainstPeople[];
}

/** @param progress how much of the dimension is done, 0..1 */
export function dimensionResults(
  answers: DimensionAnswers,
  resampling: Resampling,
  progress: (share: number) => void,
): DimensionResults {
  const { humans, models } = answers;
  const steps = humans.length + 3 * models.length + 3;
  let done = 0;
  const step = <Value>(value: Value): Value => {
    progress(++done / steps);
    return value;
  };
  const judges = [...models, ...humans].flatMap(
    (judge) => step(judgeMeasures(answers, judge, resampling)) ?? [],
  );
  const present = humans.filter(({ answered }) => answered.length > 0);
  const answering = {
    ...answers,
    humans: present,
    models: models.filter((model) => model.answered.length > 0),
  };
  return {
    answers: answering,
    judges,
    pooled: step(pooledMeasures(answering, resampling)),
    peopleMean: step(peopleMean(answering, judges, resampling)),
    modelKappas: answering.models.flatMap((model) =>
      present.length === 0
        ? []
        : [{ model: model.name, ...step(meanKappa(answering, model, present, resampling)) }],
    ),
    pairs: present.flatMap((first, i) =>
      present.slice(i + 1).map((second) => pairKappa(answering, first, second)),
    ),
    peopleKappas: step(peopleKappas(answering, resampling)),
    comparisons: answering.models.flatMap(
      (model) => step(modelAgainstPeople(answering, model, resampling)) ?? [],
    ),
  };
}

function peopleMean(
  { humans, truth }: DimensionAnswers,
  judges: readonly JudgeMeasures[],
  resampling: Resampling,
): PeopleMean | null {
  const people = judges.filter(({ kind }) => kind === "human");
  if (people.length === 0) return null;
  const clips = answeredByAll(humans);
  const right = clips.map(
    (clip) => humans.filter(({ answers }) => answers[clip] === truth[clip]).length / humans.length,
  );
  const [interval] = resampledIntervals(
    clips.length,
    (drawn) => [drawn.reduce((sum, at) => sum + (right[at] as number), 0) / drawn.length],
    resampling,
  );
  const accuracies = people.map(({ accuracy }) => accuracy);
  return {
    people: people.length,
    accuracy: mean(accuracies),
    sd: people.length < 2 ? null : standardDeviation(accuracies),
    uar: mean(people.map(({ uar }) => uar)),
    clips: clips.length,
    interval: interval ?? null,
  };
}
