import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reportDocumentSchema } from "../../src/shared/reports/document.ts";
import { REPORT_NAMES } from "../../src/shared/reports/report-options.ts";
import { goldenReportTables } from "../golden/golden-report-tables.ts";
import { madeUpStudy } from "../support/made-up-study.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeReport } from "./write-report-files.ts";

/** Why R cannot be asked here; null when it can. */
const lacks = ((): string | null => {
  const found = spawnSync("Rscript", ["-e", "library(lme4); library(psych)"], { encoding: "utf8" });
  if (found.error) return "Rscript is not installed";
  return found.status === 0 ? null : "R has no lme4 or psych";
})();

const STUDIES = {
  "the reference study": goldenReportTables,
  "another study": () =>
    madeUpStudy({ seed: 4, patients: 12, sessionsPerPatient: 3, minutesPerSession: 12, raters: 3 }),
};

describe.skipIf(lacks !== null)(`R computes the reports again${lacks ? ` (left out: ${lacks})` : ""}`, () => {
  describe.each(Object.entries(STUDIES))("of %s", (_name, tables) => {
    it.each(REPORT_NAMES)("%s, and every number is the same", { timeout: 600_000 }, async (report) => {
      const folder = tempFolder();
      // Intervals of resampling are not computed again: random numbers differ between languages.
      const { document } = await writeReport(report, await tables(), folder, { options: { resamples: 20 } });
      expect(reportDocumentSchema.safeParse(document).error?.issues ?? []).toEqual([]);
      expect(document.missing).toBeNull();
      expect(document.numbers.length).toBeGreaterThan(0);
      const { stdout, stderr, status } = spawnSync("Rscript", [join(folder, "analysis.R")], {
        encoding: "utf8",
        maxBuffer: 2 ** 26,
      });
      const lines = stdout.split("\n");
      const wrong = lines.filter((line) => /(differs|not computed)$/.test(line));
      expect(wrong, stderr).toEqual([]);
      expect(lines, stderr).toContain(
        `${document.numbers.length} of ${document.numbers.length} numbers are the same.`,
      );
      expect(status).toBe(0);
    });
  });
});
