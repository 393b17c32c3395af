import { describe, expect, it } from "vitest";
import type { Still } from "../../../shared/contract/evidence.ts";
import {
  fitted,
  nearestStill,
  sheetGrid,
  sheetMinutes,
  stillInterval,
  withTrackChanges,
} from "./sheet-rows.ts";

const BOX = { x: 10, y: 10, width: 50, height: 60 };

function still(timeMs: number, track: number | null): Still {
  return {
    frame: timeMs / 40,
    timeMs,
    region: { x: 0, y: 0, width: 160, height: 120 },
    box: track === null ? null : BOX,
    track,
    others: [],
    width: 160,
    height: 120,
  };
}

const STILLS = [still(0, 1), still(4_000, null), still(59_999, 1), still(60_000, 2), still(64_000, 2)];
const ENTRIES = withTrackChanges(STILLS);

describe("withTrackChanges", () => {
  it("compares with the last face, over stills without one", () => {
    expect(ENTRIES.map(({ trackChanged }) => trackChanged)).toEqual([false, false, false, true, false]);
  });

  it("takes the first face for no change", () => {
    expect(withTrackChanges([still(0, null), still(1, 3)]).some(({ trackChanged }) => trackChanged)).toBe(
      false,
    );
  });
});

describe("sheetMinutes", () => {
  it("groups by the minute that an instant lies in", () => {
    expect(sheetMinutes(ENTRIES, "all", null).map(({ minute, stills }) => [minute, stills.length])).toEqual([
      [1, 3],
      [2, 2],
    ]);
  });

  it("shows only stills without a face, and no empty minute", () => {
    const shown = sheetMinutes(ENTRIES, "no-face", null);
    expect(shown.map(({ minute }) => minute)).toEqual([1]);
    expect(shown[0]?.stills.map((entry) => entry.still.timeMs)).toEqual([4_000]);
  });

  it("shows only changes of track, and only one minute", () => {
    expect(sheetMinutes(ENTRIES, "track-changed", null)[0]?.stills[0]?.still.timeMs).toBe(60_000);
    expect(sheetMinutes(ENTRIES, "track-changed", 1)).toEqual([]);
    expect(sheetMinutes(ENTRIES, "all", 2)[0]?.stills).toHaveLength(2);
  });
});

describe("nearestStill", () => {
  it("finds the nearest in either direction, and none without stills", () => {
    expect(nearestStill(STILLS, 3_000)).toBe(1);
    expect(nearestStill(STILLS, 1_000_000)).toBe(4);
    expect(nearestStill([], 5)).toBe(-1);
  });
});

describe("stillInterval", () => {
  it("is the most common distance in frames", () => {
    expect(stillInterval([still(0, 1), still(4_000, 1), still(8_000, 1), still(9_000, 1)])).toBe(100);
    expect(stillInterval([still(0, 1)])).toBeNull();
  });
});

describe("fitted", () => {
  it("keeps the proportions and touches the frame", () => {
    expect(fitted({ width: 160, height: 120 }, { width: 100, height: 100 })).toEqual({
      width: 100,
      height: 75,
    });
    expect(fitted({ width: 50, height: 100 }, { width: 100, height: 100 })).toEqual({
      width: 50,
      height: 100,
    });
  });

  it("fills the frame for a picture without a size", () => {
    expect(fitted({ width: 0, height: 0 }, { width: 8, height: 6 })).toEqual({ width: 8, height: 6 });
  });
});

describe("sheetGrid", () => {
  const minutesOf = (count: number) =>
    sheetMinutes(withTrackChanges(Array.from({ length: count }, (_, index) => still(index, 1))), "all", null);

  it("fills the line", () => {
    expect(sheetGrid(1_000, 92, 8, minutesOf(30))).toEqual({ columns: 10, size: { width: 92, height: 69 } });
    expect(sheetGrid(1_090, 92, 8, minutesOf(30)).size.width).toBe(101);
  });

  it("makes stills a little narrower where a whole minute then stands in one line", () => {
    expect(sheetGrid(1_000, 92, 8, minutesOf(11)).columns).toBe(11);
    expect(sheetGrid(1_000, 92, 8, minutesOf(12)).columns).toBe(10);
  });

  it("takes the proportions that most stills have", () => {
    const wide = { ...still(0, null), width: 160, height: 90 };
    const square = [1, 2].map((timeMs) => ({ ...still(timeMs, 1), width: 90, height: 90 }));
    const { size } = sheetGrid(1_000, 92, 8, sheetMinutes(withTrackChanges([wide, ...square]), "all", null));
    expect(size.height).toBe(size.width);
  });

  it("has one column where there is no room", () => {
    expect(sheetGrid(0, 100, 8, []).columns).toBe(1);
  });
});
