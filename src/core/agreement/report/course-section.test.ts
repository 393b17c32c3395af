import { describe, expect, it } from "vitest";
import { goldenAgreementInput } from "../../../../test/golden/golden-agreement-input.ts";
import { computeAgreement } from "../compute-agreement.ts";
import { sessionsToShow } from "./course-section.ts";

const golden = goldenAgreementInput();
const chosenOf = (keep: (rating: (typeof golden.ratings)[number]) => boolean) =>
  sessionsToShow(computeAgreement({ ...golden, ratings: golden.ratings.filter(keep) })).chosen;

describe("sessions whose course is drawn", () => {
  it("are all of them in a small study, those without an r included", () => {
    const chosen = chosenOf(({ patient, minute }) => patient === "P01" && minute <= 2);
    expect(chosen.map(({ session, r }) => [session, r])).toEqual([
      [1, null],
      [2, null],
    ]);
  });

  it("are both ends and the middle of a large one, never the best alone", () => {
    const all = computeAgreement(golden)
      .correlations.filter((row) => row.rater === null && row.session !== null)
      .map((row) => row.r ?? 0)
      .sort((a, b) => a - b);
    expect(chosenOf(() => true).map(({ r }) => r)).toEqual([all[0], all[30], all[59]]);
  });

  it("are none where no session of a large study has an r", () => {
    expect(chosenOf(({ minute }) => minute === 1)).toEqual([]);
  });
});
