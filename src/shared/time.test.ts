import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatClock,
  isPartialMinute,
  minuteAt,
  minuteCount,
  minuteEndMs,
  minuteStartMs,
  parseClock,
  ratableMinuteCount,
} from "./time.ts";

describe("minutes", () => {
  it("covers [60(m-1), 60m) s: every instant lies in exactly the minute whose bounds enclose it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), (ms) => {
        const minute = minuteAt(ms);
        expect(minuteStartMs(minute)).toBeLessThanOrEqual(ms);
        expect(ms).toBeLessThan(minuteStartMs(minute + 1));
      }),
    );
  });

  it("counts a started minute and none for an empty recording", () => {
    expect([0, 1, 60_000, 60_001, 200_000].map(minuteCount)).toEqual([0, 1, 1, 2, 4]);
  });

  it("does not offer a last minute of less than a second for rating, except when it is the only one", () => {
    expect([500, 60_000, 60_800, 61_000, 200_000].map(ratableMinuteCount)).toEqual([1, 1, 1, 2, 4]);
  });

  it("ends the last minute where the recording ends", () => {
    expect(minuteEndMs(4, 200_000)).toBe(200_000);
    expect(isPartialMinute(4, 200_000)).toBe(true);
    expect(isPartialMinute(3, 200_000)).toBe(false);
  });
});

describe("formatClock", () => {
  it("rounds down and never wraps hours", () => {
    expect(formatClock(863_480, { withMilliseconds: true })).toBe("14:23.480");
    expect(formatClock(59_999)).toBe("0:59");
    expect(formatClock(41 * 3_600_000 + 49 * 60_000 + 5_000)).toBe("41:49:05");
  });
});

describe("parseClock", () => {
  it.each([
    ["0", 0],
    [" 870 ", 870_000],
    ["12.5", 12_500],
    ["14:30", 870_000],
    ["0:00.040", 40],
    ["90:00", 5_400_000],
    ["1:02:30", 3_750_000],
  ])("reads %j as %d ms", (text, ms) => {
    expect(parseClock(text)).toBe(ms);
  });

  it.each([
    "",
    " ",
    "soon",
    "-5",
    "1:",
    ":30",
    "1:60",
    "1:75:00",
    "1:2:3:4",
    "1,5",
    "12.3456",
    "99999999999",
  ])("refuses %j", (text) => {
    expect(parseClock(text)).toBeNull();
  });

  it("reads what formatClock writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 * 3_600_000 }), (ms) => {
        expect(parseClock(formatClock(ms, { withMilliseconds: true }))).toBe(ms);
      }),
    );
  });
});
