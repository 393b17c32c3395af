import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RatingValue, UNRATED } from "../../../shared/ceas/rating.ts";
import { ratableMinuteCount } from "../../../shared/time.ts";
import { cellName, gridCells, nextOpenMinute } from "./grid-geometry.ts";

const rated: RatingValue = { arousal: 4, emotion: "joy", notRatable: null, note: "" };

describe("cells", () => {
  test("a last minute that is cut short is as narrow as it is short", () => {
    const cells = gridCells(200_000, 4);
    expect(cells.map(({ width }) => Math.round(width * 1000))).toEqual([300, 300, 300, 100]);
    expect(cells.map(({ partial }) => partial)).toEqual([false, false, false, true]);
  });

  test("touch each other and stay on the session's time axis", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8_000_000 }), (durationMs) => {
        let edge = 0;
        for (const { left, width } of gridCells(durationMs, ratableMinuteCount(durationMs))) {
          expect(left).toBeCloseTo(edge, 9);
          edge = left + width;
        }
        expect(edge).toBeLessThanOrEqual(1 + 1e-9);
        expect((1 - edge) * durationMs).toBeLessThan(1_000);
      }),
    );
  });

  test("there are none without a recording", () => {
    expect(gridCells(0, 0)).toEqual([]);
  });
});

describe("names", () => {
  test("say number, state and value", () => {
    expect(cellName(3, rated, null)).toBe("Minute 3, rated, arousal 4, joy");
    expect(cellName(4, UNRATED, null)).toBe("Minute 4, unrated");
    expect(cellName(4, { ...UNRATED, notRatable: "unspecified" }, null)).toBe(
      "Minute 4, not ratable, no reason given",
    );
    expect(cellName(5, { ...UNRATED, arousal: 5 }, "not saved")).toBe(
      "Minute 5, incomplete, arousal 5, not saved",
    );
    expect(cellName(6, { ...UNRATED, notRatable: "off-camera", note: "x" }, null)).toBe(
      "Minute 6, not ratable, off camera, note",
    );
  });
});

describe("next minute without a rating", () => {
  const values = new Map([
    [1, rated],
    [2, { ...UNRATED, arousal: 5 as const }],
    [3, rated],
  ]);
  const ratingOf = (minute: number): RatingValue => values.get(minute) ?? rated;

  test("finds incomplete minutes, also before this one", () => {
    expect(nextOpenMinute(4, 1, ratingOf)).toBe(2);
    expect(nextOpenMinute(4, 3, ratingOf)).toBe(2);
    expect(nextOpenMinute(4, 2, ratingOf)).toBe(2);
  });

  test("is none when all are rated", () => {
    expect(nextOpenMinute(4, 1, () => rated)).toBeNull();
  });
});
