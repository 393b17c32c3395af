import type { LabelTable } from "../report-tables.ts";

/** The label of a coarser dimension that every label of a finer one belongs to. */
export interface Nesting {
  readonly fine: string;
  readonly coarse: string;
  readonly groupOf: ReadonlyMap<string, string>;
}

/**
 * Pairs of dimensions of which one follows from the other in the truth of every clip: valence from emotion. The coarser
 * one has fewer labels, but two at least.
 */
export function nestings({ clips, dimensions }: LabelTable): Nesting[] {
  return dimensions.flatMap((fine) =>
    dimensions.flatMap((coarse) => {
      if (fine === coarse) return [];
      const groupOf = new Map<string, string>();
      for (const { truth } of clips) {
        const label = truth[fine] ?? null;
        const group = truth[coarse] ?? null;
        if (label === null || group === null) continue;
        if ((groupOf.get(label) ?? group) !== group) return [];
        groupOf.set(label, group);
      }
      const groups = new Set(groupOf.values()).size;
      return groups >= 2 && groups < groupOf.size ? [{ fine, coarse, groupOf }] : [];
    }),
  );
}

/**
 * The labels of a dimension, those of one group of a coarser dimension side by side, otherwise by their code units, so
 * that no language changes the order.
 */
export function classOrder(
  table: LabelTable,
  dimension: string,
): { classes: string[]; groups: (string | null)[] } {
  const labels = table.clips.flatMap(({ truth, judged }) => [
    truth[dimension] ?? null,
    ...((truth[dimension] ?? null) === null
      ? []
      : table.judges.map(({ name }) => judged[name]?.[dimension] ?? null)),
  ]);
  const known = [...new Set(labels.filter((label) => label !== null))];
  const nesting = nestings(table).find(({ fine }) => fine === dimension);
  const group = (label: string): string | null => nesting?.groupOf.get(label) ?? null;
  const classes = known.sort((a, b) => compare(group(a) ?? "\uffff", group(b) ?? "\uffff") || compare(a, b));
  return { classes, groups: classes.map(group) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
