import type { Numbering } from "../numbering.ts";

/** The id of a dimension's sections and tables, its name in words, and the numbering of the report. */
export interface Place {
  readonly id: string;
  /** "Emotion" */
  readonly title: string;
  readonly numbered: Numbering;
}
