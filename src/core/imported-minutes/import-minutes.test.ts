import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { expectRefused, rowCounts, tableFile } from "../../../test/support/table-file.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { importMinutes } from "./import-minutes.ts";
import { readMinutes } from "./read-minutes.ts";
import { importedMinutes } from "./repo.ts";
import { importedStudyMinutes } from "./study-minutes.ts";

const COLUMNS = "patient,session,minute,angry,disgust,fear,happy,sad,surprise,neutral,n_frames,n_faces";
const AGGREGATES =
  "nonspecific_median,nonspecific_p90,nonspecific_max,nonspecific_bursts,nonspecific_ms_above";
const SEVEN = "0.1,0.1,0.1,0.1,0.1,0.1,0.4";
let study: OpenStudy;

beforeEach(() => {
  study = newStudy();
});

const importText = (text: string, source = "fer") => importMinutes(study.db, "test", tableFile(text), source);

describe("importing minutes", () => {
  it("adds patients and sessions and shows the minutes in their order", () => {
    const text = `${COLUMNS}\nP02,1,1,,,,,,,,1800,0\nP01,3,2,${SEVEN},1800,900\nP01,3,1,${SEVEN},1800,1800\n`;
    expect(importText(text)).toEqual({
      rows: 3,
      stored: 3,
      unchanged: 0,
      notes: [
        "Sessions added to the study: 2.",
        "Minutes without a face: 1.",
        'The minutes are the reading "imported:fer".',
      ],
    });
    expect(
      importedStudyMinutes(study.db, "fer").map(({ patient, session, minute, nonspecific, coverage }) => [
        patient,
        session,
        minute,
        nonspecific,
        coverage,
      ]),
    ).toEqual([
      ["P01", 3, 1, 0.6, 1],
      ["P01", 3, 2, 0.6, 0.5],
      ["P02", 1, 1, null, 0],
    ]);
    expect(importedStudyMinutes(study.db, "other")).toEqual([]);
  });

  it("changes nothing the second time, and of a key keeps the newest value beside the old", () => {
    const text = `${COLUMNS}\nP01,1,1,${SEVEN},1800,900\nP01,1,2,${SEVEN},1800,900\n`;
    importText(text);
    const before = rowCounts(study.db);
    expect(importText(text)).toMatchObject({ stored: 0, unchanged: 2 });
    expect(rowCounts(study.db)).toEqual(before);
    expect(importText(`${COLUMNS}\nP01,1,2,${SEVEN},1800,1000\n`)).toMatchObject({ stored: 1 });
    expect(importedMinutes(study.db, "fer").map(({ nFaces }) => nFaces)).toEqual([900, 1000]);
    expect(importText(text)).toMatchObject({ stored: 1, unchanged: 1 });
    expect(rowCounts(study.db)).toMatchObject({ imported_minute: 4, table_import: 3 });
  });

  it("takes what `minutes --statistics` prints, and the share of the time in place of its milliseconds", () => {
    const header = `${COLUMNS},n_used,${AGGREGATES}`;
    importText(
      `${header}\nP01,1,1,${SEVEN},1800,900,900,0.5,0.7,0.9,2,15000\nP01,1,2,,,,,,,,1800,900,0,,,,,\n`,
    );
    const [first, second] = importedMinutes(study.db, "fer");
    expect(first?.aggregates).toEqual({ median: 0.5, p90: 0.7, maximum: 0.9, shareAbove: 0.5, bursts: 2 });
    expect(second).toMatchObject({ means: null, aggregates: null, nFaces: 900 });
    const share = header.replace("ms_above", "share_above");
    importText(`${share}\nP02,1,1,${SEVEN},1800,900,,0.5,0.7,0.9,2,0.25\n`);
    expect(importedMinutes(study.db, "fer").at(-1)?.aggregates?.shareAbove).toBe(0.25);
  });

  it("reads decimal commas of semicolon files in Windows-1252", () => {
    const text = `${COLUMNS.replaceAll(",", ";")};Bemerkung\r\nP01;1;1;0,1;0,1;0,1;0,1;0,1;0,1;0,4;1800;900;M\u00fcde\r\n`;
    const bytes = Uint8Array.from([...text].map((character) => character.charCodeAt(0)));
    importMinutes(study.db, "test", { fileName: "minuten.csv", bytes }, "fer");
    expect(importedMinutes(study.db, "fer")[0]?.means).toEqual([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4]);
  });

  it("reads UTF-16, and refuses a workbook that was not saved as CSV", () => {
    const text = `\ufeff${COLUMNS.replaceAll(",", "\t")}\nP01\t1\t1${"\t".repeat(8)}9\t0\n`;
    const bytes = new Uint8Array(Uint16Array.from([...text].map((c) => c.charCodeAt(0))).buffer);
    importMinutes(study.db, "test", { fileName: "minutes.txt", bytes }, "fer");
    expect(importedMinutes(study.db, "fer")).toMatchObject([{ minute: 1, nFrames: 9, means: null }]);
    const workbook = { fileName: "minutes.xlsx", bytes: new Uint8Array([80, 75, 3, 4, 0, 0, 0, 8]) };
    expectRefused(study.db, () => importMinutes(study.db, "test", workbook, "fer"), 1, /not a text file/);
  });

  it.each([
    ["a name in place of a code", `Anna M,1,2,${SEVEN},9,9`, /patient "Anna M"/],
    ["session 0", `P01,0,2,${SEVEN},9,9`, /session "0"/],
    ["minute 0", `P01,1,0,${SEVEN},9,9`, /minute "0" is not a whole number from 1 to 1440/],
    ["a repeated minute", `p01,1,1,${SEVEN},9,9`, /minute 1 of this session stands in line 2 already/],
    ["more faces than frames", `P01,1,2,${SEVEN},9,10`, /n_faces 10 is more than n_frames 9/],
    ["a probability above 1", "P01,1,2,1.1,0,0,0,0,0,0,9,9", /angry "1.1" is not between 0 and 1/],
    ["a sum that misses 1", "P01,1,2,0.1,0.1,0.1,0.1,0.1,0.1,0.402,9,9", /add up to 1.0020/],
    ["a word", "P01,1,2,x,0,0,0,0,0,1,9,9", /angry "x" is no number/],
    ["a decimal comma between commas", 'P01,1,2,"0,5",0,0,0,0,0,0.5,9,9', /written with a point/],
    ["some empty values", "P01,1,2,,0.2,0.1,0.1,0.1,0.1,0.4,9,9", /angry is empty where others are not/],
    ["values without a face", `P01,1,2,${SEVEN},9,0`, /although n_faces is 0/],
    ["a count that is none", `P01,1,2,${SEVEN},9.5,9`, /n_frames "9.5"/],
    ["a row that breaks off", "P01,1,2", /has 3 fields/],
  ])("names the line of %s and stores nothing", (_what, row, words) => {
    expectRefused(study.db, () => importText(`${COLUMNS}\nP01,1,1,${SEVEN},9,9\n${row}\n`), 3, words);
  });

  it.each([
    ["a missing column", COLUMNS.replace("neutral,", ""), /column neutral is missing/],
    ["some of the summaries", `${COLUMNS},nonspecific_median`, /lack the columns nonspecific_p90, /],
    ["a column that stands twice", `${COLUMNS},angry`, /column angry stands twice/],
  ])("refuses a header with %s", (_what, header, words) => {
    expectRefused(study.db, () => importText(`${header}\n`), 1, words);
  });

  it.each([
    ["summaries that do not rise", "0.9,0.7,0.9,2,15000", /do not rise/],
    ["a part of the summaries", "0.5,,0.9,2,15000", /some summaries of 1 - neutral are empty/],
    ["more time than a minute has", "0.5,0.7,0.9,2,60001", /not between 0 and 60000/],
  ])("refuses %s", (_what, summaries, words) => {
    const text = `${COLUMNS},${AGGREGATES}\nP01,1,1,${SEVEN},9,9,${summaries}\n`;
    expectRefused(study.db, () => importText(text), 2, words);
  });

  it("refuses a minute past the end of the session's video", async () => {
    await addTestSession(study);
    expectRefused(
      study.db,
      () => importText(`${COLUMNS}\nP01,1,4,${SEVEN},9,9\n`),
      2,
      /the session has 3 minutes/,
    );
  });

  it("stores nothing of a file whose storing breaks off", () => {
    study.db.exec(
      "CREATE TRIGGER breaks BEFORE INSERT ON imported_minute WHEN new.minute = 2 BEGIN SELECT RAISE(ABORT, 'breaks'); END",
    );
    const before = rowCounts(study.db);
    expect(() => importText(`${COLUMNS}\nP01,1,1,${SEVEN},9,9\nP01,1,2,${SEVEN},9,9\n`)).toThrow("breaks");
    expect(rowCounts(study.db)).toEqual(before);
  });

  it("says in words that the study cannot be written", () => {
    study.db.pragma("query_only = ON");
    expect(() => importText(`${COLUMNS}\nP01,1,1,${SEVEN},9,9\n`)).toThrow(
      expect.objectContaining({ code: "STORAGE_FAILED" }),
    );
    study.db.pragma("query_only = OFF");
  });
});

