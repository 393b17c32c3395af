import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type RatingValue, ratingState } from "../../../shared/ceas/rating.ts";
import type { MinuteRating, RatingChange } from "../../../shared/contract/ratings.ts";
import { Clock, type VideoEngine } from "../clock/clock.ts";
import { actionOf, type KeyPress } from "../keys/keys.ts";
import { NOTE_PAUSE_MS, RatingDesk } from "./rating-desk.ts";
import { SaveQueue } from "./save-queue.ts";

const stored = new Map<number, MinuteRating>();
const undone: (() => RatingChange)[] = [];

function put(minute: number, value: RatingValue): RatingChange {
  const version = (stored.get(minute)?.version ?? 0) + 1;
  const rating = {
    minute,
    value,
    state: ratingState(value),
    version,
    recordedAt: "2026-01-01T00:00:00.000Z",
  };
  stored.set(minute, rating);
  return { changed: rating, canUndo: true, canRedo: false };
}

const engine: VideoEngine = { seek: vi.fn(), play: async () => undefined, pause: vi.fn(), setSpeed: vi.fn() };

let clock: Clock;
let queue: SaveQueue;
let desk: RatingDesk;

beforeEach(() => {
  vi.useFakeTimers();
  stored.clear();
  undone.length = 0;
  clock = new Clock({ durationMs: 200_000, minutes: 4, frameRate: 25 }, "stop");
  clock.attach(engine);
  queue = new SaveQueue(
    {
      sheet: () => Promise.reject(new Error("not asked for")),
      save: async ({ minute, value }) => put(minute, value),
      undo: async () => undone.pop()?.() ?? { changed: null, canUndo: false, canRedo: false },
      redo: async () => ({ changed: null, canUndo: false, canRedo: false }),
    },
    { rater: "R1", minutes: [], canUndo: false, canRedo: false },
    () => ({ kind: "failed", what: "", remedy: null }),
  );
  desk = new RatingDesk(clock, queue);
});
afterEach(() => vi.useRealTimers());

function type(keys: string): void {
  for (const key of keys) {
    const press = {
      key,
      code: "",
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      repeat: false,
    };
    const action = actionOf({
      ...press,
      isComposing: false,
      getModifierState: () => false,
    } satisfies KeyPress);
    if (action?.kind === "level") desk.rate({ ...action, typed: true });
    else if (action?.kind === "emotion") desk.rate(action);
    else if (action?.kind === "not-ratable") desk.rate({ kind: "not-ratable" });
  }
}

test("keys typed in one go arrive as the minutes that they mean", async () => {
  type("5s4j22n1");
  await queue.settled();
  expect(
    [...stored.values()].map(({ minute, value }) => [minute, value.arousal, value.emotion, value.notRatable]),
  ).toEqual([
    [1, 5, "sadness", null],
    [2, 4, "joy", null],
    [3, 2, null, null],
    [4, null, null, "off-camera"],
  ]);
  expect(clock.minute()).toBe(4);
});

describe("playback at the end of a minute", () => {
  test("waits for the rating and goes on by itself with the next minute", () => {
    clock.play();
    clock.frameShown(60_010);
    expect(clock.state()).toMatchObject({ playing: false, held: true });
    type("5s");
    expect(clock.state()).toMatchObject({ playing: true, timeMs: 60_000 });
  });

  test("runs on when the minute is rated already", () => {
    type("5s");
    clock.goToMinute(1);
    clock.play();
    clock.frameShown(60_010);
    expect(clock.state()).toMatchObject({ playing: true, timeMs: 60_010 });
  });

  test("never separates a digit from its letter, even when playing on", async () => {
    clock.setMinuteEnd("on");
    clock.play();
    type("5");
    clock.frameShown(60_010);
    type("s");
    await queue.settled();
    expect(stored.get(1)?.value).toMatchObject({ arousal: 5, emotion: "sadness" });
    expect(stored.has(2)).toBe(false);
    expect(clock.state()).toMatchObject({ playing: true, timeMs: 60_000 });
  });
});

describe("a note", () => {
  test("is stored a moment after its last key, as one change", async () => {
    desk.writeNote("voice");
    vi.advanceTimersByTime(NOTE_PAUSE_MS - 1);
    desk.writeNote("voice trembles");
    vi.advanceTimersByTime(NOTE_PAUSE_MS - 1);
    expect(queue.ratings().pending).toBe(0);
    vi.advanceTimersByTime(1);
    await queue.settled();
    expect(stored.get(1)).toMatchObject({ value: { note: "voice trembles", arousal: null }, version: 1 });
  });

  test("goes to the minute in which it was begun", async () => {
    desk.writeNote("first minute");
    clock.goToMinute(3);
    desk.storeNote();
    await queue.settled();
    expect(stored.get(1)?.value.note).toBe("first minute");
    expect(stored.has(3)).toBe(false);
  });

  test("is kept by a rating that follows at once", async () => {
    desk.writeNote("sighs");
    type("5s");
    await queue.settled();
    expect(stored.get(1)?.value).toEqual({ arousal: 5, emotion: "sadness", notRatable: null, note: "sighs" });
  });

  test("holds the minute while it is written", () => {
    clock.setMinuteEnd("on");
    clock.play();
    desk.setWriting(true);
    clock.frameShown(60_010);
    expect(clock.minute()).toBe(1);
  });
});

test("undo shows the minute that changed", async () => {
  type("5s");
  undone.push(() => put(1, { arousal: 5, emotion: null, notRatable: null, note: "" }));
  await desk.undo();
  expect(clock.minute()).toBe(1);
  expect(queue.valueOf(1)).toMatchObject({ arousal: 5, emotion: null });
});

test("the next open minute is found past the end", () => {
  type("5s4j");
  clock.goToMinute(4);
  type("22");
  desk.goToNextOpen();
  expect(clock.minute()).toBe(3);
});
