import { describe, expect, it } from "vitest";
import type { Track } from "../../../shared/contract/evidence.ts";
import { orderedTracks, reasonWords } from "./track-words.ts";

function track(id: number, role: Track["role"], firstMs: number): Track {
  return {
    track: id,
    role,
    firstMs,
    lastMs: firstMs + 1_000,
    nFrames: 25,
    medianHeight: 100,
    place: { x: 0, y: 0, width: 10, height: 10 },
    reason: null,
    means: null,
  };
}

describe("orderedTracks", () => {
  it("puts the client first and keeps the order of time", () => {
    const tracks = [
      track(1, "dropped", 0),
      track(2, "client", 900),
      track(3, "other", 5),
      track(4, "client", 7),
    ];
    expect(orderedTracks(tracks).map((each) => each.track)).toEqual([4, 2, 3, 1]);
  });
});

describe("reasonWords", () => {
  it("explains known reasons and passes words on", () => {
    expect(reasonWords("still-picture")).toContain("never moved");
    expect(reasonWords("A poster on the wall.")).toBe("A poster on the wall.");
    expect(reasonWords(null)).toBe("");
  });
});
