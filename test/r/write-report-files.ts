import { fileURLToPath } from "node:url";
import { BUILDER_OF } from "../../src/core/reports/build-report.ts";
import type { BuiltReport, ReportProgress } from "../../src/core/reports/built-report.ts";
import type { ReportTables } from "../../src/core/reports/report-tables.ts";
import { readScripts } from "../../src/core/reports/write/read-scripts.ts";
import { reportFiles } from "../../src/core/reports/write/report-files.ts";
import { writeFiles } from "../../src/core/reports/write/write-files.ts";
import {
  type ReportName,
  type ReportOptions,
  reportOptionsSchema,
} from "../../src/shared/reports/report-options.ts";

const SCRIPTS = fileURLToPath(new URL("../../resources/r", import.meta.url));

interface Wishes {
  readonly options?: Partial<ReportOptions>;
  readonly onProgress?: ReportProgress;
}

/** Computes a report from tables and writes it, without a study and without a thread. */
export async function writeReport(
  report: ReportName,
  tables: ReportTables,
  directory: string,
  { options = {}, onProgress = () => {} }: Wishes = {},
): Promise<BuiltReport> {
  const build = await BUILDER_OF[report]();
  const built = build(tables, reportOptionsSchema.parse(options), onProgress);
  await writeFiles(directory, await reportFiles(built, await readScripts(SCRIPTS, report)));
  return built;
}
