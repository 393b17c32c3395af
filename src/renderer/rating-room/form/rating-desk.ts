import { ratingState } from "../../../shared/ceas/rating.ts";
import type { Clock } from "../clock/clock.ts";
import { nextOpenMinute } from "../strips/grid-geometry.ts";
import { type Entry, enter, type RatingInput } from "./rating-entry.ts";
import type { SaveQueue } from "./save-queue.ts";

/** How long after its last key a note is stored. */
export const NOTE_PAUSE_MS = 400;

export interface DeskState {
  readonly entry: Entry | null;
  /** Why the last input was not taken, and for which minute; null when it was. */
  readonly refusal: { readonly minute: number; readonly text: string } | null;
  /** A note that is being written and not stored yet. */
  readonly draft: { readonly minute: number; readonly note: string } | null;
  readonly writing: boolean;
}

/**
 * Where a rater works: takes inputs for the minute at the clock, hands changes to the queue and moves the clock
 * on. It lives outside React, as the next key may come before the page is drawn again.
 */
export class RatingDesk {
  #state: DeskState = { entry: null, refusal: null, draft: null, writing: false };
  #noteTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #clock: Clock;
  readonly #queue: SaveQueue;
  readonly #listeners = new Set<() => void>();

  constructor(clock: Clock, queue: SaveQueue) {
    this.#clock = clock;
    this.#queue = queue;
    clock.holdWhile((minute) => this.mustHold(minute));
  }

  readonly state = (): DeskState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Stops playback at the end of a minute: while its entry or note is open, or it misses its rating. */
  mustHold(minute: number): boolean {
    if (this.#state.writing || this.#state.entry?.minute === minute) return true;
    const state = ratingState(this.#queue.valueOf(minute));
    return this.#clock.state().minuteEnd === "stop" && (state === "unrated" || state === "incomplete");
  }

  rate(input: RatingInput): void {
    this.storeNote();
    const minute = this.#clock.minute();
    const value = this.#queue.valueOf(minute);
    const step = enter(minute, value, this.#state.entry, input);
    if (step.value !== value) this.#queue.save(minute, step.value);
    this.#become({
      entry: step.entry,
      refusal: step.refusal === null ? null : { minute, text: step.refusal },
    });
    if (step.advance) this.#clock.advance();
  }

  /** The note of the minute at the clock has this text now; it is stored a moment after the last key. */
  writeNote(note: string): void {
    const minute = this.#state.draft?.minute ?? this.#clock.minute();
    this.#become({ draft: { minute, note } });
    clearTimeout(this.#noteTimer);
    this.#noteTimer = setTimeout(() => this.storeNote(), NOTE_PAUSE_MS);
  }

  /** Stores the note now, if one is being written. */
  storeNote(): void {
    clearTimeout(this.#noteTimer);
    const { draft } = this.#state;
    if (draft === null) return;
    const value = this.#queue.valueOf(draft.minute);
    if (value.note !== draft.note) this.#queue.save(draft.minute, { ...value, note: draft.note });
    this.#become({ draft: null });
  }

  setWriting(writing: boolean): void {
    if (!writing) this.storeNote();
    this.#become({ writing });
  }

  /** Takes the last change back and shows the minute that it belonged to. */
  async undo(): Promise<void> {
    this.storeNote();
    this.#show(await this.#queue.undo());
  }

  async redo(): Promise<void> {
    this.storeNote();
    this.#show(await this.#queue.redo());
  }

  /** Moves to the next minute that misses its rating; stays when there is none. */
  goToNextOpen(): void {
    const open = nextOpenMinute(this.#clock.state().minutes, this.#clock.minute(), (minute) =>
      this.#queue.valueOf(minute),
    );
    if (open !== null) this.#clock.goToMinute(open);
  }

  /** Stores what is open and lets the clock go. */
  close(): void {
    this.storeNote();
    this.#clock.holdWhile(() => false);
  }

  #show(minute: number | null): void {
    this.#become({ entry: null, refusal: null });
    if (minute !== null && minute !== this.#clock.minute()) this.#clock.goToMinute(minute);
  }

  #become(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
