import type { ReportNumber, Section } from "../../../shared/reports/document.ts";

/** A section of the report with the numbers that R computes again. */
export interface ReportPart {
  readonly section: Section;
  readonly numbers: readonly ReportNumber[];
  /** What must be known before any number. */
  readonly notices: readonly string[];
}

/** Closed forms agree with R to the last digits but rounding. */
export function exact(key: string, value: number | null): ReportNumber {
  return { key, value, tolerance: 1e-8 };
}

/** Maxima of a likelihood agree as far as both optimisers go. */
export function optimised(key: string, value: number | null): ReportNumber {
  return { key, value, tolerance: 1e-4 };
}
