import { describe, expect, it } from "vitest";
import type { Quality, Warning } from "../../../shared/contract/evidence.ts";
import {
  type QualityMinute,
  qualityFacts,
  signedDegrees,
  sortedWarnings,
  spanWords,
  usualPose,
  warningCount,
  warningTime,
} from "./quality-words.ts";

function minute(changes: Partial<QualityMinute> = {}): QualityMinute {
  return {
    minute: 1,
    nFrames: 1_500,
    nFaces: 1_500,
    coverage: 1,
    medianFaceHeight: 140,
    medianPose: [5, -3, 1],
    tracks: [1],
    otherFaces: 0,
    ...changes,
  };
}

function quality(changes: Partial<Quality> = {}): Quality {
  return {
    runId: 1,
    sessionId: 1,
    durationMs: 120_000,
    fromMs: 0,
    toMs: null,
    nFrames: 3_000,
    nFaces: 2_900,
    coverage: 2_900 / 3_000,
    medianFaceHeight: 139.6,
    uncertainShare: 0,
    tooSmallShare: 0,
    turnedShare: 0.02,
    gaps: 0,
    longestGapMs: 0,
    minutes: [minute()],
    warnings: [],
    verdict: { verdict: "open", reason: "", actor: null, decidedAt: null },
    ...changes,
  };
}

function warning(changes: Partial<Warning>): Warning {
  return { level: "warning", kind: "x", text: "", fromMs: null, toMs: null, ...changes };
}

const noteOf = (changes: Partial<Quality>, term: string): string | undefined =>
  qualityFacts(quality(changes)).find((fact) => fact.term === term)?.note;

describe("qualityFacts", () => {
  it("says the shares of faces that are too low for a certain result", () => {
    expect(noteOf({}, "Face height")).toBe("median; never under 60 px");
    expect(noteOf({ uncertainShare: 0.123 }, "Face height")).toBe("12.3% under 60 px");
    expect(noteOf({ uncertainShare: 0.123, tooSmallShare: 0.04 }, "Face height")).toBe(
      "4.0% under 40 px, not used",
    );
  });

  it("marks low coverage, and only that", () => {
    const doubtful = qualityFacts(quality({ coverage: 0.79 })).filter((fact) => fact.doubtful);
    expect(doubtful.map(({ term }) => term)).toEqual(["Face found"]);
  });

  it("has no pose without readings of the mesh", () => {
    const facts = qualityFacts(quality({ turnedShare: null, minutes: [minute({ medianPose: null })] }));
    expect(facts.find(({ term }) => term === "Head turned away")).toMatchObject({
      value: "–",
      note: "no readings of the mesh",
    });
  });
});

describe("usualPose", () => {
  it("is the median of the minutes that have one", () => {
    const minutes = [[10, 0, 0] as const, [20, 2, -4] as const, null, [90, 4, -2] as const].map((pose) =>
      minute({ medianPose: pose === null ? null : [...pose] }),
    );
    expect(usualPose(minutes)).toEqual([20, 2, -2]);
  });
});

describe("signedDegrees", () => {
  it("has a sign but at zero", () => {
    expect([12.4, -3.2, 0.2, -0.4].map(signedDegrees)).toEqual(["+12°", "−3°", "0°", "0°"]);
  });
});

describe("spanWords", () => {
  it("names a part of the recording", () => {
    expect(spanWords(quality())).toBe("all of 2:00");
    expect(spanWords(quality({ fromMs: 30_000 }))).toBe("0:30 – 2:00 of 2:00");
    expect(spanWords(quality({ toMs: 60_000 }))).toBe("0:00 – 1:00 of 2:00");
  });
});

describe("sortedWarnings", () => {
  it("puts warnings before notes, the whole session before its parts, early before late", () => {
    const sorted = sortedWarnings([
      warning({ level: "note", fromMs: 0, kind: "d" }),
      warning({ fromMs: 60_000, kind: "c" }),
      warning({ fromMs: 0, kind: "b" }),
      warning({ kind: "a" }),
    ]);
    expect(sorted.map(({ kind }) => kind)).toEqual(["a", "b", "c", "d"]);
  });
});

describe("words of warnings", () => {
  it("counts warnings and notes apart", () => {
    expect(warningCount([])).toBe("Nothing noticed");
    expect(warningCount([warning({}), warning({ level: "note" }), warning({ level: "note" })])).toBe(
      "1 warning, 2 notes",
    );
  });

  it("gives a time, a span, or none", () => {
    expect(warningTime(warning({}))).toBeNull();
    expect(warningTime(warning({ fromMs: 61_000 }))).toBe("1:01");
    expect(warningTime(warning({ fromMs: 61_000, toMs: 75_000 }))).toBe("1:01 – 1:15");
  });
});
