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

class Conflict extends Error {}

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
      sheet: async () => ({ rater: "R1", minutes: [...stored.values()], canUndo: false, canRedo: false }),
      save: async ({ minute, value, basedOn }) => {
        if ((stored.get(minute)?.version ?? 0) !== basedOn) throw new Conflict();
        return put(minute, value);
      },
      undo: async () => undone.pop()?.() ?? { changed: null, canUndo: false, canRedo: false },
      redo: async () => ({ changed: null, canUndo: false, canRedo: false }),
    },
    { rater: "R1", minutes: [], canUndo: false, canRedo: false },
    (error) => ({ kind: error instanceof Conflict ? "conflict" : "failed", what: "", remedy: null }),
  );
  desk = new RatingDesk(clock, queue);
});
afterEach(() => vi.useRealTimers());

/** `keys` are letters and digits, or the names of several keys. */
function type(keys: string | readonly string[]): void {
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
    else if (action?.kind === "confirm") desk.rate({ kind: "confirm" });
    else if (action?.kind === "cancel") desk.rate({ kind: "cancel" });
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

describe("a minute that another window has stored since", () => {
  const other: RatingValue = { arousal: 7, emotion: "anger", notRatable: null, note: "" };
  beforeEach(() => void put(1, other));

  const state = () => ({
    minute: clock.minute(),
    mine: queue.ratings().unsaved.get(1)?.value ?? null,
    there: stored.get(1)?.value,
  });

  test.each([
    ["slowly", ["3", "s"], { arousal: 3, emotion: "sadness" }],
    ["in one go", ["3s"], { arousal: 3, emotion: "sadness" }],
    ["slowly, by Enter", ["2", ["Enter"]], { arousal: 2, emotion: null }],
    ["in one go, by Enter", [["2", "Enter"]], { arousal: 2, emotion: null }],
  ])("keeps what was typed %s as the rater's own, and waits for the choice", async (_how, parts, mine) => {
    for (const part of parts) {
      type(part);
      await queue.settled();
    }
    expect(state()).toMatchObject({ minute: 1, mine, there: other });
  });

  test("takes Enter for the own entry and Esc for the other one", async () => {
    type("3s");
    await queue.settled();
    type(["Enter"]);
    await queue.settled();
    expect(state()).toMatchObject({ minute: 1, mine: null, there: { arousal: 3, emotion: "sadness" } });

    put(1, other);
    type("4");
    await queue.settled();
    type(["j", "Escape"]);
    await queue.settled();
    expect(state()).toEqual({ minute: 1, mine: null, there: other });
    expect(queue.valueOf(1)).toEqual(other);
  });

  test("does not take keys that were meant for the next minute, and is shown after it", async () => {
    type("3s5");
    await queue.settled();
    expect(state()).toMatchObject({ minute: 2, mine: { arousal: 3 } });
    type("j");
    await queue.settled();
    expect(stored.get(2)?.value).toMatchObject({ arousal: 5, emotion: "joy" });
    expect(state()).toMatchObject({ minute: 1, mine: { arousal: 3, emotion: "sadness" }, there: other });
  });

  test("holds playback until the choice is made", async () => {
    clock.setMinuteEnd("on");
    type("3s");
    await queue.settled();
    clock.play();
    clock.frameShown(60_010);
    expect(clock.state()).toMatchObject({ playing: false, held: true });
  });

  test("is not changed under an entry by asking the store again", async () => {
    type("3");
    await queue.settled();
    desk.keepStored(1);
    type("6");
    await queue.settled();
    put(1, { ...other, arousal: 4 });
    await queue.refresh((minute) => desk.worksOn(minute));
    type("f");
    await queue.settled();
    expect(state()).toMatchObject({ mine: { arousal: 6, emotion: "fear" }, there: { arousal: 4 } });
  });
});

describe("where the room begins", () => {
  test("at the first minute that misses its rating", () => {
    type("5s4j");
    clock.goToMinute(1);
    desk.begin();
    expect(clock.minute()).toBe(3);
  });

  test("at the first minute when all are rated, or where one has gone already", () => {
    clock.goToMinute(2);
    desk.begin();
    expect(clock.minute()).toBe(2);
    clock.goToMinute(1);
    type("22222222");
    clock.goToMinute(1);
    desk.begin();
    expect(clock.minute()).toBe(1);
  });
});

test("a note counts as unsaved until its last letter is stored", async () => {
  expect(desk.unsavedNote()).toBeNull();
  desk.writeNote("voice");
  expect(desk.unsavedNote()).toBe(1);
  desk.storeNote();
  expect(desk.unsavedNote()).toBe(1);
  await queue.settled();
  expect(desk.unsavedNote()).toBeNull();
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

test("without an open minute the room stays and says so", () => {
  type("22222222");
  clock.goToMinute(2);
  desk.goToNextOpen();
  expect(clock.minute()).toBe(2);
  expect(desk.state().refusal).toEqual({ minute: 2, text: "No minute is open: all are rated." });
});
