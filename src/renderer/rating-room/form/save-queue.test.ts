import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { type RatingValue, ratingState, UNRATED } from "../../../shared/ceas/rating.ts";
import type { MinuteRating, RatingChange, RatingSheet } from "../../../shared/contract/ratings.ts";
import { openConflict, type RatingStore, SaveQueue, type SaveTrouble, shownValue } from "./save-queue.ts";

class Conflict extends Error {}

/** A store in memory that behaves like the core: versions, conflicts, undo. */
class MemoryStore implements RatingStore {
  readonly minutes = new Map<number, MinuteRating>();
  readonly log: { minute: number; value: RatingValue }[] = [];
  readonly history: { minute: number; before: RatingValue }[] = [];
  failures: (Error | null)[] = [];
  running = 0;
  mostAtOnce = 0;

  put(minute: number, value: RatingValue): MinuteRating {
    const version = (this.minutes.get(minute)?.version ?? 0) + 1;
    const recordedAt = new Date(Date.UTC(2026, 0, 1) + this.log.length * 1000).toISOString();
    const rating = { minute, value, state: ratingState(value), version, recordedAt };
    this.minutes.set(minute, rating);
    this.log.push({ minute, value });
    return rating;
  }

  async sheet(): Promise<RatingSheet> {
    return {
      rater: "R1",
      minutes: [...this.minutes.values()],
      canUndo: this.history.length > 0,
      canRedo: false,
    };
  }

  async save({
    minute,
    value,
    basedOn,
  }: {
    minute: number;
    value: RatingValue;
    basedOn: number;
  }): Promise<RatingChange> {
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.running -= 1;
    const failure = this.failures.shift() ?? null;
    if (failure) throw failure;
    if ((this.minutes.get(minute)?.version ?? 0) !== basedOn) throw new Conflict("changed elsewhere");
    this.history.push({ minute, before: this.minutes.get(minute)?.value ?? UNRATED });
    return { changed: this.put(minute, value), canUndo: true, canRedo: false };
  }

  async undo(): Promise<RatingChange> {
    const last = this.history.pop();
    if (!last) return { changed: null, canUndo: false, canRedo: false };
    return { changed: this.put(last.minute, last.before), canUndo: this.history.length > 0, canRedo: true };
  }

  async redo(): Promise<RatingChange> {
    throw new Error("disk full");
  }
}

const explain = (error: unknown): SaveTrouble => ({
  kind: error instanceof Conflict ? "conflict" : "failed",
  what: error instanceof Error ? error.message : "",
  remedy: null,
});

const rated = (arousal: 3 | 4 | 5): RatingValue => ({ arousal, emotion: "joy", notRatable: null, note: "" });

let store: MemoryStore;
let queue: SaveQueue;
beforeEach(async () => {
  store = new MemoryStore();
  queue = new SaveQueue(store, await store.sheet(), explain);
});

