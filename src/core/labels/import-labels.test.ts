import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { expectRefused, rowCounts, tableFile } from "../../../test/support/table-file.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { gatherLabels } from "../reports/gather/gather-labels.ts";
import { importLabels } from "./import-labels.ts";
import { readLabels } from "./read-labels.ts";

const HEADER =
  "clip,truth_emotion,truth_felt_emotion,a_emotion,a_felt_emotion,vgg_emotion,model2_emotion,age_group";
let db: StudyDatabase;

beforeEach(() => {
  db = newStudy().db;
});

const importText = (text: string, set = "set", models: string[] = []) =>
  importLabels(db, "test", tableFile(text), { set, models });

describe("importing labelled clips", () => {
  it("finds judges and dimensions in the names of the columns", () => {
    const done = importText(`${HEADER}\nC2,joy,fear,Joy,,joy,fear,x\nC1,fear,fear,,fear,joy,,x\n`, "set", [
      "VGG",
    ]);
    expect(done).toMatchObject({
      stored: 2,
      notes: ['The set is "set".', "Judged: emotion, felt_emotion.", "People: a. Models: vgg, model2."],
    });
    expect(gatherLabels(db)).toEqual({
      set: "set",
      dimensions: ["emotion", "felt_emotion"],
      judges: [
        { name: "a", kind: "human" },
        { name: "vgg", kind: "model" },
        { name: "model2", kind: "model" },
      ],
      clips: [
        {
          clip: "C1",
          truth: { emotion: "fear", felt_emotion: "fear" },
          judged: {
            a: { emotion: null, felt_emotion: "fear" },
            vgg: { emotion: "joy", felt_emotion: null },
            model2: { emotion: null, felt_emotion: null },
          },
        },
        {
          clip: "C2",
          truth: { emotion: "joy", felt_emotion: "fear" },
          judged: {
            a: { emotion: "Joy", felt_emotion: null },
            vgg: { emotion: "joy", felt_emotion: null },
            model2: { emotion: "fear", felt_emotion: null },
          },
        },
      ],
    });
  });

  it("keeps sets apart, shows the newest, and of an answer keeps the newest", () => {
    const text = "clip,truth_e,a_e\nC1,x,x\n";
    importText(text, "one");
    importText(text, "two");
    expect(gatherLabels(db)?.set).toBe("two");
    const before = rowCounts(db);
    expect(importText(text, "one")).toMatchObject({ stored: 0, unchanged: 1 });
    expect(rowCounts(db)).toEqual(before);
    expect(importText("clip,truth_e,a_e\nC1,x,\n", "one")).toMatchObject({ stored: 1 });
    expect(gatherLabels(db)).toMatchObject({ set: "one", clips: [{ judged: { a: { e: null } } }] });
    expect(gatherLabels(db, "two")).toMatchObject({ clips: [{ judged: { a: { e: "x" } } }] });
    expect(() => gatherLabels(db, "three")).toThrow(
      expect.objectContaining({ code: "NOT_FOUND", remedy: "Known are: one, two." }),
    );
  });

  it("takes a judge for a model from the import on that says so", () => {
    importText("clip,truth_e,a_e\nC1,x,x\n");
    importText("clip,truth_e,a_e\nC1,x,x\n", "set", ["a"]);
    expect(gatherLabels(db)?.judges).toEqual([{ name: "a", kind: "model" }]);
  });

  it("refuses a model that is no judge of the file", () => {
    const before = rowCounts(db);
    expect(() => importText("clip,truth_e,a_e\nC1,x,x\n", "set", ["b"])).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE", remedy: "Its judges are: a." }),
    );
    expect(rowCounts(db)).toEqual(before);
  });

  it.each([
    ["no truth", "clip,a_e\nC1,x\n", 1, /column truth_... is missing/],
    ["no answers", "clip,truth_e\nC1,x\n", 1, /there are no answers/],
    ["no clips", "truth_e,a_e\nx,x\n", 1, /column clip is missing/],
    ["a judge twice", "clip,truth_e,a_e,A_E\nC1,x,x,x\n", 1, /column a_e stands twice/],
    ["a clip twice", "clip,truth_e,a_e\nC1,x,x\nC1,x,x\n", 3, /clip C1 stands in line 2 already/],
    ["a clip without a name", "clip,truth_e,a_e\n,x,x\n", 2, /clip is empty/],
  ])("refuses a file with %s", (_what, text, line, words) => {
    expectRefused(db, () => importText(text), line, words);
  });
});

it("reading labels gives back every answer that was written", () => {
  const label = fc.constantFrom("joy", "fear", "");
  const name = fc.stringMatching(/^[a-z]{1,5}$/).filter((judge) => judge !== "truth" && judge !== "clip");
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
      fc.array(fc.array(label, { minLength: 5, maxLength: 5 }), { maxLength: 6 }),
      (judges, answers) => {
        const columns = ["truth", ...judges].map((judge) => `${judge}_emotion`);
        const rows = answers.map((row, i) => [`C${i}`, ...row.slice(0, columns.length)].join(","));
        const read = readLabels(tableFile([["clip", ...columns].join(","), ...rows].join("\n")));
        expect(read.judges).toEqual(judges);
        expect(read.clips.map((clip) => clip.answers.map((answer) => answer.label ?? ""))).toEqual(
          answers.map((row) => row.slice(0, columns.length)),
        );
      },
    ),
  );
});
