import { describe, expect, it } from "vitest";
import type { Track } from "../../shared/contract/evidence.ts";
import type { Run } from "../../shared/contract/traces.ts";
import { chosenReading, readingName, readingsOfRun } from "./readings.ts";

const RUN = {
  models: ["blazeface-back", "face-mesh", "fer2013-xception"].map((modelId) => ({ modelId, sha256: "" })),
} as unknown as Run;

const MEANS = { angry: 0, disgust: 0, fear: 0, happy: 0, sad: 0, surprise: 0, neutral: 1 };
const TRACKS = [
  { means: null },
  { means: { "fer2013-xception": MEANS, blend: MEANS } },
] as unknown as Track[];

describe("readingsOfRun", () => {
  it("takes the readings of the tracks, else the expression models", () => {
    expect(readingsOfRun(RUN, TRACKS)).toEqual(["fer2013-xception", "blend"]);
    expect(readingsOfRun(RUN, null)).toEqual(["fer2013-xception"]);
  });
});

describe("chosenReading", () => {
  it("prefers the asked one, then the study's, then the first that the run has", () => {
    expect(chosenReading(["a", "b"], "b", "a")).toBe("b");
    expect(chosenReading(["a", "b"], "gone", "b")).toBe("b");
    expect(chosenReading(["a", "b"], null, "other")).toBe("a");
    expect(chosenReading([], null, "other")).toBe("other");
  });
});

describe("readingName", () => {
  it("names calibrated readings and leaves unknown ids as they are", () => {
    expect(readingName("fer2013-xception-calibrated")).toBe("FER-2013 Xception, calibrated");
    expect(readingName("lab-model")).toBe("lab-model");
  });
});
