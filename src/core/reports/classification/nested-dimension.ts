import type { LabelTable } from "../report-tables.ts";
import type { Nesting } from "./class-order.ts";

/** The coarser label as a judge gave it, and as it follows from the same judge's finer label. */
export interface NestedAnswers {
  readonly judge: string;
  /** Clips with the truth and both answers, the finer of which belongs to a group. */
  readonly n: number;
  readonly contradictions: number;
  readonly givenRight: number;
  readonly derivedRight: number;
  /** Clips whose finer answer is the truth of no clip, so that no coarser label follows from it. */
  readonly withoutGroup: number;
}

export function nestedAnswers(table: LabelTable, { fine, coarse, groupOf }: Nesting): NestedAnswers[] {
  return table.judges.map(({ name }) => {
    const answers = table.clips.flatMap(({ truth, judged }) => {
      const [label, given, right] = [judged[name]?.[fine], judged[name]?.[coarse], truth[coarse]];
      if (!label || !given || !right) return [];
      return [{ given, right, derived: groupOf.get(label) ?? null }];
    });
    const derivable = answers.filter(({ derived }) => derived !== null);
    const count = (test: (answer: (typeof answers)[number]) => boolean): number =>
      derivable.filter(test).length;
    return {
      judge: name,
      n: derivable.length,
      contradictions: count(({ given, derived }) => given !== derived),
      givenRight: count(({ given, right }) => given === right),
      derivedRight: count(({ derived, right }) => derived === right),
      withoutGroup: answers.length - derivable.length,
    };
  });
}
