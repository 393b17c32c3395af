import { fileURLToPath } from "node:url";
import { BUILDER_OF } from "../../src/core/reports/build-report.ts";
import { readScripts } from "../../src/core/reports/write/read-scripts.ts";
import { reportFiles } from "../../src/core/reports/write/report-files.ts";
import { writeFiles } from "../../src/core/reports/write/write-files.ts";
import { REPORT_NAMES, reportOptionsSchema } from "../../src/shared/reports/report-options.ts";
import { goldenReportTables } from "../golden/golden-report-tables.ts";

// node test/r/write-report.ts NAME DIR: writes a report of the reference study, to be computed again by R.

const [name, directory] = process.argv.slice(2);
const report = REPORT_NAMES.find((known) => known === name);
if (!report || directory === undefined) {
  throw new Error(`Usage: node test/r/write-report.ts ${REPORT_NAMES.join("|")} DIR`);
}
const build = await BUILDER_OF[report]();
const built = build(await goldenReportTables(), reportOptionsSchema.parse({}), (label, share) =>
  process.stderr.write(`${Math.round(100 * share)}% ${label}\n`),
);
const scripts = await readScripts(fileURLToPath(new URL("../../resources/r", import.meta.url)), report);
await writeFiles(directory, await reportFiles(built, scripts));
