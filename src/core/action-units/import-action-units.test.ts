import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { expectRefused, rowCounts, tableFile } from "../../../test/support/table-file.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { importOutcomes } from "../outcomes/import-outcomes.ts";
import { importedActionUnits } from "../reports/gather/gather-action-units.ts";
import { addSession } from "../sessions/repo.ts";
import { importActionUnits } from "./import-action-units.ts";
import { readSeries } from "./read-series.ts";

const VIDEOS = "video,person,age,sex,bdi,AU01,AU12\nV1,S1,30,f,10,0.1,0.5\nV2,S2,,m,,0.2,\n";
let db: StudyDatabase;

beforeEach(() => {
  db = newStudy().db;
});

function importText(text: string, options: { severity?: string; series?: string } = {}) {
  return importActionUnits(db, "test", tableFile(text), {
    severity: options.severity ?? "bdi",
    series: options.series === undefined ? null : tableFile(options.series, "series.csv"),
  });
}

describe("importing action units", () => {
  it("reads severity, covariates that are there, and units", () => {
    expect(importText(VIDEOS)).toMatchObject({ rows: 2, stored: 2 });
    expect(importedActionUnits(db)).toEqual({
      severity: "bdi",
      units: ["AU01", "AU12"],
      covariates: ["age", "sex"],
      videos: [
        { video: "V1", person: "S1", severity: 10, covariates: { age: 30, sex: "f" }, means: [0.1, 0.5] },
        {
          video: "V2",
          person: "S2",
          severity: null,
          covariates: { age: null, sex: "m" },
          means: [0.2, null],
        },
      ],
      series: [],
    });
  });

  it("changes nothing the second time, and of a video keeps the newest row", () => {
    const series = "time_s,AU12\n0,0.1\n0.5,0.2\n1,0.3\n";
    importText(VIDEOS, { series });
    const before = rowCounts(db);
    expect(importText(VIDEOS, { series })).toMatchObject({ stored: 0, unchanged: 3 });
    expect(rowCounts(db)).toEqual(before);
    importText("video,person,bdi,AU12\nV1,S1,11,0.6\n", { series: series.replace("0.3", "0.4") });
    expect(importedActionUnits(db)).toMatchObject({
      videos: [{ severity: 11, means: [null, 0.6] }, { severity: null }],
      series: [{ video: null, unit: "AU12", rateHz: 2, values: [0.1, 0.2, 0.4] }],
    });
  });

  it("takes sessions as the command action-units prints them, with a subscale before treatment", () => {
    addSession(db, "P01", 1, null);
    addSession(db, "P02", 1, null);
    importOutcomes(db, "test", tableFile("patient,pre_a,post_a\nP01,7,1\n"));
    const printed =
      "patient,session,run,n_readings,yaw,AU1,AU12,au_joy\nP01,1,4,9,0.1,0.2,0.3,0\np02,1,5,9,0.1,,0.4,0\n";
    importText(printed, { severity: "A" });
    expect(importedActionUnits(db)).toMatchObject({
      severity: "a",
      units: ["AU01", "AU12"],
      covariates: [],
      videos: [
        { video: "P01 session 1", person: "P01", severity: 7, means: [0.2, 0.3] },
        { video: "p02 session 1", person: "p02", severity: null, means: [null, 0.4] },
      ],
    });
  });

  it("stores nothing of the first file when storing the second one breaks off", () => {
    db.exec(
      "CREATE TRIGGER breaks BEFORE INSERT ON action_unit_series BEGIN SELECT RAISE(ABORT, 'breaks'); END",
    );
    const before = rowCounts(db);
    expect(() => importText(VIDEOS, { series: "time_s,AU12\n0,0.1\n1,0.2\n" })).toThrow("breaks");
    expect(rowCounts(db)).toEqual(before);
  });

  it("takes another column for the severity, which then is no covariate", () => {
    importText(VIDEOS, { severity: "Age" });
    expect(importedActionUnits(db)).toMatchObject({ severity: "age", covariates: ["sex"] });
  });

  it.each([
    ["no severity", "video,person,AU01\nV1,S1,0.1\n", 1, /column bdi is missing/],
    ["no units", "video,person,bdi\nV1,S1,3\n", 1, /there are no action units/],
    ["a unit twice", "video,person,bdi,AU01,au01\nV1,S1,3,0,0\n", 1, /column au01 stands twice/],
    [
      "an intensity of 0 to 5",
      "video,person,bdi,AU01\nV1,S1,3,3.2\n",
      2,
      /au01 "3.2" is not between 0 and 1/,
    ],
    ["a unit under two names", "video,person,bdi,AU01,AU1\nV1,S1,3,0,0\n", 1, /two columns of AU01/],
    ["neither videos nor sessions", "bdi,AU01\n3,0\n", 1, /columns video, person are missing/],
    ["sessions without a severity", "patient,session,AU01\nP01,1,0\n", 1, /column bdi is missing/],
    ["a video twice", "video,person,bdi,AU01\nV1,S1,3,0\nV1,S1,3,0\n", 3, /V1 stands in line 2 already/],
    ["no person", "video,person,bdi,AU01\nV1,,3,0\n", 2, /person is empty/],
    ["a severity in words", "video,person,bdi,AU01\nV1,S1,mild,0\n", 2, /bdi "mild" is no number/],
  ])("refuses a file with %s and stores nothing", (_what, text, line, words) => {
    expectRefused(db, () => importText(text), line, words);
  });

  it.each([
    ["a gap", "time_s,AU12\n0,0.1\n1,0.1\n2,0.1\n4,0.1\n", 3, /not evenly sampled: 1 s is off its place/],
    ["times that go back", "time_s,AU12\n0,0.1\n2,0.1\n1,0.1\n", 3, /not evenly sampled/],
    ["a time twice", "time_s,AU12\n0,0.1\n0,0.1\n", 3, /sample at 0 s stands in line 2 already/],
    ["one sample", "time_s,AU12\n0,0.1\n", 2, /has one sample/],
    ["a missing value", "time_s,AU12\n0,0.1\n1,\n", 3, /AU12 is empty/],
    ["no times", "sample,AU12\n0,0.1\n1,0.1\n", 1, /column time_s is missing/],
    ["no video", "video,time_s,AU12\nV1,0,0.1\nV1,1,0.1\n,2,0.1\n", 4, /video is empty/],
  ])("refuses series with %s and stores nothing of either file", (_what, series, line, words) => {
    expectRefused(db, () => importText(VIDEOS, { series }), line, words);
  });
});

describe("reading series", () => {
  it("finds the rate in rounded times and keeps the videos apart", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(24, 25, 29.97, 30, 50, 60),
        fc.integer({ min: 3, max: 300 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (rate, n, start) => {
          const rows = Array.from({ length: n }, (_, i) => `${(start + i / rate).toFixed(6)},0.5,${i / n}`);
          const text = [
            "video,time_s,AU06,AU12",
            ...["V1", "V2"].flatMap((v) => rows.map((row) => `${v},${row}`)),
          ];
          const series = readSeries(tableFile(text.join("\n")));
          expect(series.map(({ video, unit }) => `${video} ${unit}`)).toEqual([
            "V1 AU06",
            "V1 AU12",
            "V2 AU06",
            "V2 AU12",
          ]);
          for (const one of series)
            expect(Math.abs(one.rateHz - rate)).toBeLessThan((2e-6 * rate * rate) / (n - 1) + 1e-4);
          expect([...(series[1]?.values ?? [])]).toEqual(rows.map((_, i) => i / n));
        },
      ),
    );
  });
});
