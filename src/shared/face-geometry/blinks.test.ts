import { describe, expect, it } from "vitest";
import { findBlinks } from "./blinks.ts";

/** Openings at a rate: 0.3, or 0.18 from and until the given times in ms. */
function series(seconds: number, rate: number, closed: readonly (readonly [number, number])[]) {
  const times = Array.from({ length: seconds * rate }, (_, i) => (i * 1000) / rate);
  const openings = times.map((time) => (closed.some(([from, to]) => time >= from && time < to) ? 0.18 : 0.3));
  return { times, openings };
}

describe("findBlinks", () => {
  it("counts closures of 50 to 500 ms", () => {
    const { times, openings } = series(30, 25, [
      [2000, 2040], // one frame: 40 ms
      [5000, 5120],
      [9000, 9480],
      [15_000, 15_600], // closed eyes
    ]);
    const { blinks, perMinute, reason, observedMs } = findBlinks(times, openings);
    expect(blinks.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [5000, 5120],
      [9000, 9480],
    ]);
    expect(blinks[0]?.depth).toBeCloseTo(0.6);
    expect(observedMs).toBeCloseTo(29_960);
    expect(perMinute).toBeCloseTo((2 * 60_000) / 29_960);
    expect(reason).toBeNull();
  });

  it("follows slow changes of the opening", () => {
    const { times, openings } = series(30, 25, [[20_000, 20_200]]);
    const wide = openings.map((opening, i) => ((times[i] ?? 0) < 15_000 ? opening : opening * 1.4));
    // 0.18 x 1.4 is 84% of 0.3, but 60% of what is usual by then.
    expect(findBlinks(times, wide).blinks.length).toBe(1);
  });

  it("gives no rate when samples are too far apart for blinks", () => {
    const { times, openings } = series(60, 5, [[5000, 5400]]);
    const report = findBlinks(times, openings);
    expect(report.blinks).toEqual([]);
    expect(report.perMinute).toBeNull();
    expect(report.reason).toContain("every 200 ms");
  });

  it("gives no rate for a few seconds, or without eyes", () => {
    const short = series(8, 25, [[5000, 5120]]);
    expect(findBlinks(short.times, short.openings)).toMatchObject({
      perMinute: null,
      reason: "The eyes were in view for 7 s; a rate needs 10 s.",
    });
    expect(findBlinks([0, 40, 80], [Number.NaN, Number.NaN, Number.NaN])).toMatchObject({
      perMinute: null,
      reason: "No eyes were measured.",
    });
  });

  it("leaves out closures that begin or end while the face is lost", () => {
    const { times, openings } = series(30, 25, [
      [5000, 5200],
      [9000, 9200],
    ]);
    const seen = openings.map((opening, i) => {
      const time = times[i] ?? 0;
      return (time >= 4000 && time < 5000) || (time >= 9200 && time < 9600) ? Number.NaN : opening;
    });
    const { blinks, observedMs } = findBlinks(times, seen);
    expect(blinks).toEqual([]);
    expect(observedMs).toBeLessThan(29_000);
  });
});
