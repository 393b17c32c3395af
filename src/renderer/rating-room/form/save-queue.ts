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

/** What one sees of a minute: what was entered last, stored or not. A conflict shows what the store has. */
export function shownValue(ratings: SavedRatings, minute: number): RatingValue {
  const unsaved = ratings.unsaved.get(minute);
  if (unsaved && unsaved.trouble?.kind !== "conflict") return unsaved.value;
  return ratings.stored.get(minute)?.value ?? UNRATED;
}

function newest(minutes: Iterable<MinuteRating>): string | null {
  let latest: string | null = null;
  for (const { recordedAt } of minutes) if (latest === null || recordedAt > latest) latest = recordedAt;
  return latest;
}

/**
 * Stores changes strictly one after the other, in the order in which they were made, and shows them at once. A
 * change that could not be stored stays, marked, until it is tried again, replaced or given up; nothing that was
 * entered is dropped without a word.
 */
export class SaveQueue {
  #ratings: SavedRatings;
  #tail: Promise<void> = Promise.resolve();
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

  save(minute: number, value: RatingValue): void {
    const entered: UnsavedMinute = { value, trouble: null };
    this.#become({
      unsaved: withEntry(this.#ratings.unsaved, minute, entered),
      canUndo: true,
      canRedo: false,
    });
    this.#queue(() => this.#storeOne(minute, entered));
  }

  /** Tries a change again that was not stored; a conflict is decided for this window's entry. */
  retry(minute: number): void {
    const unsaved = this.#ratings.unsaved.get(minute);
    if (unsaved?.trouble) this.save(minute, unsaved.value);
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

  async #storeOne(minute: number, entered: UnsavedMinute): Promise<void> {
    // Given up while it waited, or marked by a conflict: then its value is the one that is marked.
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
      this.#mark(minute, trouble);
      if (trouble.kind === "conflict") await this.#reload();
    }
  }

  /** Marks the newest value of a minute as not stored; it is the last entry to be undone. */
  #mark(minute: number, trouble: SaveTrouble): void {
    const value = this.#ratings.unsaved.get(minute)?.value;
    if (value === undefined) return;
    this.#become({ unsaved: withEntry(without(this.#ratings.unsaved, minute), minute, { value, trouble }) });
  }

  async #reload(): Promise<void> {
    try {
      const sheet = await this.#store.sheet();
      this.#become({
        stored: new Map(sheet.minutes.map((rating) => [rating.minute, rating])),
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
