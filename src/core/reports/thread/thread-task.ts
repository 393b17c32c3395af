import type { ReportName, ReportOptions } from "../../../shared/reports/report-options.ts";
import type { ReportTables } from "../report-tables.ts";
import type { ReportScripts } from "../write/report-files.ts";

/** A computed report as bytes (v8.serialize): small, and handed from thread to thread without a copy. */
export interface StoredReport {
  /** The `ReportDocument`. */
  readonly document: Uint8Array<ArrayBuffer>;
  /** The `DataTable`s. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Compute a report, or make the files of one that was computed. */
export type ThreadTask =
  | {
      readonly kind: "compute";
      readonly report: ReportName;
      readonly options: ReportOptions;
      readonly tables: ReportTables;
    }
  | { readonly kind: "files"; readonly stored: StoredReport; readonly scripts: ReportScripts };

export type FromThread =
  | { readonly type: "progress"; readonly label: string; readonly share: number }
  | { readonly type: "computed"; readonly stored: StoredReport }
  | { readonly type: "files"; readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> };
