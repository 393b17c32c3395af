import { beforeEach, describe, expect, it } from "vitest";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { tableFile } from "../../../test/support/table-file.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { importRatings } from "./import-ratings.ts";
import { ratingSheet, saveRating, undoRating } from "./rate.ts";
import { raterWithCode } from "./repo.ts";

const HEADER = "patient,session,minute,rater,arousal,emotion\n";
let db: StudyDatabase;
let sessionId: number;

beforeEach(async () => {
  const study = newStudy();
  db = study.db;
  sessionId = await addTestSession(study);
});

function importText(text: string) {
  return importRatings(db, "test", "ratings.csv", new TextEncoder().encode(text));
}

function countVersions(): unknown {
  return db.prepare("SELECT count(*) FROM rating_version").pluck().get();
}

describe("importing ratings", () => {
  it("stores ratings, minutes that were not ratable, and minutes without an emotion", () => {
    const summary = importText(`${HEADER}P01,1,1,R1,2,\nP01,1,2,R1,5,Joy\nP01,1,3,R1,,\np01,1,3,R2,4,\n`);
    expect(summary).toEqual({
      rows: 4,
      stored: 4,
      unchanged: 0,
      incomplete: 1,
      notRatable: 1,
      raters: ["R1", "R2"],
    });
    const states = ratingSheet(db, raterWithCode(db, "r1"), sessionId).minutes.map((minute) => minute.state);
    expect(states).toEqual(["rated", "rated", "not-ratable"]);
  });

  it("changes nothing the second time", () => {
    const text = `${HEADER}P01,1,1,R1,2,\nP01,1,2,R1,5,joy\n`;
    importText(text);
    expect(importText(text)).toMatchObject({ stored: 0, unchanged: 2 });
    expect(countVersions()).toBe(2);
  });

  it("keeps the note of a minute and does not let undo reach behind the import", () => {
    const rater = raterWithCode(db, "R1");
    const value = { arousal: 2, emotion: null, notRatable: null, note: "whispers" } as const;
    saveRating(db, rater, { sessionId, minute: 1, value, basedOn: 0 });
    importText(`${HEADER}P01,1,1,R1,3,fear\n`);
    expect(undoRating(db, rater, sessionId).changed).toBeNull();
    expect(ratingSheet(db, rater, sessionId).minutes[0]?.value).toMatchObject({
      arousal: 3,
      note: "whispers",
    });
  });

  it.each([
    ["minute 0", "P01,1,0,R1,2,", /minute "0"/],
    ["a minute past the end", "P01,1,4,R1,2,", /past the end: the session has 3 minutes/],
    ["arousal 8", "P01,1,1,R1,8,", /arousal "8"/],
    ["minute 0x2", "P01,1,0x2,R1,2,", /minute "0x2" is not a whole number from 1 to 1440/],
    ["arousal 2.5", "P01,1,1,R1,2.5,", /arousal "2.5"/],
    ["an unknown patient", "P99,1,1,R1,2,", /patient "P99" is not part of the study; import its sessions/],
    ["an unknown session", "P01,7,1,R1,2,", /no session "7"/],
    ["an emotion below 3", "P01,1,1,R1,2,fear", /from arousal 3 on/],
    ["an emotion without arousal", "P01,1,1,R1,,fear", /without an arousal/],
    ["an unknown emotion", "P01,1,1,R1,5,shame", /"shame" is none of/],
    ["a rater by name", "P01,1,1,Anna Muster,2,", /rater "Anna Muster"/],
    ["a row that breaks off", "P01,1,1,R1", /has 4 fields/],
    ["an open quotation mark", 'P01,1,1,"R1,2,', /quotation mark/],
    ["a repeated minute", "P01,1,3,R1,1,", /stands in line 2 already/],
  ])("names the line of %s and stores nothing of the file", (_what, row, words) => {
    let failure: unknown;
    try {
      importText(`${HEADER}P01,1,3,R1,2,\n${row}`);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({
      code: "INVALID_FILE",
      problems: [{ line: 3, problem: expect.stringMatching(words) }],
    });
    expect(countVersions()).toBe(0);
    expect(db.prepare("SELECT count(*) FROM rater").pluck().get()).toBe(0);
  });

  it("of a study without sessions says that once, and how to add them", () => {
    const empty = newStudy().db;
    const { fileName, bytes } = tableFile(`${HEADER}P01,1,1,R1,2,\nP02,1,1,R1,9,\n`);
    expect(() => importRatings(empty, "test", fileName, bytes)).toThrow(
      expect.objectContaining({
        code: "INVALID_FILE",
        message: expect.stringMatching(/^The study has no sessions yet/),
        remedy: expect.stringMatching(/“Add”.*import --manifest or import-minutes/),
        problems: [],
      }),
    );
  });

  it("names every bad row at once", () => {
    expect(() => importText(`${HEADER}P01,1,0,R1,2,\nP01,1,1,R1,2,\nP01,1,1,R2,9,\nP01,1,2,R1`)).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ line: 2 }),
          expect.objectContaining({ line: 4 }),
          expect.objectContaining({ line: 5 }),
        ],
      }),
    );
  });

  describe("with peak and phase", () => {
    const WITH = "patient,session,minute,rater,arousal,emotion,peak,phase\n";
    const standing = () =>
      db.prepare("SELECT minute, arousal, peak, phase FROM rating_current ORDER BY minute").raw().all();

    it("stores them, and takes what is not stated as it stands", () => {
      importText(`${WITH}P01,1,1,R1,2,,5,Training\nP01,1,2,R1,2,,,\nP01,1,3,R1,,,,gold\n`);
      expect(standing()).toEqual([
        [1, 2, 5, "training"],
        [2, 2, null, "main"],
        [3, null, null, "gold"],
      ]);
      expect(importText(`${HEADER}P01,1,1,R1,2,\n`)).toMatchObject({ stored: 0, unchanged: 1 });
      expect(importText(`${WITH}P01,1,1,R1,2,,6,\n`)).toMatchObject({ stored: 1 });
      expect(importText(`${WITH}P01,1,1,R1,2,,6,main\n`)).toMatchObject({ stored: 1 });
      expect(standing()[0]).toEqual([1, 2, 6, "main"]);
    });

    it("are kept by the rating form as far as the new arousal lets them", () => {
      importText(`${WITH}P01,1,1,R1,2,,4,training\n`);
      const rater = raterWithCode(db, "R1");
      const rate = (arousal: 3 | 5, basedOn: number) => {
        const value = { arousal, emotion: "joy", notRatable: null, note: "" } as const;
        saveRating(db, rater, { sessionId, minute: 1, value, basedOn });
      };
      rate(3, 1);
      expect(standing()).toEqual([[1, 3, 4, "training"]]);
      rate(5, 2);
      expect(standing()).toEqual([[1, 5, null, "training"]]);
      undoRating(db, rater, sessionId);
      expect(standing()).toEqual([[1, 3, null, "training"]]);
    });

    it.each([
      ["a peak below the arousal", "P01,1,1,R1,4,joy,3,", /peak 3 is below the arousal 4/],
      ["a peak without an arousal", "P01,1,1,R1,,,3,", /peak "3" stands without an arousal/],
      ["a peak of 8", "P01,1,1,R1,2,,8,", /peak "8" is not a whole number from 1 to 7/],
      ["an unknown phase", "P01,1,1,R1,2,,,pilot", /phase "pilot" is none of training, main/],
    ])("refuse %s", (_what, row, words) => {
      expect(() => importText(`${WITH}${row}\n`)).toThrow(
        expect.objectContaining({ problems: [{ line: 2, problem: expect.stringMatching(words) }] }),
      );
      expect(countVersions()).toBe(0);
    });
  });
});
