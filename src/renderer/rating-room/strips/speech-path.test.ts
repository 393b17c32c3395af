import { expect, test } from "vitest";
import { speechPath } from "./speech-path.ts";

test("draws the stretches that are in view, and those that reach into it", () => {
  const segments = [
    { startMs: 0, endMs: 100 },
    { startMs: 150, endMs: 250 },
    { startMs: 400, endMs: 500 },
  ];
  expect(speechPath(segments, { startMs: 200, endMs: 400 })).toBe("M150 0H250V1H150Z");
  expect(speechPath([], { startMs: 0, endMs: 400 })).toBe("");
});
