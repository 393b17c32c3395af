import type { Cell, Column } from "../../../shared/reports/document.ts";

type TableColumn<Row> = Column & { readonly cell: (row: Row) => Cell };

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A column. */
export function column<Row>(
  id: string,
  label: string,
  format: Column["format"],
  definition: string,
  cell: (row: Row) => Cell,
): TableColumn<Row> {
  return { id, label, definition, format, cell };
}

/** Both ends of an interval, `id_low` and `id_high`. */
export function intervalColumns<Row>(
  id: string,
  label: string,
  format: Column["format"],
  definition: string,
  interval: (row: Row) => Interval | string,
): TableColumn<Row>[] {
  const end =
    (which: keyof Interval) =>
    (row: Row): Cell => {
      const value = interval(row);
      return typeof value === "string" ? { value: null, why: value } : value[which];
    };
  return [
    column(`${id}_low`, `${label} low`, format, `Lower end. ${definition}`, end("low")),
    column(`${id}_high`, `${label} high`, format, `Upper end. ${definition}`, end("high")),
  ];
}

/** The value, or why there is none. */
export function orWhy(value: number | null, why: string | null): Cell {
  return value === null && why !== null ? { value, why } : value;
}

/** What a figure's caption says of intervals, where there are any. */
export function clusterCaption({ noClusters }: { readonly noClusters: string | null }): string {
  return noClusters === null ? ", with 95% intervals of the cluster bootstrap" : "";
}

export const FISHER_DEFINITION =
  "95% interval by Fisher's z: tanh(atanh r ± 1.96 / √(n − 3)); takes all rows as independent.";
export const CLUSTER_DEFINITION =
  "95% percentile interval of the cluster bootstrap: patients drawn with replacement, then as many of their sessions within each; it carries the dependence of minutes within sessions and patients.";
export const BLOCK_DEFINITION =
  "95% percentile interval of the moving-block bootstrap: within each session blocks of neighbouring minutes drawn with replacement; it carries the dependence of neighbouring minutes, with the sessions as they are.";
