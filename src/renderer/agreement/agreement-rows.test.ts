import { describe, expect, it } from "vitest";
import type { Agreement, CorrelationRow } from "../../shared/contract/agreement.ts";
import { fullestSession, overallRows, sessionRows, sortedSessions } from "./agreement-rows.ts";

const row = (changes: Partial<CorrelationRow>): CorrelationRow => ({
  rater: null,
  patient: null,
  session: null,
  n: 50,
  r: 0.25,
  ciLow: -0.03,
  ciHigh: 0.49,
  p: 0.08,
  explanation: null,
  ...changes,
});
const none = {
  r: null,
  ciLow: null,
  ciHigh: null,
  p: null,
  explanation: "The rater chose the same level throughout.",
};

const agreement: Pick<Agreement, "raters" | "correlations"> = {
  raters: ["R1", "R2"],
  correlations: [
    row({}),
    row({ rater: "R1" }),
    row({ rater: "R2" }),
    row({ patient: "P01", session: 1, r: 0.1, n: 100 }),
    row({ patient: "P01", session: 2, ...none, n: 3 }),
    row({ patient: "P02", session: 1, r: 0.4, n: 60 }),
    row({ rater: "R1", patient: "P01", session: 1, r: 0.2 }),
    row({ rater: "R2", patient: "P02", session: 1, r: -0.3 }),
  ],
};
const full = agreement as Agreement;
const order = (...args: [Parameters<typeof sortedSessions>[1], boolean]) =>
  sortedSessions(sessionRows(full), ...args).map((session) => `${session.patient} ${session.session}`);

describe("rows of the agreement page", () => {
  it("puts all raters together last", () => {
    expect(overallRows(full).map((line) => line.rater)).toEqual(["R1", "R2", null]);
  });

  it("does not repeat a single rater as all raters", () => {
    const single = { ...full, raters: ["R1"], correlations: [row({}), row({ rater: "R1" })] };
    expect(overallRows(single).map((line) => line.rater)).toEqual(["R1"]);
  });

  it("gives each session its raters, null for one who did not rate it", () => {
    expect(sessionRows(full).map((session) => session.byRater.map((rater) => rater?.r ?? null))).toEqual([
      [0.2, null],
      [null, null],
      [null, -0.3],
    ]);
  });

  it("begins with the first session of those with the most rows, not with an empty one", () => {
    const rows = [
      row({ patient: "P01", session: 1, ...none, n: 0 }),
      row({ patient: "P01", session: 2, n: 9 }),
      row({ patient: "P01", session: 3, n: 9 }),
    ];
    expect(fullestSession(sessionRows({ ...full, correlations: rows }))?.session).toBe(2);
    expect(fullestSession([])).toBeNull();
  });

  it("sorts by r with the undefined last both ways", () => {
    expect(order("r", false)).toEqual(["P01 1", "P02 1", "P01 2"]);
    expect(order("r", true)).toEqual(["P02 1", "P01 1", "P01 2"]);
    expect(order("n", false)).toEqual(["P01 2", "P02 1", "P01 1"]);
    expect(order(1, true)[0]).toBe("P02 1");
    expect(order("session", true)).toEqual(["P02 1", "P01 2", "P01 1"]);
  });
});
