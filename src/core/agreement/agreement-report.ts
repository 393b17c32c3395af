import type { Agreement } from "../../shared/contract/agreement.ts";
import { writeFiles } from "../reports/write/write-files.ts";
import { reportPage } from "./report/report-page.ts";
import { reportTables } from "./report/report-tables.ts";

/**
 * Writes agreement.html, agreement.json and the CSV tables into a folder, which is created if needed. Files of these
 * names that stand there are replaced, other files are left alone.
 *
 * @throws Failure STORAGE_FAILED when the folder cannot be written; what stood there before is then still whole
 */
export async function writeAgreementReport(
  directory: string,
  agreement: Agreement,
): Promise<{ directory: string; files: string[] }> {
  const files = new Map([
    ...reportTables(agreement),
    ["agreement.json", `${JSON.stringify(agreement, null, 1)}\n`],
    ["agreement.html", await reportPage(agreement)],
  ]);
  await writeFiles(directory, files);
  return { directory, files: [...files.keys()] };
}
