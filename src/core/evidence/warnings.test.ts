import { describe, expect, it } from "vitest";
import type { QualityFacts, TrackStretch } from "./quality-facts.ts";
import {
  coverageDrops,
  droppedPictures,
  fileNotices,
  longGaps,
  lowCoverage,
  lowFrameRate,
  lowMinutes,
  oneExpression,
  otherPeople,
  partialSpan,
  qualityWarnings,
  severalTracks,
  smallFaces,
  turnedHead,
} from "./warnings.ts";

const GOOD: QualityFacts = {
  durationMs: 180_000,
  fromMs: 0,
  toMs: null,
  nFrames: 4500,
  nFaces: 4400,
  coverage: 4400 / 4500,
  uncertainShare: 0,
  tooSmallShare: 0,
  turnedShare: 0.1,
  minutes: [1, 2, 3].map((minute) => minuteWith(minute, 0.98)),
  gaps: [],
  stretches: [],
  droppedPictures: [],
  strongest: [{ modelId: "a", expression: "neutral", share: 0.6, frames: 4400 }],
  frameRate: 25,
  notices: [],
};

function minuteWith(
  minute: number,
  coverage: number | null,
  otherFaces = 0,
): QualityFacts["minutes"][number] {
  return {
    minute,
    nFrames: 1500,
    nFaces: Math.round(1500 * (coverage ?? 0)),
    coverage,
    medianFaceHeight: 100,
    medianPose: null,
    tracks: [1],
    otherFaces,
  };
}

const withMinutes = (...coverages: (number | null)[]): QualityFacts => ({
  ...GOOD,
  minutes: coverages.map((coverage, at) => minuteWith(at + 1, coverage)),
});

describe("qualityWarnings", () => {
  it("has nothing to say about a good run", () => {
    expect(qualityWarnings(GOOD)).toEqual([]);
  });

  it("ends with the video where the last minute is cut short", () => {
    const minutes = [minuteWith(1, 1), minuteWith(2, 1, 1)];
    expect(qualityWarnings({ ...GOOD, minutes, durationMs: 70_000 })[0]).toMatchObject({ toMs: 70_000 });
  });

  it("puts warnings before notes", () => {
    const facts = { ...GOOD, frameRate: 10, notices: ["It ends early."], uncertainShare: 0.2 };
    expect(qualityWarnings(facts).map(({ level, kind }) => [level, kind])).toEqual([
      ["warning", "low-frame-rate"],
      ["note", "small-face"],
      ["note", "file"],
    ]);
  });
});

describe("coverage", () => {
  it("below 80% is a warning, at 80% it is not", () => {
    expect(lowCoverage({ ...GOOD, coverage: 0.8 })).toEqual([]);
    expect(lowCoverage({ ...GOOD, coverage: 0.79 })).toEqual([
      expect.objectContaining({ kind: "low-coverage", level: "warning" }),
    ]);
    expect(lowCoverage({ ...GOOD, coverage: 0.62 })[0]?.text).toContain("62%");
  });

  it("of nothing is told as no face, or no picture", () => {
    expect(lowCoverage({ ...GOOD, nFaces: 0, coverage: 0 })[0]?.kind).toBe("no-face");
    expect(lowCoverage({ ...GOOD, nFrames: 0, nFaces: 0, coverage: 0 })[0]?.kind).toBe("no-frames");
    // One finding is enough.
    expect(lowMinutes({ ...withMinutes(0, 0, 0), nFaces: 0 })).toEqual([]);
  });

  it("of minutes below half is told with its place, neighbours together, gaps in the recording not at all", () => {
    const found = lowMinutes(withMinutes(0.9, 0.49, 0.1, 0.5, null, 0));
    expect(found.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [60_000, 180_000],
      [300_000, 360_000],
    ]);
    expect(found.map(({ text }) => text)).toEqual([
      "Minutes 2 to 3 have a face in less than half of the frames. Their means rest on few frames.",
      "Minute 6 has a face in less than half of the frames. Its means rest on few frames.",
    ]);
  });

  it("that falls by 30 points is told, unless the minute is told for being low", () => {
    const found = coverageDrops(withMinutes(0.98, 0.95, 0.6, 0.55, 0.9, 0.4));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: "coverage-drop", level: "note", fromMs: 120_000 });
    expect(found[0]?.text).toContain("95% in minute 2 to 60% in minute 3");
  });
});

describe("gaps", () => {
  it("of ten seconds and more are told, the longest by its place", () => {
    expect(longGaps({ ...GOOD, gaps: [{ fromMs: 0, toMs: 9999 }] })).toEqual([]);
    const [found] = longGaps({
      ...GOOD,
      gaps: [
        { fromMs: 5000, toMs: 15_000 },
        { fromMs: 61_000, toMs: 83_400 },
      ],
    });
    expect(found).toMatchObject({ kind: "long-gap", fromMs: 61_000, toMs: 83_400 });
    expect(found?.text).toBe("2 times for 10 s or longer, at most for 22 s from 1:01 on, no face was found.");
  });
});

