import { describe, expect, it } from "vitest";
import type { MinuteStatistics, Quality } from "../../../shared/contract/evidence.ts";
import type { MachineMinute } from "../../../shared/contract/traces.ts";
import { formatProbability, formatSeconds, formatUsed, summaryRows } from "./summary-rows.ts";

const QUALITY = {
  minutes: [
    { minute: 1, coverage: 0.9 },
    { minute: 2, coverage: 0 },
  ],
} as unknown as Quality;

const STATS = { median: 0.2, p90: 0.5, maximum: 0.9, msAbove: 1_250, bursts: 3 };
const MEANS = [
  { minute: 1, means: { happy: 0.3 }, nonspecific: 0.6, nUsed: 1_400, nUncertain: 20 },
  { minute: 2, means: null, nonspecific: null, nUsed: 0, nUncertain: 0 },
] as unknown as MachineMinute[];
const STATISTICS = [
  { minute: 1, expressions: { happy: STATS }, nonspecific: { ...STATS, median: 0.55 } },
  { minute: 2, expressions: null, nonspecific: null },
] as unknown as MinuteStatistics[];

describe("summaryRows", () => {
  it("joins mean and statistics of one curve", () => {
    expect(summaryRows(QUALITY, MEANS, STATISTICS, "happy")[0]).toMatchObject({
      mean: 0.3,
      median: 0.2,
      bursts: 3,
    });
    expect(summaryRows(QUALITY, MEANS, STATISTICS, "nonspecific")[0]).toMatchObject({
      mean: 0.6,
      median: 0.55,
    });
  });

  it("says how many frames are uncertain, where some are", () => {
    const [some, none] = summaryRows(QUALITY, MEANS, STATISTICS, "happy").map(formatUsed);
    expect([some, none]).toEqual(["▲ 1,400, 20 uncertain", "0"]);
  });

  it("keeps minutes without a face, without values", () => {
    expect(summaryRows(QUALITY, MEANS, STATISTICS, "happy")[1]).toEqual({
      minute: 2,
      coverage: 0,
      nUsed: 0,
      nUncertain: 0,
      mean: null,
      median: null,
      p90: null,
      maximum: null,
      msAbove: null,
      bursts: null,
    });
  });

  it("has rows before means and statistics are there", () => {
    expect(summaryRows(QUALITY, [], [], "happy")).toHaveLength(2);
  });
});

describe("numbers", () => {
  it("have fixed decimals, and a dash for none", () => {
    expect([formatProbability(0.12345), formatProbability(null)]).toEqual(["0.123", "–"]);
    expect([formatSeconds(1_250), formatSeconds(null)]).toEqual(["1.3 s", "–"]);
  });
});
