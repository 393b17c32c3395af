import * as z from "zod";
import type { FigureSpec } from "../figures/figure-spec.ts";
import { REPORT_NAMES } from "./report-options.ts";

/**
 * A report as data: the page and the HTML file render the same document. It holds no markup and no code.
 */

/** A piece of a sentence; a number carries what it means and how many cases it rests on. */
export const inlineSchema = z.union([z.string(), z.object({ text: z.string(), hover: z.string() })]);
export type Inline = z.infer<typeof inlineSchema>;

/** How a column's numbers are printed. "r": two decimals without a leading zero; "p": three, "< .001" below. */
export const CELL_FORMATS = [
  "text",
  "count",
  "r",
  "p",
  "percent1",
  "fixed1",
  "fixed2",
  "fixed3",
  "fixed4",
] as const;
export type CellFormat = (typeof CELL_FORMATS)[number];

export const columnSchema = z.object({
  /** Unique in the table; the column's name in the CSV. */
  id: z.string(),
  label: z.string(),
  /** A head above this column and its neighbours of the same group, such as the statistic that an interval belongs to. */
  group: z.string().optional(),
  /** What stands in the column: shown on hover, printed in the data dictionary. */
  definition: z.string(),
  format: z.enum(CELL_FORMATS),
});
export type Column = z.infer<typeof columnSchema>;

/** A value; null: none. With `why` the reason is shown where the value would stand. */
export const cellSchema = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.object({ value: z.union([z.string(), z.number(), z.null()]), why: z.string() }),
]);
export type Cell = z.infer<typeof cellSchema>;

export const tableBlockSchema = z.object({
  kind: z.literal("table"),
  /** Unique in the document; file name of the download without ".csv". */
  id: z.string(),
  /** "Table 1. …" */
  caption: z.string(),
  columns: z.array(columnSchema),
  rows: z.array(z.array(cellSchema)),
  /** Id of the column that says how many cases the row's numbers rest on. */
  nColumn: z.string().nullable(),
  /** Positions of rows that are set apart, such as totals. */
  strong: z.array(z.int()),
  /** Said under the table. */
  note: z.string().nullable(),
});
export type TableBlock = z.infer<typeof tableBlockSchema>;

/** The values that a figure shows, tidy and unrounded: what is downloaded and written as its CSV. */
export const figureDataSchema = z.object({
  columns: z.array(columnSchema.pick({ id: true, definition: true })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});
export type FigureData = z.infer<typeof figureDataSchema>;

export const figureBlockSchema = z.object({
  kind: z.literal("figure"),
  /** Unique in the document; file name of the downloads without their ending. */
  id: z.string(),
  /** "Figure 1. …" */
  caption: z.string(),
  /** What the figure shows, for those who do not see it. */
  description: z.string(),
  /** Vega-Lite specifications for a light and a dark ground; their data stand in `datasets`, by name. */
  light: z.custom<FigureSpec>((value) => typeof value === "object" && value !== null),
  dark: z.custom<FigureSpec>((value) => typeof value === "object" && value !== null),
  datasets: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  data: figureDataSchema,
});
export type FigureBlock = z.infer<typeof figureBlockSchema>;

export const blockSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.array(inlineSchema) }),
  /** A warning stands out; a note does not. */
  z.object({ kind: z.literal("note"), tone: z.enum(["note", "warning"]), text: z.string() }),
  tableBlockSchema,
  figureBlockSchema,
  /** In the page a list of sessions to choose from, whose course is then drawn; nothing on paper. */
  z.object({
    kind: z.literal("session-choice"),
    sessions: z.array(z.object({ patient: z.string(), session: z.int(), label: z.string() })),
  }),
]);
export type Block = z.infer<typeof blockSchema>;

export const sectionSchema = z.object({
  /** Unique in the document; the anchor of its heading. */
  id: z.string(),
  title: z.string(),
  blocks: z.array(blockSchema),
});
export type Section = z.infer<typeof sectionSchema>;

/** A statistic by its key, as `analysis.R` computes it again. */
export const reportNumberSchema = z.object({
  key: z.string(),
  value: z.number().nullable(),
  /** |x - value| <= tolerance (1 + |value|) counts as the same. */
  tolerance: z.number(),
});
export type ReportNumber = z.infer<typeof reportNumberSchema>;

export const reportDocumentSchema = z.object({
  report: z.enum(REPORT_NAMES),
  title: z.string(),
  study: z.object({ studyId: z.string(), name: z.string() }),
  program: z.object({ name: z.string(), version: z.string() }),
  computedAt: z.iso.datetime(),
  /** Data version, model with its weights' hashes, codebook, seed and the like. `hash`: long, in fixed-width letters. */
  provenance: z.array(z.object({ label: z.string(), value: z.string(), hash: z.boolean() })),
  /** What a reader must know before any number. */
  notices: z.array(z.string()),
  /** Why there are no results, and what to do about it; null when there are. */
  missing: z.string().nullable(),
  /** How many cases went in and where the others were lost, by reason. `indent`: a part of the line above. */
  flow: z.object({
    sentence: z.string(),
    lines: z.array(z.object({ label: z.string(), n: z.int(), indent: z.boolean(), strong: z.boolean() })),
  }),
  sections: z.array(sectionSchema),
  /** The methods in words ready to paste, a paragraph each. */
  methods: z.array(z.string()),
  /** Where the papers are silent or contradict themselves, and what was done here. */
  choices: z.array(z.object({ question: z.string(), choice: z.string() })),
  definitions: z.array(z.object({ term: z.string(), definition: z.string() })),
  references: z.array(z.string()),
  numbers: z.array(reportNumberSchema),
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
