import type { Cell, Column, ReportDocument } from "../../shared/reports/document.ts";
import type { ReportOptions } from "../../shared/reports/report-options.ts";
import type { ReportTables } from "./report-tables.ts";

/** A tidy table that is written beside the report: what `analysis.R` reads, and what other programs can use. */
export interface DataTable {
  /** File name without ".csv". */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface BuiltReport {
  readonly document: ReportDocument;
  readonly data: readonly DataTable[];
}

/** Says what is computed now and how much of the whole is done (0..1). */
export type ReportProgress = (label: string, share: number) => void;

/** Computes a report. Pure: the same tables and options give the same report. */
export type BuildReport = (
  tables: ReportTables,
  options: ReportOptions,
  progress: ReportProgress,
) => BuiltReport;
