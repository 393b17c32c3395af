import { describe, expect, it } from "vitest";
import { BUILDER_OF } from "../../src/core/reports/build-report.ts";
import { reportFiles } from "../../src/core/reports/write/report-files.ts";
import { reportDocumentSchema } from "../../src/shared/reports/document.ts";
import { REPORT_NAMES, reportOptionsSchema } from "../../src/shared/reports/report-options.ts";
import { madeUpStudy } from "../support/made-up-study.ts";
import { ODD_STUDIES } from "../support/odd-studies.ts";

const options = reportOptionsSchema.parse({ resamples: 20 });

describe.each(Object.entries(ODD_STUDIES))("reports of a study with %s", (_name, tables) => {
  it.each(REPORT_NAMES)("%s is a whole document without a value that is no number", async (report) => {
    const build = await BUILDER_OF[report]();
    const built = build(tables, options, () => {});
    const { document } = built;
    expect(reportDocumentSchema.safeParse(document).error?.issues ?? []).toEqual([]);
    expect(document.missing === null ? document.sections.length : document.missing).toBeTruthy();
    for (const [name, content] of await reportFiles(built, { common: "", parts: [] })) {
      // In a name or a word these would be harmless; none of the made-up data holds them.
      expect(
        content.match(/.{0,60}\b(NaN|Infinity|undefined|\[object Object\])\b.{0,40}/)?.[0],
        name,
      ).toBeUndefined();
    }
  });
});

it.each(REPORT_NAMES)("%s is the same every time, and told to the end", async (report) => {
  const build = await BUILDER_OF[report]();
  const study = madeUpStudy({ seed: 9, patients: 4, sessionsPerPatient: 2, minutesPerSession: 6, raters: 3 });
  const shares: number[] = [];
  const { document } = build(study, options, (_, share) => shares.push(share));
  expect(JSON.stringify(build(structuredClone(study), options, () => {}).document)).toBe(
    JSON.stringify(document),
  );
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});
