import { describe, expect, it } from "vitest";
import { counted, formatBytes, formatMoment, formatRemaining, formatShare } from "./format.ts";

describe("formatShare", () => {
  it("reads 100% only for a full share", () => {
    expect(formatShare(1)).toBe("100%");
    expect(formatShare(0.9999)).toBe("99.9%");
  });
  it("does not lose a tenth to binary fractions", () => {
    expect(formatShare(0.29)).toBe("29.0%");
    expect(formatShare(0.984)).toBe("98.4%");
    expect(formatShare(0)).toBe("0.0%");
  });
});

describe("formatRemaining", () => {
  it("is as coarse as the estimate", () => {
    expect(formatRemaining(1_000)).toBe("under a minute left");
    expect(formatRemaining(12 * 60_000 + 4_000)).toBe("12 min left");
    expect(formatRemaining(3_600_000)).toBe("1 h left");
    expect(formatRemaining(7_500_000)).toBe("2 h 5 min left");
  });
  it("counts 59 minutes and a half as an hour", () => {
    expect(formatRemaining(59.6 * 60_000)).toBe("1 h left");
  });
});

describe("formatMoment", () => {
  const now = new Date(2026, 0, 31, 18, 0);
  it("names today", () => {
    expect(formatMoment(new Date(2026, 0, 31, 9, 5).toISOString(), now)).toBe("today 09:05");
  });
  it("names another day by its date", () => {
    expect(formatMoment(new Date(2025, 11, 1, 23, 59).toISOString(), now)).toBe("2025-12-01 23:59");
  });
});

describe("counted and formatBytes", () => {
  it("agrees in number", () => {
    expect(counted(1, "session")).toBe("1 session");
    expect(counted(4_800, "frame")).toBe("4,800 frames");
    expect(counted(2, "study", "studies")).toBe("2 studies");
  });
  it("never says that a file is empty when it is not", () => {
    expect(formatBytes(12)).toBe("1 kB");
    expect(formatBytes(1_500_000)).toBe("1.5 MB");
    expect(formatBytes(2_340_000_000)).toBe("2.34 GB");
  });
});
