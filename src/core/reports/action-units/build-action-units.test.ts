import { beforeAll, describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import results from "../../../../test/golden/results.json" with { type: "json" };
import { syntheticSeries } from "../../../../test/golden/synthetic-series.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import { reportOptionsSchema } from "../../../shared/reports/report-options.ts";
import type { ActionUnitRow, ActionUnitTable, ReportTables } from "../report-tables.ts";
import { buildActionUnits } from "./build-action-units.ts";

let golden: ReportTables;
let units: ActionUnitTable;
let reference: ReportDocument;
beforeAll(async () => {
  golden = await goldenReportTables();
  units = golden.actionUnits as ActionUnitTable;
  reference = built(units);
});

function built(actionUnits: ActionUnitTable | null): ReportDocument {
  return buildActionUnits({ ...golden, actionUnits }, reportOptionsSchema.parse({}), () => {}).document;
}

function numbersOf(document: ReportDocument): Map<string, number | null> {
  return new Map(document.numbers.map(({ key, value }) => [key, value]));
}

function notesOf(document: ReportDocument, section: string): string[] {
  const blocks = document.sections.find(({ id }) => id === section)?.blocks ?? [];
  return blocks.flatMap((block) => (block.kind === "note" ? [block.text] : []));
}

/** Every text and number of a document. */
function leaves(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

function withoutSeries(change: (row: ActionUnitRow, index: number) => ActionUnitRow): ActionUnitTable {
  return { ...units, videos: units.videos.map(change), series: [] };
}

function tableOf(document: ReportDocument, id: string) {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const found = blocks.find((block) => block.kind === "table" && block.id === id);
  if (found?.kind !== "table") throw new Error(`There is no table ${id}.`);
  return found;
}

function textsOf(document: ReportDocument): string {
  const inSections = document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "text" ? block.text.map((part) => (typeof part === "string" ? part : part.text)) : [],
    ),
  );
  return [...inSections, document.flow.sentence, ...document.methods].join(" ");
}

describe("words of the action unit report", () => {
  it("prints no adjusted p as .050 that counts as below .05", () => {
    const { columns, rows } = tableOf(reference, "partial-correlations");
    const at = (id: string): number => columns.findIndex((column) => column.id === id);
    const printed = rows
      .filter((row) => row[at("found")] === "yes")
      .map((row) => cellText(row[at("q")] ?? null, "p"));
    expect(printed.length).toBeGreaterThan(0);
    expect(printed).not.toContain(".050");
  });

  it("sets rows apart only where a note says what for", () => {
    for (const { blocks } of reference.sections)
      for (const block of blocks)
        if (block.kind === "table" && block.strong.length > 0)
          expect(block.note, block.id).toContain("Set apart");
  });

  it("counts videos in every column n", () => {
    expect(tableOf(reference, "emotions").rows[0]?.[3]).toBe("58");
  });

  it("names the severity and the covariates in words", () => {
    expect(leaves(reference.sections.map(({ blocks }) => blocks)).join(" ")).not.toMatch(/\bbdi\b/);
    expect(textsOf(reference)).toContain("medication and whether the person was recorded before");
  });

  it("names in its methods only what was computed", () => {
    const [first] = units.videos;
    const one = built({ ...units, videos: first === undefined ? [] : [first], series: [] });
    expect(textsOf(one)).toContain("1 of 1 video, of 1 person, has a severity");
    expect(one.methods.join(" ")).not.toMatch(/partial correlation|mixed models|wavelet/);
    expect(reference.methods.join(" ")).toMatch(/partial correlation.+mixed models.+wavelet/s);
  });
});

describe("action unit report of the reference study", () => {
  it("holds the reference's partial correlations, with both kinds of dummies", () => {
    const numbers = numbersOf(reference);
    const { repeat_dummy: repeats, person_fixed_effects: people } = results.partial_correlation;
    for (const value of repeats.values) {
      expect(numbers.get(`partial.${value.au}.r`)).toBeCloseTo(value.r, 9);
      expect(numbers.get(`partial.${value.au}.p`)).toBeCloseTo(value.p, 9);
      expect(numbers.get(`partial.${value.au}.q`)).toBeCloseTo(value.p_fdr, 9);
      expect(numbers.get(`partial.${value.au}.low`)).toBeCloseTo(value.ci_low, 9);
    }
    for (const value of people.values) {
      expect(numbers.get(`person.${value.au}.r`)).toBeCloseTo(value.r, 8);
      expect(numbers.get(`person.${value.au}.df`)).toBe(value.df);
      expect(numbers.get(`person.${value.au}.q`)).toBeCloseTo(value.p_fdr, 8);
    }
    expect(notesOf(reference, "same-person")[0]).toContain("earlier ones explain");
  });

  it("holds the reference's mean power by scale", () => {
    const numbers = numbersOf(reference);
    for (const [at, power] of results.cwt.padded.mean_power_by_scale.entries())
      expect(numbers.get(`cwt.1.${at + 1}.mean_power`)).toBeCloseTo(power, 11);
  });

  it("says why there are no results by scale where series name no video", () => {
    expect(notesOf(reference, "scales")[0]).toContain("name no video");
  });

  it("does not depend on the order of videos or the names of people", () => {
    // "First video" depends on the order by definition, so the people's first videos are left aside.
    const other = built({
      ...units,
      videos: units.videos.toReversed().map((row) => ({ ...row, person: `x${row.person}` })),
    });
    const [before, after] = [numbersOf(reference), numbersOf(other)];
    for (const [key, value] of before) {
      if (key.includes(".people.")) continue;
      expect(after.get(key), key).toBeCloseTo(value as number, 7);
    }
  });
});

