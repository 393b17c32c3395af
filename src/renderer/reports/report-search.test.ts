import { describe, expect, it } from "vitest";
import { isReportName, optionsOf, parseReportSearch } from "./report-search.ts";

describe("options in the address", () => {
  it("keeps what differs from the usual", () => {
    expect(parseReportSearch({ seed: 7, resamples: 1000, modelId: "mean:a+b" })).toEqual({
      seed: 7,
      modelId: "mean:a+b",
    });
  });

  it("leaves out what is unknown, empty or out of range", () => {
    expect(
      parseReportSearch({ seed: 0, resamples: "many", highArousal: 8, labelSet: "", colour: "red" }),
    ).toEqual({});
  });

  it("takes a name that looks like a number", () => {
    expect(parseReportSearch({ labelSet: 2023 })).toEqual({ labelSet: "2023" });
  });

  it("asks a report only for what it reads", () => {
    const search = { modelId: "other", seed: 7, labelSet: "clips" };
    expect(optionsOf("reliability", search)).toEqual({ seed: 7, resamples: 1000, highArousal: 4 });
    expect(optionsOf("action-units", search)).toEqual({});
    expect(optionsOf("agreement", search)).toMatchObject({ modelId: "other", seed: 7 });
    expect(optionsOf("classification", search)).toMatchObject({ labelSet: "clips" });
    expect(optionsOf("reliability", { ...search, modelId: "third" })).toEqual(
      optionsOf("reliability", search),
    );
  });

  it("knows the reports by name", () => {
    expect(isReportName("action-units")).toBe(true);
    expect(isReportName("weather")).toBe(false);
  });
});
