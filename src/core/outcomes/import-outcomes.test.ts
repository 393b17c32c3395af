import { beforeEach, describe, expect, it } from "vitest";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { expectRefused, rowCounts, tableFile } from "../../../test/support/table-file.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { gatherOutcomes } from "../reports/gather/gather-outcomes.ts";
import { addSession } from "../sessions/repo.ts";
import { importOutcomes } from "./import-outcomes.ts";

let db: StudyDatabase;

beforeEach(() => {
  db = newStudy().db;
  addSession(db, "P01", 1, null);
  addSession(db, "P02", 1, null);
});

const importText = (text: string) => importOutcomes(db, "test", tableFile(text));

describe("importing questionnaires", () => {
  it("reads a row a patient with any subscales", () => {
    const done = importText("patient;dropout;pre_a_b;pre_c;post_a_b;other\np01;0;12,5;-3;;x\nP02;1;;;;\n");
    expect(done).toMatchObject({ rows: 2, stored: 2, notes: ["Patients: 2.", "Subscales: a_b, c."] });
    expect(gatherOutcomes(db)).toEqual([
      {
        patient: "P01",
        dropout: false,
        scores: { a_b: { pre: 12.5, post: null }, c: { pre: -3, post: null } },
      },
      {
        patient: "P02",
        dropout: true,
        scores: { a_b: { pre: null, post: null }, c: { pre: null, post: null } },
      },
    ]);
  });

  it("reads a row a score, and both layouts give the same", () => {
    importText("patient,dropout,pre_yoq_id,post_yoq_id\nP01,0,20,10\n");
    const wide = gatherOutcomes(db);
    const tidy =
      "patient,instrument,subscale,timepoint,score,dropout\nP01,YOQ,id,pre,20,0\nP01,yoq,ID,Post,10,\n";
    expect(importText(tidy)).toMatchObject({ rows: 2, stored: 0, unchanged: 2 });
    expect(gatherOutcomes(db)).toEqual(wide);
  });

  it("changes nothing the second time, and of a score keeps the newest", () => {
    const text = "patient,dropout,pre_a,post_a\nP01,0,20,10\nP02,1,30,\n";
    importText(text);
    const before = rowCounts(db);
    expect(importText(text)).toMatchObject({ stored: 0, unchanged: 2 });
    expect(rowCounts(db)).toEqual(before);
    expect(importText("patient,post_a\nP01,\nP02,5\n")).toMatchObject({ stored: 2 });
    expect(gatherOutcomes(db).map(({ dropout, scores }) => [dropout, scores["a"]])).toEqual([
      [false, { pre: 20, post: null }],
      [true, { pre: 30, post: 5 }],
    ]);
  });

  it.each([
    ["an unknown patient", "P99,0,1", /patient "P99" is not part of the study; import its sessions/],
    ["a name in place of a code", "Anna M,0,1", /patient "Anna M"/],
    ["a patient twice", "P01,0,1", /patient P01 stands in line 2 already/],
    ["a dropout of 2", "P02,2,1", /dropout "2" is neither 0 nor 1/],
    ["a score that is none", "P02,0,high", /pre_a "high" is no number/],
    ["a row that breaks off", "P02,0", /has 2 fields/],
  ])("names the line of %s and stores nothing", (_what, row, words) => {
    expectRefused(db, () => importText(`patient,dropout,pre_a\nP01,0,1\n${row}\n`), 3, words);
  });

  it.each([
    ["a timepoint that is neither", "P01,a,follow-up,3,", /timepoint "follow-up" is neither pre nor post/],
    ["a score twice", "P01,A,pre,3,", /the pre score of a stands in line 2 already/],
    ["no subscale", "P01,,post,3,", /subscale is empty/],
    ["a contradicting dropout", "P01,a,post,3,1", /dropout of P01 is another one than in line 2/],
  ])("names the line of %s in a row a score", (_what, row, words) => {
    const text = `patient,subscale,timepoint,score,dropout\nP01,a,pre,1,0\n${row}\n`;
    expectRefused(db, () => importText(text), 3, words);
  });

  it.each([
    ["no scores", "patient,dropout\nP01,0\n", /there are no scores/],
    ["no patient", "pre_a\n1\n", /column patient is missing/],
    ["a subscale twice", "patient,pre_a,PRE_A\nP01,1,2\n", /column pre_a stands twice/],
  ])("refuses a file with %s", (_what, text, words) => {
    expectRefused(db, () => importText(text), 1, words);
  });
});
