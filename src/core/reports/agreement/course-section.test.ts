import { describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import type { RatingRow } from "../report-tables.ts";
import { agreementRows } from "./agreement-rows.ts";
import { correlationRows } from "./correlation-rows.ts";
import { sessionsToShow } from "./course-section.ts";

describe("sessions whose course is drawn", async () => {
  const golden = await goldenReportTables();
  const lines = (keep: (rating: RatingRow) => boolean) =>
    correlationRows(agreementRows({ ...golden, ratings: golden.ratings.filter(keep) }));
  const chosenOf = (keep: (rating: RatingRow) => boolean) => sessionsToShow(lines(keep)).chosen;

  it("are all of them in a small study, those without an r included", () => {
    const chosen = chosenOf(({ patient, minute }) => patient === "P01" && minute <= 2);
    expect(chosen.map(({ session, r }) => [session, r])).toEqual([
      [1, null],
      [2, null],
    ]);
  });

  it("are both ends and the middle of a large one, never the best alone", () => {
    const all = lines(() => true)
      .filter((row) => row.rater === null && row.session !== null)
      .map((row) => row.r ?? 0)
      .sort((a, b) => a - b);
    expect(chosenOf(() => true).map(({ r }) => r)).toEqual([all[0], all[30], all[59]]);
  });

  it("are none where no session of a large study has an r", () => {
    expect(chosenOf(({ minute }) => minute === 1)).toEqual([]);
  });
});
