import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CLOSEST_MS,
  following,
  isWhole,
  panned,
  shareOf,
  showSpan,
  spanMs,
  ticks,
  timeAtShare,
  wholeSession,
  zoomed,
} from "./view.ts";

const durationMs = 3_000_000;
const view = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([start, length]) =>
    showSpan(start * durationMs, start * durationMs + length * durationMs, durationMs),
  );

test("every zoom and pan stays within the session and never closer than the closest", () => {
  fc.assert(
    fc.property(
      view,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: -1e7, max: 1e7, noNaN: true }),
      (before, factor, delta) => {
        for (const after of [
          zoomed(before, durationMs, before.startMs + delta, factor),
          panned(before, durationMs, delta),
        ]) {
          expect(after.startMs).toBeGreaterThanOrEqual(0);
          expect(after.endMs).toBeLessThanOrEqual(durationMs + 1e-6);
          expect(spanMs(after)).toBeGreaterThanOrEqual(CLOSEST_MS - 1e-6);
        }
      },
    ),
  );
});

test("zooming in keeps the instant under the pointer in its place", () => {
  fc.assert(
    fc.property(view, fc.double({ min: 0, max: 1, noNaN: true }), (before, share) => {
      const anchor = timeAtShare(before, share);
      const after = zoomed(before, durationMs, anchor, 0.5);
      if (spanMs(after) < spanMs(before)) expect(shareOf(after, anchor)).toBeCloseTo(share, 6);
    }),
  );
});

test("zooming out ends at the whole session", () => {
  expect(isWhole(zoomed({ startMs: 60_000, endMs: 120_000 }, durationMs, 90_000, 1e6), durationMs)).toBe(
    true,
  );
});

test("a session shorter than the closest zoom is shown whole", () => {
  expect(zoomed(wholeSession(900), 900, 100, 0.5)).toEqual({ startMs: 0, endMs: 900 });
});

test("follows the clock by turning the page, and only when it has left", () => {
  const page = { startMs: 0, endMs: 60_000 };
  expect(following(page, durationMs, 59_999)).toBe(page);
  const turned = following(page, durationMs, 60_000);
  expect(turned).toEqual({ startMs: 57_000, endMs: 117_000 });
});

test("ticks are round and far enough apart", () => {
  const { stepMs, timesMs } = ticks(wholeSession(durationMs), 1_000, 70);
  expect(stepMs).toBe(300_000);
  expect(timesMs).toEqual(Array.from({ length: 11 }, (_, index) => index * 300_000));
  expect(ticks({ startMs: 1_234, endMs: 3_234 }, 1_000, 70).timesMs[0]).toBe(1_400);
});