describe("saving", () => {
  test("shows a change at once and stores it with its time", async () => {
    queue.save(1, rated(5));
    expect(queue.valueOf(1)).toEqual(rated(5));
    expect(queue.ratings()).toMatchObject({ pending: 1, canUndo: true, savedAt: null });
    await queue.settled();
    expect(store.minutes.get(1)).toMatchObject({ value: rated(5), version: 1 });
    expect(queue.ratings()).toMatchObject({ pending: 0, savedAt: "2026-01-01T00:00:00.000Z" });
    expect(queue.ratings().unsaved.size).toBe(0);
  });

  test("keeps every change, in order, one call at a time, each based on the one before", async () => {
    const changes = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(3 as const, 4 as const, 5 as const)),
      {
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const memory = new MemoryStore();
        const saving = new SaveQueue(memory, await memory.sheet(), explain);
        for (const [minute, arousal] of list) saving.save(minute, rated(arousal));
        await saving.settled();
        expect(memory.log).toEqual(list.map(([minute, arousal]) => ({ minute, value: rated(arousal) })));
        expect(memory.mostAtOnce).toBeLessThanOrEqual(1);
        expect(saving.ratings().unsaved.size).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a change that could not be stored", () => {
  test("stays on the form, marked, while later ones go on; trying again stores it", async () => {
    store.failures = [new Error("disk full")];
    queue.save(1, rated(5));
    queue.save(2, rated(4));
    await queue.settled();
    expect(queue.valueOf(1)).toEqual(rated(5));
    expect(queue.ratings().unsaved.get(1)?.trouble).toEqual({
      kind: "failed",
      what: "disk full",
      remedy: null,
    });
    expect(store.minutes.get(2)?.value).toEqual(rated(4));

    queue.retryAll();
    await queue.settled();
    expect(store.minutes.get(1)?.value).toEqual(rated(5));
    expect(queue.ratings().unsaved.size).toBe(0);
  });

  test("is replaced by a newer value of its minute that already waits", async () => {
    store.failures = [new Error("disk full")];
    queue.save(1, rated(4));
    queue.save(1, rated(5));
    await queue.settled();
    expect(store.log).toEqual([{ minute: 1, value: rated(5) }]);
    expect(queue.ratings().unsaved.size).toBe(0);
  });

  test("is what undo gives up first", async () => {
    queue.save(1, rated(3));
    store.failures = [null, new Error("disk full")];
    queue.save(2, rated(4));
    expect(await queue.undo()).toBe(2);
    expect(queue.valueOf(2)).toEqual(UNRATED);
    expect(queue.valueOf(1)).toEqual(rated(3));
    expect(await queue.undo()).toBe(1);
    expect(queue.valueOf(1)).toEqual(UNRATED);
  });
});

describe("a conflict with another window", () => {
  beforeEach(async () => {
    store.put(1, rated(3));
    queue.save(1, rated(5));
    queue.save(1, { ...rated(5), emotion: "fear" });
    await queue.settled();
  });

  test("keeps the own entry on the form beside what is stored, and stores nothing over it", () => {
    expect(store.minutes.get(1)?.value).toEqual(rated(3));
    expect(queue.ratings().stored.get(1)?.value).toEqual(rated(3));
    expect(queue.valueOf(1).emotion).toBe("fear");
    expect(openConflict(queue.ratings())).toBe(1);
  });

  test("stays undecided whatever is entered next: only the own entry changes", async () => {
    queue.save(1, { ...rated(4), note: "mine" });
    await queue.settled();
    expect(store.minutes.get(1)?.value).toEqual(rated(3));
    expect(queue.ratings().unsaved.get(1)).toMatchObject({
      value: { arousal: 4, note: "mine" },
      trouble: { kind: "conflict" },
    });
    queue.retry(1);
    await queue.settled();
    expect(store.minutes.get(1)?.value).toEqual({ ...rated(4), note: "mine" });
    expect(queue.ratings().unsaved.size).toBe(0);
  });

  test("is asked again when the choice came before the other value could be shown", async () => {
    const opened = new SaveQueue(
      store,
      { rater: "R1", minutes: [], canUndo: false, canRedo: false },
      explain,
    );
    opened.save(1, rated(5));
    opened.save(1, { ...rated(5), emotion: "fear" });
    const stop = opened.subscribe(() => {
      if (openConflict(opened.ratings()) !== null) {
        stop();
        opened.retry(1);
      }
    });
    await opened.settled();
    // The quick choice was queued meanwhile.
    await opened.settled();
    expect(store.log).toHaveLength(1);
    expect(openConflict(opened.ratings())).toBe(1);
    opened.retry(1);
    await opened.settled();
    expect(store.log.map(({ value }) => value.emotion)).toEqual(["joy", "fear"]);
  });

  test("can be decided for the own entry", async () => {
    queue.retry(1);
    await queue.settled();
    expect(store.minutes.get(1)?.value.emotion).toBe("fear");
  });

  test("can be decided for the other one", () => {
    queue.discard(1);
    expect(openConflict(queue.ratings())).toBeNull();
    expect(queue.valueOf(1)).toEqual(rated(3));
  });

  test("is not decided by trying everything again", async () => {
    queue.retryAll();
    await queue.settled();
    expect(store.minutes.get(1)?.value).toEqual(rated(3));
  });
});

describe("asking the store again", () => {
  const nothingOpen = (): boolean => false;

  test("shows what another window stored, and builds on it", async () => {
    store.put(1, rated(3));
    await queue.refresh(nothingOpen);
    expect(queue.valueOf(1)).toEqual(rated(3));
    queue.save(1, rated(5));
    await queue.settled();
    expect(store.minutes.get(1)).toMatchObject({ value: rated(5), version: 2 });
  });

  test("leaves the minute that is worked on to a conflict", async () => {
    store.put(1, rated(3));
    await queue.refresh((minute) => minute === 1);
    expect(queue.valueOf(1)).toEqual(UNRATED);
    queue.save(1, rated(5));
    await queue.settled();
    expect(openConflict(queue.ratings())).toBe(1);
  });

  test("does not let a change that waits slip over what it did not know", async () => {
    store.failures = [new Error("disk full")];
    queue.save(1, rated(5));
    await queue.settled();
    store.put(1, rated(3));
    await queue.refresh(nothingOpen);
    queue.retryAll();
    await queue.settled();
    expect(store.minutes.get(1)?.value).toEqual(rated(3));
    expect(openConflict(queue.ratings())).toBe(1);
  });
});

describe("undo", () => {
  test("waits for changes that are on their way and names the minute", async () => {
    queue.save(1, rated(5));
    queue.save(2, rated(4));
    expect(await queue.undo()).toBe(2);
    expect(queue.valueOf(2)).toEqual(UNRATED);
    expect(queue.ratings()).toMatchObject({ canUndo: true, canRedo: true });
  });

  test("a change after it is based on what it left", async () => {
    queue.save(1, rated(5));
    const undone = queue.undo();
    queue.save(1, rated(3));
    await undone;
    await queue.settled();
    expect(store.minutes.get(1)).toMatchObject({ value: rated(3), version: 3 });
  });

  test("says why it did not work", async () => {
    expect(await queue.redo()).toBeNull();
    expect(queue.ratings().trouble).toMatchObject({ what: "disk full" });
  });
});

test("the newest time of the sheet is the time of saving", async () => {
  store.put(1, rated(3));
  store.put(2, rated(4));
  const opened = new SaveQueue(store, await store.sheet(), explain);
  expect(opened.ratings().savedAt).toBe("2026-01-01T00:00:01.000Z");
  expect(shownValue(opened.ratings(), 2)).toEqual(rated(4));
});
