import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advance,
  type ClockState,
  changedSpeed,
  ended,
  goToMinute,
  initialClock,
  MINUTE_ENDS,
  play,
  SPEEDS,
  seek,
  selectedMinute,
  tick,
} from "./clock-rules.ts";

const playing = (change: Partial<ClockState> = {}): ClockState => ({
  ...initialClock(200_000, 4, "on"),
  playing: true,
  ...change,
});

describe("selected minute", () => {
  test("a minute begins with its first instant and ends before the next one's", () => {
    expect(selectedMinute(playing({ timeMs: 59_999.9 }))).toBe(1);
    expect(selectedMinute(playing({ timeMs: 60_000 }))).toBe(2);
  });

  test("a rest that is not offered counts to the last minute that is", () => {
    expect(selectedMinute({ ...initialClock(120_500, 2, "on"), timeMs: 120_400 })).toBe(2);
  });

  test("the end of a recording of whole minutes lies in its last minute", () => {
    const state = initialClock(120_000, 2, "on");
    expect(selectedMinute(seek(state, 120_000).state)).toBe(2);
  });
});

describe("playing", () => {
  test("runs on into the next minute", () => {
    const { state, seekMs } = tick(playing({ timeMs: 59_980 }), 60_020, false);
    expect(state.timeMs).toBe(60_020);
    expect(seekMs).toBeNull();
    expect(selectedMinute(state)).toBe(2);
  });

  test("keeps the instant that was sought while the frame on screen began before it", () => {
    const sought = seek(playing(), 60_000).state;
    expect(selectedMinute(tick(sought, 59_967, false).state)).toBe(2);
  });

  test("loops: the clock goes back to the minute's start and the video with it", () => {
    const { state, seekMs } = tick(playing({ timeMs: 119_990, minuteEnd: "loop" }), 120_010, true);
    expect(state.timeMs).toBe(60_000);
    expect(seekMs).toBe(60_000);
    expect(state.playing).toBe(true);
  });

  test("holds at the last instant of a minute that is still open, and goes on with the next", () => {
    const { state, seekMs } = tick(playing({ timeMs: 59_990 }), 60_010, true);
    expect(state).toMatchObject({ timeMs: 59_999, playing: false, held: true });
    expect(seekMs).toBe(59_999);
    expect(play(state).state).toMatchObject({ timeMs: 60_000, playing: true, held: false });
  });

  test("a held minute that gets its rating plays on; a paused one stays paused", () => {
    const held = tick(playing({ timeMs: 59_990 }), 60_010, true).state;
    expect(advance(held).state).toMatchObject({ timeMs: 60_000, playing: true });
    expect(advance(playing({ playing: false })).state).toMatchObject({ timeMs: 60_000, playing: false });
  });

  test("the last minute loops when the video ends, and plays again after the end", () => {
    const last = playing({ timeMs: 199_950 });
    expect(ended({ ...last, minuteEnd: "loop" }, false)).toMatchObject({ seekMs: 180_000 });
    const stopped = ended(last, false).state;
    expect(stopped).toMatchObject({ playing: false, timeMs: 199_999 });
    expect(play(stopped).state.timeMs).toBe(180_000);
  });

  test("after the last minute nothing follows", () => {
    const last = playing({ timeMs: 190_000 });
    expect(advance(last).state).toBe(last);
  });
});

test("a minute's number is brought into the session", () => {
  expect(goToMinute(playing(), 99).state.timeMs).toBe(180_000);
  expect(goToMinute(playing(), -3).state.timeMs).toBe(0);
});

test("speeds end at the slowest and the fastest", () => {
  expect(changedSpeed(0.5, -1)).toBe(SPEEDS[0]);
  expect(changedSpeed(2, 1)).toBe(SPEEDS.at(-1));
  expect(changedSpeed(1, 1)).toBe(1.25);
});

const recording = fc.integer({ min: 1_000, max: 400_000 }).chain((durationMs) =>
  fc.record({
    durationMs: fc.constant(durationMs),
    timeMs: fc.double({ min: 0, max: durationMs - 1, noNaN: true }),
    minuteEnd: fc.constantFrom(...MINUTE_ENDS),
    mediaMs: fc.double({ min: 0, max: durationMs + 100, noNaN: true }),
    mustHold: fc.boolean(),
  }),
);

test("no frame moves the clock out of a minute that loops or is held, nor out of the recording", () => {
  fc.assert(
    fc.property(recording, ({ durationMs, timeMs, minuteEnd, mediaMs, mustHold }) => {
      const minutes = Math.ceil(durationMs / 60_000);
      const before: ClockState = { ...initialClock(durationMs, minutes, minuteEnd), timeMs, playing: true };
      const { state } = tick(before, mediaMs, mustHold);
      expect(state.timeMs).toBeGreaterThanOrEqual(0);
      expect(state.timeMs).toBeLessThan(durationMs);
      if (minuteEnd === "loop" || mustHold) expect(selectedMinute(state)).toBe(selectedMinute(before));
    }),
  );
});
