import type { Block, Cell, Column, ReportNumber, Section } from "../../shared/reports/document.ts";

/** What a section of a report is made of. */
export interface SectionParts {
  readonly section: Section;
  readonly numbers: readonly ReportNumber[];
}

export function sectionParts(
  id: string,
  title: string,
  blocks: readonly (Block | null)[],
  numbers: readonly ReportNumber[] = [],
): SectionParts {
  return { section: { id, title, blocks: blocks.filter((block) => block !== null) }, numbers };
}

/** Values that R computes again; those without a value are left out. */
export function reportNumbers(
  values: Readonly<Record<string, number | null | undefined>>,
  tolerance = 1e-9,
): ReportNumber[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || !Number.isFinite(value) ? [] : [{ key, value, tolerance }],
  );
}

/** A column of a table with what stands in its cells. */
export function column<Row>(
  id: string,
  label: string,
  definition: string,
  format: Column["format"],
  cell: (row: Row) => Cell,
): Column & { readonly cell: (row: Row) => Cell } {
  return { id, label, definition, format, cell };
}