describe("reading minutes", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 7, maxLength: 7 });

  it("gives back whatever was written, in any order of columns", () => {
    fc.assert(
      fc.property(
        weights.filter((values) => values.some((value) => value > 0)),
        fc.shuffledSubarray(COLUMNS.split(","), { minLength: 12 }),
        (values, columns) => {
          const total = values.reduce((sum, value) => sum + value, 0);
          const means = values.map((value) => value / total);
          const [angry, disgust, fear, happy, sad, surprise, neutral] = means;
          const cells: Record<string, unknown> = {
            ...{ patient: "P01", session: 2, minute: 3, angry, disgust, fear, happy, sad, surprise, neutral },
            ...{ n_frames: 20, n_faces: 10 },
          };
          const text = `${columns.join(";")}\n${columns.map((name) => cells[name]).join(";")}\n`;
          expect(readMinutes(tableFile(text), () => null)).toEqual([
            { patient: "P01", session: 2, minute: 3, nFrames: 20, nFaces: 10, means, aggregates: null },
          ]);
        },
      ),
    );
  });

  it("ends with minutes or with a failure that names lines, whatever the file holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 5 }), (lines) => {
        try {
          readMinutes(tableFile([COLUMNS, ...lines].join("\n")), () => null);
        } catch (error) {
          expect(error).toMatchObject({
            code: "INVALID_FILE",
            problems: expect.arrayContaining([{ line: expect.any(Number), problem: expect.any(String) }]),
          });
        }
      }),
    );
  });
});
