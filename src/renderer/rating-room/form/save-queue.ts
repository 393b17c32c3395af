import { type RatingValue, UNRATED } from "../../../shared/ceas/rating.ts";
import type { MinuteRating, RatingChange, RatingSheet } from "../../../shared/contract/ratings.ts";

/** The core's ratings of one session and rater, as the queue needs them. */
export interface RatingStore {
  sheet(): Promise<RatingSheet>;
  save(input: { minute: number; value: RatingValue; basedOn: number }): Promise<RatingChange>;
  undo(): Promise<RatingChange>;
  redo(): Promise<RatingChange>;
}

/** Why a change was not stored, in words. A conflict: another window stored this minute since. */
export interface SaveTrouble {
  readonly kind: "failed" | "conflict";
  readonly what: string;
  readonly remedy: string | null;
}

/** A change that is not in the store yet. */
export interface UnsavedMinute {
  readonly value: RatingValue;
  /** Null while it waits for its turn. */
  readonly trouble: SaveTrouble | null;
}

export interface SavedRatings {
  readonly stored: ReadonlyMap<number, MinuteRating>;
  readonly unsaved: ReadonlyMap<number, UnsavedMinute>;
  /** Calls that wait or run. */
  readonly pending: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Why the last undo, redo or reload did not work; null when it did. */
  readonly trouble: SaveTrouble | null;
  /** When the newest change was stored; null before the first. */
  readonly savedAt: string | null;
}

/** What one sees of a minute: what the rater entered last, stored or not. */
export function shownValue(ratings: SavedRatings, minute: number): RatingValue {
  return ratings.unsaved.get(minute)?.value ?? ratings.stored.get(minute)?.value ?? UNRATED;
}

/** The first minute on which the rater has to choose between the own entry and another window's; null for none. */
export function openConflict(ratings: SavedRatings): number | null {
  for (const [minute, { trouble }] of ratings.unsaved) if (trouble?.kind === "conflict") return minute;
  return null;
}

/** True while the text of a minute's note is not the one that is stored. */
export function noteUnsaved(ratings: SavedRatings, minute: number): boolean {
  const unsaved = ratings.unsaved.get(minute);
  return unsaved !== undefined && unsaved.value.note !== (ratings.stored.get(minute)?.value.note ?? "");
}

function newest(minutes: Iterable<MinuteRating>): string | null {
  let latest: string | null = null;
  for (const { recordedAt } of minutes) if (latest === null || recordedAt > latest) latest = recordedAt;
  return latest;
}

/**
 * Stores changes strictly one after the other, in the order in which they were made, and shows them at once. A
 * change that could not be stored stays, marked, until it is tried again, replaced or given up; nothing that was
 * entered is dropped without a word. After a conflict with another window the entry stays the rater's own: it can
 * be changed further, but nothing of the minute is stored until the rater has chosen by `retry` or `discard`.
 */
export class SaveQueue {
  #ratings: SavedRatings;
  #tail: Promise<void> = Promise.resolve();
  /** Conflicts of each minute so far: a change that waited through one is not stored on its own any more. */
  readonly #conflicts = new Map<number, number>();
  readonly #store: RatingStore;
  readonly #explain: (error: unknown) => SaveTrouble;
  readonly #listeners = new Set<() => void>();

