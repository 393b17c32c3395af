import type { Block, ReportNumber, Section } from "../../../shared/reports/document.ts";
import type { Numbering } from "../numbering.ts";

/** What a section of the report is made of. */
export interface SectionParts {
  readonly section: Section;
  readonly numbers: readonly ReportNumber[];
}

/** The id of a dimension's section and tables, its name in words, and the numbering of the report. */
export interface Place {
  readonly id: string;
  /** "Emotion" */
  readonly title: string;
  readonly numbered: Numbering;
}

export function parts(
  id: string,
  title: string,
  blocks: readonly (Block | null)[],
  numbers: readonly ReportNumber[] = [],
): SectionParts {
  return {
    section: { id, title, blocks: blocks.filter((block) => block !== null) },
    numbers,
  };
}

/** Values that R computes again by a closed form; those without a value are left out. */
export function closedForms(
  values: Readonly<Record<string, number | null | undefined>>,
  tolerance = 1e-9,
): ReportNumber[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || !Number.isFinite(value) ? [] : [{ key, value, tolerance }],
  );
}
