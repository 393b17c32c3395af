import { describe, expect, it } from "vitest";
import { type ActionUnit, AUS } from "./action-unit-table.ts";
import {
  ACTION_UNIT_EMOTIONS,
  EMOTION_ACTION_UNITS,
  emotionsFromActionUnits,
} from "./emotions-from-action-units.ts";

const values = (shown: Partial<Record<ActionUnit, number>>): number[] => AUS.map((au) => shown[au] ?? 0);

describe("emotionsFromActionUnits", () => {
  it("is the mean of an emotion's units", () => {
    const emotions = emotionsFromActionUnits(values({ 6: 0.6, 12: 0.9, 25: 0.3 }));
    expect(emotions?.happiness).toBeCloseTo(0.6);
    expect(emotions?.contempt).toBeCloseTo(0.5);
    expect(emotions?.surprise).toBeCloseTo(0.06);
    expect(emotions?.sadness).toBe(0);
  });

  it("uses each unit of the table alike", () => {
    for (const emotion of ACTION_UNIT_EMOTIONS) {
      const units = EMOTION_ACTION_UNITS[emotion];
      const all = emotionsFromActionUnits(values(Object.fromEntries(units.map((au) => [au, 1]))));
      expect(all?.[emotion], emotion).toBeCloseTo(1);
    }
  });

  it("gives nothing where values are missing", () => {
    expect(emotionsFromActionUnits(null)).toBeNull();
    expect(emotionsFromActionUnits(values({ 4: Number.NaN }))).toBeNull();
    expect(emotionsFromActionUnits([0, 0, 0])).toBeNull();
  });
});
