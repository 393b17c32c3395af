import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReportName } from "../../../shared/reports/report-options.ts";
import type { ReportScripts } from "./report-files.ts";

/** Reads the R code of a report: `common.R`, `NAME.R` and then `NAME-*.R` of a folder. */
export async function readScripts(folder: string, report: ReportName): Promise<ReportScripts> {
  const own = (await readdir(folder))
    .filter((name) => name === `${report}.R` || (name.startsWith(`${report}-`) && name.endsWith(".R")))
    .sort((a, b) => (a === `${report}.R` ? -1 : b === `${report}.R` ? 1 : a < b ? -1 : 1));
  const read = (name: string): Promise<string> => readFile(join(folder, name), "utf8");
  return { common: await read("common.R"), parts: await Promise.all(own.map(read)) };
}
