import { describe, expect, it } from "vitest";
import { minutesStillToRate } from "./minutes-to-rate.ts";

const session = {
  minutes: 5,
  ratings: [
    { rater: "R1", rated: 2, notRatable: 1, incomplete: 2 },
    { rater: "R2", rated: 5, notRatable: 1, incomplete: 0 },
  ],
};

describe("minutesStillToRate", () => {
  it("counts not ratable minutes as done, those without their emotion not", () => {
    expect(minutesStillToRate(session, "R1")).toEqual({ rated: 3, left: 2 });
  });

  it("knows a rater who has rated nothing", () => {
    expect(minutesStillToRate(session, "R3")).toEqual({ rated: 0, left: 5 });
  });

  it("has nothing left where more was rated than the video has, or where there is no video", () => {
    expect(minutesStillToRate(session, "R2").left).toBe(0);
    expect(minutesStillToRate({ minutes: 0, ratings: [] }, "R1").left).toBe(0);
  });
});