describe("the face", () => {
  it("that is small is a note, a warning when it mostly is, and said plainly when it is not used", () => {
    expect(smallFaces({ ...GOOD, uncertainShare: 0.1 })).toEqual([]);
    expect(smallFaces({ ...GOOD, uncertainShare: 0.3 })[0]).toMatchObject({
      level: "note",
      kind: "small-face",
    });
    expect(smallFaces({ ...GOOD, uncertainShare: 0.6 })[0]?.level).toBe("warning");
    const found = smallFaces({ ...GOOD, uncertainShare: 0.6, tooSmallShare: 0.4 });
    expect(found.map(({ kind }) => kind)).toEqual(["too-small-face"]);
    expect(found[0]?.text).toContain("40%");
  });

  it("that is turned away in a quarter of the readings is a warning", () => {
    expect(turnedHead({ ...GOOD, turnedShare: null })).toEqual([]);
    expect(turnedHead({ ...GOOD, turnedShare: 0.25 })).toEqual([]);
    expect(turnedHead({ ...GOOD, turnedShare: 0.4 })[0]?.kind).toBe("turned-head");
  });

  it("that is taken up again is a note; elsewhere it is a warning with its place", () => {
    const stretch = (track: number, firstMs: number, x: number): TrackStretch => {
      const box = { x, y: 100, width: 80, height: 100 };
      return { track, firstMs, lastMs: firstMs + 1000, firstBox: box, lastBox: box };
    };
    expect(severalTracks({ ...GOOD, stretches: [stretch(1, 0, 100)] })).toEqual([]);
    const found = severalTracks({
      ...GOOD,
      stretches: [stretch(1, 0, 100), stretch(2, 3000, 290), stretch(5, 8000, 500)],
    });
    expect(found.map(({ level, kind, fromMs, toMs }) => [level, kind, fromMs, toMs])).toEqual([
      ["note", "several-tracks", null, null],
      ["warning", "client-elsewhere", 4000, 8000],
    ]);
    expect(found[0]?.text).toContain("2 times");
    const jumping = Array.from({ length: 9 }, (_, at) => stretch(at + 1, at * 2000, (at % 2) * 500));
    const many = severalTracks({ ...GOOD, stretches: jumping }).filter(
      ({ kind }) => kind === "client-elsewhere",
    );
    expect(many).toHaveLength(6);
    expect(many.at(-1)?.text).toContain("3 more times");
  });
});

describe("who and what else is in view", () => {
  it("tells of other people, with the span in which they are", () => {
    expect(otherPeople(GOOD)).toEqual([]);
    const minutes = [minuteWith(1, 1), minuteWith(2, 1, 1), minuteWith(3, 1), minuteWith(4, 1, 2)];
    expect(otherPeople({ ...GOOD, minutes })[0]).toMatchObject({ fromMs: 60_000, toMs: 240_000 });
    expect(otherPeople({ ...GOOD, minutes })[0]?.text).toContain(
      "Other faces are in view in 2 minutes, from minute 2 to minute 4.",
    );
  });

  it("tells of pictures that were given up, together", () => {
    const box = { x: 100, y: 50, width: 40, height: 60 };
    const [found] = droppedPictures({ ...GOOD, droppedPictures: [{ timeMs: 2000, box }] });
    expect(found).toMatchObject({ kind: "dropped-picture", fromMs: 2000 });
    expect(found?.text).toContain("given up (at 120, 80 in the picture)");
    const twice = { ...GOOD, droppedPictures: [2000, 9000].map((timeMs) => ({ timeMs, box })) };
    expect(droppedPictures(twice)).toEqual([expect.objectContaining({ fromMs: 2000 })]);
    expect(droppedPictures(twice)[0]?.text).toContain("2 times (first at 120, 80 in the picture)");
  });
});

describe("a network that says the same in more than 90% of the frames", () => {
  const saying = (expression: "angry" | "neutral", share: number, frames = 1000): QualityFacts => ({
    ...GOOD,
    strongest: [{ modelId: "a", expression, share, frames }],
  });

  it("may have collapsed", () => {
    expect(oneExpression(saying("angry", 0.9))).toEqual([]);
    const [found] = oneExpression(saying("angry", 0.97));
    expect(found).toMatchObject({ kind: "one-expression", level: "warning" });
    expect(found?.text).toContain("a reads angry in 97% of the frames: the model may have collapsed");
  });

  it("is only noted when it says neutral, and not judged by few frames", () => {
    expect(oneExpression(saying("neutral", 0.95))[0]?.level).toBe("note");
    expect(oneExpression(saying("angry", 1, 249))).toEqual([]);
  });
});

describe("the recording", () => {
  it("with fewer than 15 frames a second is a warning", () => {
    expect(lowFrameRate({ ...GOOD, frameRate: 15 })).toEqual([]);
    // Times rounded to the microsecond.
    expect(lowFrameRate({ ...GOOD, frameRate: 1000 / 66.667 })).toEqual([]);
    expect(lowFrameRate({ ...GOOD, frameRate: null })).toEqual([]);
    expect(lowFrameRate({ ...GOOD, frameRate: 12.5 })[0]?.text).toContain("12.5 frames a second");
  });

  it("is described by the notices of its analysis", () => {
    expect(fileNotices({ ...GOOD, notices: ["It ends early."] })).toEqual([
      { level: "note", kind: "file", text: "It ends early.", fromMs: null, toMs: null },
    ]);
  });

  it("that was analysed in part says which", () => {
    expect(partialSpan({ ...GOOD, toMs: 180_000 })).toEqual([]);
    expect(partialSpan({ ...GOOD, fromMs: 60_000, toMs: 90_000 })[0]?.text).toBe(
      "Only 1:00 to 1:30 of 3:00 was analysed.",
    );
  });
});