describe("results by scale", () => {
  it("find the rhythm that grows with severity, at its scale and with its sign", () => {
    const series = syntheticSeries(units, { units: ["AU12", "AU25"], samples: 300, seed: 5 });
    const document = built({ ...units, series });
    const numbers = numbersOf(document);
    // A period of 30 samples answers to a scale of 29.
    expect(numbers.get("scale.AU12.29.r")).toBeGreaterThan(0.9);
    expect(numbers.get("scale.AU12.29.q")).toBeLessThan(0.001);
    expect(Math.abs(numbers.get("scale.AU25.29.r") as number)).toBeLessThan(0.5);
    expect(document.sections.at(-1)?.blocks.map(({ kind }) => kind)).toEqual(["text", "figure", "table"]);
  });

  it("leave out scales that the ends of every series touch", () => {
    const series = syntheticSeries(units, { units: ["AU12"], samples: 100, seed: 5 });
    const numbers = numbersOf(built({ ...units, series }));
    // 100 samples: the middle ones are 49.5 from an end, free up to a scale of 49 / sqrt(2).
    expect(numbers.has("scale.AU12.34.r")).toBe(true);
    expect(numbers.has("scale.AU12.35.r")).toBe(false);
  });

  it("need degrees of freedom", () => {
    const videos = units.videos.slice(0, 8);
    const few = { ...units, videos };
    const series = syntheticSeries(few, { units: ["AU12"], samples: 100, seed: 5 });
    expect(notesOf(built({ ...few, series }), "scales")[0]).toContain("fewer than 5 degrees of freedom");
  });
});

describe("action unit report of awkward tables", () => {
  it("says what to import where there is nothing", () => {
    const document = built(null);
    expect(document.missing).toContain("import-action-units");
    expect(document.sections).toEqual([]);
  });

  it("counts videos without a severity or a covariate", () => {
    const document = built(
      withoutSeries((row, i) =>
        i === 0
          ? { ...row, severity: null }
          : i === 1
            ? { ...row, covariates: { ...row.covariates, sex: null } }
            : row,
      ),
    );
    const lines = new Map(document.flow.lines.map(({ label, n }) => [label, n]));
    expect(lines.get("lost: without BDI")).toBe(1);
    expect(lines.get("lost: without sex")).toBe(1);
    expect(lines.get("Videos in the correlations")).toBe(56);
  });

  it("makes the dummy for further videos where the table has none", () => {
    const { covariates: _, ...rest } = units;
    const document = built({ ...rest, covariates: ["age"], series: [] });
    expect(notesOf(document, "partial-correlation")[0]).toContain("was made from the persons");
  });

  it("says that people with one video each need no intercepts", () => {
    const document = built(withoutSeries((row) => ({ ...row, person: row.video })));
    const section = document.sections.find(({ id }) => id === "same-person");
    expect(section?.blocks).toEqual([
      { kind: "text", text: [expect.stringContaining("Every person has one video")] },
    ]);
    expect(document.numbers.some(({ key }) => key.startsWith("mixed."))).toBe(false);
  });

  it("says what few videos can show", () => {
    const notes = notesOf(
      built({ ...units, videos: units.videos.slice(0, 12), series: [] }),
      "partial-correlation",
    );
    // 12 videos, a constant and five covariates: 5 degrees of freedom, t .975 = 2.571.
    expect(notes[0]).toContain("beyond ±.75");
  });

  it("has reasons in place of values for constant units, one person and few videos", () => {
    const tables = [
      withoutSeries((row) => ({ ...row, means: row.means.map(() => 0.5) })),
      withoutSeries((row) => ({ ...row, person: "S01" })),
      withoutSeries((row) => ({ ...row, severity: 7 })),
      withoutSeries((row) => ({ ...row, means: row.means.map((value, i) => (i === 0 ? null : value)) })),
      { ...units, videos: units.videos.slice(0, 3), series: [] },
      { ...units, videos: units.videos.slice(0, 1), series: [] },
      { ...units, videos: [] },
      { ...units, series: [{ video: null, unit: "AU12", rateHz: 30, values: [0.1, 0.1, 0.1] }] },
    ];
    for (const table of tables) {
      for (const leaf of leaves(built(table))) {
        if (typeof leaf === "number") expect(leaf).toSatisfy(Number.isFinite);
        else expect(String(leaf)).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});
