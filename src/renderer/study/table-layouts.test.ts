import { describe, expect, it } from "vitest";
import { type TableAnswers, tableInput } from "./table-layouts.ts";

const FILE = { fileName: "a.csv", content: new Blob(["a"]) };
const EMPTY: TableAnswers = { source: " ", set: "", models: " , ", severity: "" };

describe("what a table is imported with", () => {
  it("leaves what was not typed to the usual values", () => {
    expect(tableInput("minutes", EMPTY, FILE, null)).toEqual({ kind: "minutes", ...FILE });
    expect(tableInput("labels", EMPTY, FILE, null)).toEqual({ kind: "labels", ...FILE, models: [] });
    expect(tableInput("action-units", EMPTY, FILE, FILE)).toEqual({
      kind: "action-units",
      ...FILE,
      series: FILE,
    });
  });

  it("hands on what was typed for this kind alone", () => {
    const typed = { source: "clinic", set: " Keinert 16", models: "vgg, resnet ", severity: "phq9" };
    expect(tableInput("minutes", typed, FILE, null)).toMatchObject({ source: "clinic" });
    expect(tableInput("labels", typed, FILE, null)).toMatchObject({
      set: "Keinert 16",
      models: ["vgg", "resnet"],
    });
    expect(tableInput("action-units", typed, FILE, null)).toMatchObject({ severity: "phq9", series: null });
    expect(tableInput("outcomes", typed, FILE, null)).toEqual({ kind: "outcomes", ...FILE });
  });
});
