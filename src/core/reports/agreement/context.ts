import type { CorrelationRow } from "../../../shared/figures/agreement-values.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { ReportTables } from "../report-tables.ts";
import type { AgreementRow, AgreementRows } from "./agreement-rows.ts";
import type { Resampling } from "./resampling.ts";

/** What the sections of the report are made from. */
export interface AgreementContext extends AgreementRows {
  readonly tables: ReportTables;
  readonly options: ReportOptions;
  readonly correlations: readonly CorrelationRow[];
  readonly resampling: Resampling;
}

/** Values of 1 - neutral and of arousal, row by row. */
export function pairsOf(rows: readonly AgreementRow[]): { x: number[]; y: number[] } {
  return { x: rows.map((row) => row.nonspecific), y: rows.map((row) => row.arousal) };
}

/** All raters together, then each; a single rater alone. */
export function raterScopes(raters: readonly string[]): (string | null)[] {
  return raters.length === 1 ? [...raters] : [null, ...raters];
}

export function ofRater(rows: readonly AgreementRow[], rater: string | null): readonly AgreementRow[] {
  return rater === null ? rows : rows.filter((row) => row.rater === rater);
}

/** Part of a number's key: "all" or "rater.R1". */
export function scopeKey(rater: string | null): string {
  return rater === null ? "all" : `rater.${rater}`;
}

export function scopeLabel(rater: string | null): string {
  return rater ?? "All raters";
}
