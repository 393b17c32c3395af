import { describe, expect, it } from "vitest";
import { ODD_STUDIES } from "../../../test/support/odd-studies.ts";
import { REPORT_NAMES, type ReportName } from "../../shared/reports/report-options.ts";
import type { ReportTables } from "./report-tables.ts";
import { whatIsMissing } from "./what-is-missing.ts";

const study = (name: string): ReportTables => {
  const tables = ODD_STUDIES[name];
  if (!tables) throw new Error(name);
  return tables;
};
const possible = (name: string): ReportName[] =>
  REPORT_NAMES.filter((report) => whatIsMissing(report, study(name)) === null);

describe("what a report needs that a study does not hold", () => {
  it("is nothing in a whole study", () => {
    expect(possible("a usual study")).toEqual(REPORT_NAMES);
  });

  it.each(REPORT_NAMES)("%s: an empty study is told which command brings it", (report) => {
    expect(whatIsMissing(report, study("nothing"))).toMatch(/command import-[a-z-]+/);
  });

  it.each([
    ["ratings alone", ["reliability"]],
    ["minutes alone", ["outcome", "action-units", "classification"]],
    ["one rater", ["agreement", "outcome", "action-units", "classification"]],
    ["two raters who share one minute", REPORT_NAMES],
    ["nothing ratable", ["outcome", "action-units", "classification"]],
    ["no face anywhere", ["reliability", "outcome", "action-units", "classification"]],
  ])("%s allow %j", (name, reports) => {
    expect(possible(name)).toEqual(reports);
  });
});

describe("action units of a study with analysed videos of its own", () => {
  const usual = study("a usual study");
  const words = (changes: Partial<typeof usual>): string =>
    whatIsMissing("action-units", { ...usual, actionUnits: null, ...changes }) ?? "";
  const reading = (modelId: string) => usual.model && { ...usual.model, modelId };

  it("are printed and imported, with a subscale as severity", () => {
    const told = words({ model: reading("affectnet") });
    expect(told).toContain("action-units STUDY --format csv");
    expect(told).toContain("--severity SUBSCALE");
    for (const subscale of Object.keys(usual.outcomes[0]?.scores ?? {})) expect(told).toContain(subscale);
  });

  it("need questionnaires first", () => {
    expect(words({ model: reading("affectnet"), outcomes: [] })).toContain("import-outcomes");
  });

  it("are not spoken of where minutes were imported or nothing was analysed", () => {
    const sessions = usual.sessions.map((row) => ({ ...row, analysed: false }));
    for (const told of [
      words({ model: reading("imported:fer") }),
      words({ model: null }),
      words({ sessions }),
    ])
      expect(told).not.toContain("--format csv");
  });
});
