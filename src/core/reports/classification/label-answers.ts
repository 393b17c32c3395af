import type { LabelTable } from "../report-tables.ts";
import { classOrder } from "./class-order.ts";

/** No answer, or an unknown truth. */
export const NONE = -1;

export interface JudgeAnswers {
  readonly name: string;
  readonly kind: "human" | "model";
  /** Positions in `classes`, one for each clip with a known truth; {@link NONE}: no answer. */
  readonly answers: Int32Array;
  /** Positions of the clips that were answered. */
  readonly answered: readonly number[];
}

/** What was judged in one dimension, such as the emotion, on the clips whose truth is known. */
export interface DimensionAnswers {
  readonly dimension: string;
  /** Every label that is the truth of a clip or an answer to one. */
  readonly classes: readonly string[];
  /** Class of the coarser dimension that each class belongs to; null where there is none. */
  readonly groups: readonly (string | null)[];
  readonly clips: readonly string[];
  /** Positions in `classes`. */
  readonly truth: Int32Array;
  readonly withoutTruth: number;
  readonly humans: readonly JudgeAnswers[];
  readonly models: readonly JudgeAnswers[];
}

/** The label table of one dimension as positions in its classes. */
export function dimensionAnswers(table: LabelTable, dimension: string): DimensionAnswers {
  const clips = table.clips.filter(({ truth }) => (truth[dimension] ?? null) !== null);
  const { classes, groups } = classOrder(table, dimension);
  const position = new Map(classes.map((name, index) => [name, index]));
  const at = (label: string | null | undefined): number => position.get(label ?? "") ?? NONE;
  const judges = table.judges.map(({ name, kind }): JudgeAnswers => {
    const answers = Int32Array.from(clips, ({ judged }) => at(judged[name]?.[dimension]));
    const answered = clips.flatMap((_, i) => (answers[i] === NONE ? [] : [i]));
    return { name, kind, answers, answered };
  });
  return {
    dimension,
    classes,
    groups,
    clips: clips.map(({ clip }) => clip),
    truth: Int32Array.from(clips, ({ truth }) => at(truth[dimension])),
    withoutTruth: table.clips.length - clips.length,
    humans: judges.filter(({ kind }) => kind === "human"),
    models: judges.filter(({ kind }) => kind === "model"),
  };
}

/** Positions of the clips that every one of the judges answered. */
export function answeredByAll(judges: readonly JudgeAnswers[]): number[] {
  const [first, ...others] = judges;
  return (first?.answered ?? []).filter((clip) => others.every(({ answers }) => answers[clip] !== NONE));
}

/** `counts[i][j]` answers j to clips of the true class i, over the clips and judges given. */
export function confusionOf(
  { classes, truth }: Pick<DimensionAnswers, "classes" | "truth">,
  judges: readonly JudgeAnswers[],
  clips: ArrayLike<number>,
): number[][] {
  const k = classes.length;
  const counts = new Int32Array(k * k);
  for (const { answers } of judges) {
    for (let i = 0; i < clips.length; i++) {
      const clip = clips[i] as number;
      const answer = answers[clip] as number;
      if (answer === NONE) continue;
      const at = (truth[clip] as number) * k + answer;
      counts[at] = (counts[at] as number) + 1;
    }
  }
  return classes.map((_, i) => Array.from(counts.subarray(i * k, (i + 1) * k)));
}
