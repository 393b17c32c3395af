import { expect, test } from "vitest";
import { goldenReportTables } from "../../../test/golden/golden-report-tables.ts";
import { ODD_STUDIES } from "../../../test/support/odd-studies.ts";
import type { Block, ReportDocument } from "../../shared/reports/document.ts";
import { REPORT_NAMES, reportOptionsSchema } from "../../shared/reports/report-options.ts";
import { BUILDER_OF } from "./build-report.ts";
import type { ReportTables } from "./report-tables.ts";

const OPTIONS = reportOptionsSchema.parse({ resamples: 20 });
const BAD_WORDS = [
  /\b1 (patients|sessions|minutes|raters|ratings|rows|clips|labels|videos|people|answers)\b/,
  /\.\./,
  /\b(NaN|undefined|null)\b/,
  /\S {2}/,
  / ,/,
  /\b0 minutes of 0 sessions\b/,
];

async function documentsOf(tables: ReportTables): Promise<ReportDocument[]> {
  const builders = await Promise.all(REPORT_NAMES.map((name) => BUILDER_OF[name]()));
  return builders.map((build) => build(tables, OPTIONS, () => undefined).document);
}

/** What a reader reads: not the drawings, their data and the numbers' keys. */
function wordsOf(document: ReportDocument): string[] {
  const ofBlock = (block: Block): unknown =>
    block.kind === "figure" ? [block.caption, block.description] : block;
  const sections = document.sections.map(({ title, blocks }) => [title, blocks.map(ofBlock)]);
  return stringsIn({ ...document, study: null, numbers: null, sections });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

test.each(Object.entries(ODD_STUDIES))("%s: sentences are sentences", async (_, tables) => {
  const words = (await documentsOf(tables)).flatMap(wordsOf);
  expect(words.filter((text) => BAD_WORDS.some((bad) => bad.test(text)))).toEqual([]);
});

test("no two columns of a table have the same head under the same group", async () => {
  const documents = [
    ...(await documentsOf(await goldenReportTables())),
    ...(await documentsOf(ODD_STUDIES["a usual study"] as ReportTables)),
  ];
  const twice = documents.flatMap(({ report, sections }) =>
    sections
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => {
        if (block.kind !== "table") return [];
        const heads = block.columns.map(({ group, label }) => `${group ?? ""}: ${label}`);
        return heads.length === new Set(heads).size ? [] : [{ report, table: block.id, heads }];
      }),
  );
  expect(twice).toEqual([]);
});