  constructor(store: RatingStore, sheet: RatingSheet, explain: (error: unknown) => SaveTrouble) {
    this.#store = store;
    this.#explain = explain;
    this.#ratings = {
      stored: new Map(sheet.minutes.map((rating) => [rating.minute, rating])),
      unsaved: new Map(),
      pending: 0,
      canUndo: sheet.canUndo,
      canRedo: sheet.canRedo,
      trouble: null,
      savedAt: newest(sheet.minutes),
    };
  }

  readonly ratings = (): SavedRatings => this.#ratings;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  valueOf(minute: number): RatingValue {
    return shownValue(this.#ratings, minute);
  }

  /** Stores a value; while a conflict of the minute is open it only changes the own entry. */
  save(minute: number, value: RatingValue): void {
    const trouble = this.#ratings.unsaved.get(minute)?.trouble;
    if (trouble?.kind === "conflict") {
      this.#become({ unsaved: withEntry(this.#ratings.unsaved, minute, { value, trouble }) });
      return;
    }
    this.#enqueue(minute, value);
  }

  /** Tries a change again that was not stored; a conflict is decided for this window's entry. */
  retry(minute: number): void {
    const unsaved = this.#ratings.unsaved.get(minute);
    if (unsaved?.trouble) this.#enqueue(minute, unsaved.value);
  }

  retryAll(): void {
    for (const [minute, { trouble }] of this.#ratings.unsaved)
      if (trouble?.kind === "failed") this.retry(minute);
  }

  /** Gives up a change that was not stored. */
  discard(minute: number): void {
    if (this.#ratings.unsaved.get(minute)?.trouble) {
      this.#become({ unsaved: without(this.#ratings.unsaved, minute) });
    }
  }

  /**
   * Takes back the last change, after all changes before it were stored. A change that could not be stored is the
   * last one: it is given up. Resolves with the minute that changed, or null.
   */
  undo(): Promise<number | null> {
    return this.#step(() => this.#store.undo(), true);
  }

  redo(): Promise<number | null> {
    return this.#step(() => this.#store.redo(), false);
  }

  /**
   * Asks the store again, so that a window that was left for a while shows what others have stored since. Not while
   * changes wait. Minutes that are being worked on keep what they were based on: a change elsewhere then comes up
   * as a conflict instead of slipping under the rater's keys.
   */
  refresh(worksOn: (minute: number) => boolean): Promise<void> {
    if (this.#ratings.pending === 0) {
      const keeps = (minute: number): boolean => worksOn(minute) || this.#waits(minute);
      this.#tail = this.#tail.then(() => this.#reload(keeps));
    }
    return this.#tail;
  }

  /** Settles when everything that was asked for so far has been tried. */
  settled(): Promise<void> {
    return this.#tail;
  }

  #step(call: () => Promise<RatingChange>, giveUpFailed: boolean): Promise<number | null> {
    const { promise, resolve } = Promise.withResolvers<number | null>();
    this.#queue(async () => {
      const failed = [...this.#ratings.unsaved].findLast(([, { trouble }]) => trouble !== null);
      if (giveUpFailed && failed) {
        this.discard(failed[0]);
        resolve(failed[0]);
        return;
      }
      try {
        const change = await call();
        this.#take(change);
        resolve(change.changed?.minute ?? null);
      } catch (error) {
        this.#become({ trouble: this.#explain(error) });
        resolve(null);
      }
    });
    return promise;
  }

  #enqueue(minute: number, value: RatingValue): void {
    const entered: UnsavedMinute = { value, trouble: null };
    const conflicts = this.#conflicts.get(minute) ?? 0;
    this.#become({
      unsaved: withEntry(this.#ratings.unsaved, minute, entered),
      canUndo: true,
      canRedo: false,
    });
    this.#queue(async () => {
      if ((this.#conflicts.get(minute) ?? 0) === conflicts) await this.#storeOne(minute, entered);
    });
  }

  async #storeOne(minute: number, entered: UnsavedMinute): Promise<void> {
    // Given up while it waited.
    const current = this.#ratings.unsaved.get(minute);
    if (current === undefined || current.trouble !== null) return;
    try {
      const basedOn = this.#ratings.stored.get(minute)?.version ?? 0;
      this.#take(await this.#store.save({ minute, value: entered.value, basedOn }));
      if (this.#ratings.unsaved.get(minute) === entered) {
        this.#become({ unsaved: without(this.#ratings.unsaved, minute) });
      }
    } catch (error) {
      const trouble = this.#explain(error);
      // A newer value of this minute waits and says all that this one said. After a conflict it must not be
      // stored over what the other window has put there.
      if (trouble.kind === "failed" && this.#ratings.unsaved.get(minute) !== entered) return;
      if (trouble.kind === "conflict") {
        this.#conflicts.set(minute, (this.#conflicts.get(minute) ?? 0) + 1);
        this.#mark(minute, trouble);
        await this.#reload((each) => this.#waits(each));
        return;
      }
      this.#mark(minute, trouble);
    }
  }

  /** Marks the newest value of a minute as not stored; it is the last entry to be undone. */
  #mark(minute: number, trouble: SaveTrouble): void {
    const value = this.#ratings.unsaved.get(minute)?.value;
    if (value === undefined) return;
    this.#become({ unsaved: withEntry(without(this.#ratings.unsaved, minute), minute, { value, trouble }) });
  }

  /** True for a minute with a change that will be stored on its own, now or when it is tried again. */
  #waits(minute: number): boolean {
    const unsaved = this.#ratings.unsaved.get(minute);
    return unsaved !== undefined && unsaved.trouble?.kind !== "conflict";
  }

  /** Takes what the store has, except for minutes whose next change must still be checked against what was here. */
  async #reload(keeps: (minute: number) => boolean): Promise<void> {
    try {
      const sheet = await this.#store.sheet();
      const before = [...this.#ratings.stored.values()].filter(({ minute }) => keeps(minute));
      const news = sheet.minutes.filter(({ minute }) => !keeps(minute));
      this.#become({
        stored: new Map([...news, ...before].map((rating) => [rating.minute, rating])),
        trouble: null,
        canUndo: sheet.canUndo,
        canRedo: sheet.canRedo,
        savedAt: newest(sheet.minutes),
      });
    } catch (error) {
      this.#become({ trouble: this.#explain(error) });
    }
  }

  #take({ changed, canUndo, canRedo }: RatingChange): void {
    this.#become({
      canUndo,
      canRedo,
      trouble: null,
      ...(changed && {
        stored: withEntry(this.#ratings.stored, changed.minute, changed),
        savedAt: changed.recordedAt,
      }),
    });
  }

  #queue(task: () => Promise<void>): void {
    this.#become({ pending: this.#ratings.pending + 1 });
    this.#tail = this.#tail.then(task).finally(() => this.#become({ pending: this.#ratings.pending - 1 }));
  }

  #become(change: Partial<SavedRatings>): void {
    this.#ratings = { ...this.#ratings, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function withEntry<Value>(
  map: ReadonlyMap<number, Value>,
  key: number,
  value: Value,
): ReadonlyMap<number, Value> {
  return new Map(map).set(key, value);
}

function without<Value>(map: ReadonlyMap<number, Value>, key: number): ReadonlyMap<number, Value> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
