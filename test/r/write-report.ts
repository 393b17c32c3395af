import { REPORT_NAMES } from "../../src/shared/reports/report-options.ts";
import { goldenReportTables } from "../golden/golden-report-tables.ts";
import { writeReport } from "./write-report-files.ts";

// node test/r/write-report.ts NAME DIR: writes a report of the reference study, to be computed again by R.

const [name, directory] = process.argv.slice(2);
const report = REPORT_NAMES.find((known) => known === name);
if (!report || directory === undefined) {
  throw new Error(`Usage: node test/r/write-report.ts ${REPORT_NAMES.join("|")} DIR`);
}
await writeReport(report, await goldenReportTables(), directory, {
  onProgress: (label, share) => process.stderr.write(`${Math.round(100 * share)}% ${label}\n`),
});
