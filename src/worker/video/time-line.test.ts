import { AV_NOPTS_VALUE } from "node-av/constants";
import { describe, expect, it } from "vitest";
import { FrameClock } from "./frame-clock.ts";
import { createTimeLine } from "./time-line.ts";

describe("createTimeLine", () => {
  it("counts milliseconds without accumulating anything", () => {
    const line = createTimeLine({ num: 1, den: 12_288 }, 0n, 0n);
    expect(line.toMs(512n * 3600n)).toBe(150_000);
    expect(line.toMs(512n)).toBeCloseTo(41.6667, 4);
  });

  it("starts at the container's start, which sound may set before the first picture", () => {
    const line = createTimeLine({ num: 1, den: 1000 }, 1_080n, 1_000_000n);
    expect(line.toMs(1_080n)).toBe(80);
  });

  it("is exactly 0 at the first picture when that starts the file, though the container's start is rounded", () => {
    // 1/3 s in units of 1/90000 is 30000; in microseconds it is rounded.
    const line = createTimeLine({ num: 1, den: 90_000 }, 30_000n, 333_333n);
    expect(line.toMs(30_000n)).toBe(0);
  });

  it("starts at the stream's first picture when the container states no start", () => {
    const line = createTimeLine({ num: 1, den: 1000 }, 500n, AV_NOPTS_VALUE);
    expect(line.toMs(700n)).toBe(200);
  });

  it("gives NaN for no time stamp and finds the way back from milliseconds", () => {
    const line = createTimeLine({ num: 1, den: 90_000 }, 9000n, 100_000n);
    expect(line.toMs(AV_NOPTS_VALUE)).toBeNaN();
    expect(line.toMs(line.toTimeStamp(2500))).toBeCloseTo(2500, 1);
  });
});

describe("FrameClock", () => {
  const line = createTimeLine({ num: 1, den: 1000 }, 0n, 0n);
  const stamps = (best: bigint, duration = 40n) => ({
    pts: AV_NOPTS_VALUE,
    bestEffortTimestamp: best,
    duration,
  });

  it("takes the stated time", () => {
    const clock = new FrameClock(line, 33);
    expect([clock.timeOf(stamps(0n)), clock.timeOf(stamps(95n))]).toEqual([0, 95]);
    expect(clock.derived).toBe(false);
  });

  it("lets a frame without a time follow the one before, by its duration or the usual interval", () => {
    const clock = new FrameClock(line, 33);
    const times = [stamps(100n), stamps(AV_NOPTS_VALUE, 0n), stamps(AV_NOPTS_VALUE), stamps(300n)].map(
      (frame) => clock.timeOf(frame),
    );
    expect(times).toEqual([100, 140, 173, 300]);
    expect(clock.derived).toBe(true);
  });
});
