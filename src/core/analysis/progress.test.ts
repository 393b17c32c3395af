import { describe, expect, it } from "vitest";
import { Progress } from "./progress.ts";

describe("progress", () => {
  it("counts the pace of this attempt only and tells the time left", () => {
    let now = 1_000;
    const progress = new Progress(() => now);
    expect(progress.framesPerSecond()).toBeNull();
    progress.start(3_000);
    expect(progress.remainingMs(9_000)).toBeNull();
    now += 10_000;
    progress.advance(5_000);
    expect(progress.framesPerSecond()).toBe(200);
    expect(progress.remainingMs(9_000)).toBe(20_000);
    expect(progress.remainingMs(0)).toBeNull();
  });
});
