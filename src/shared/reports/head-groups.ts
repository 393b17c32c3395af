import type { Column } from "./document.ts";

/** Columns that stand side by side under one head; `group` is null where a column has no head above it. */
export interface HeadGroup {
  readonly group: string | null;
  readonly columns: readonly { readonly column: Column; readonly place: number }[];
}

/** The columns of a table in their order, neighbours of the same group together. */
export function headGroups(columns: readonly Column[]): HeadGroup[] {
  const groups: { group: string | null; columns: { column: Column; place: number }[] }[] = [];
  columns.forEach((column, place) => {
    const last = groups.at(-1);
    if (last && last.group !== null && last.group === column.group) last.columns.push({ column, place });
    else groups.push({ group: column.group ?? null, columns: [{ column, place }] });
  });
  return groups;
}

/** A column's head where it stands alone, without the head above it. */
export function fullLabel({ group, label }: Column): string {
  return group === undefined ? label : `${group}: ${label}`;
}
