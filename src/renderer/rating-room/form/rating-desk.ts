import { ratingState } from "../../../shared/ceas/rating.ts";
import type { Clock } from "../clock/clock.ts";
import { nextOpenMinute } from "../strips/grid-geometry.ts";
import { type Entry, enter, type RatingInput } from "./rating-entry.ts";
import { noteUnsaved, openConflict, type SaveQueue } from "./save-queue.ts";

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
  #conflict: number | null = null;
  readonly #stopListening: () => void;

  constructor(clock: Clock, queue: SaveQueue) {
    this.#clock = clock;
    this.#queue = queue;
    clock.holdWhile((minute) => this.mustHold(minute));
    this.#stopListening = queue.subscribe(() => this.#followConflict());
  }

  readonly state = (): DeskState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Stops playback at the end of a minute: while its entry or note is open, or it misses its rating. */
  mustHold(minute: number): boolean {
    if (this.#state.writing || this.#state.entry?.minute === minute || this.#mustChoose(minute)) return true;
    const state = ratingState(this.#queue.valueOf(minute));
    return this.#clock.state().minuteEnd === "stop" && (state === "unrated" || state === "incomplete");
  }

  rate(input: RatingInput): void {
    this.storeNote();
    const minute = this.#clock.minute();
    if (this.#mustChoose(minute) && this.#choose(minute, input)) return;
    const value = this.#queue.valueOf(minute);
    const step = enter(minute, value, this.#state.entry, input);
    if (step.value !== value) this.#queue.save(minute, step.value);
    this.#become({
      entry: step.entry,
      refusal: step.refusal === null ? null : { minute, text: step.refusal },
    });
    if (step.advance) this.#advance();
  }

  /** Decides a conflict for the own entry. The room stays at the minute, so that one sees what is stored now. */
  storeMine(minute: number): void {
    this.storeNote();
    this.#queue.retry(minute);
    this.#become({ entry: null, refusal: null });
  }

  /** Gives the own entry up that could not be stored. */
  keepStored(minute: number): void {
    this.storeNote();
    this.#queue.discard(minute);
    this.#become({ entry: null, refusal: null });
  }

  /** True while something of this minute is being entered, so that it must not change from elsewhere. */
  worksOn(minute: number): boolean {
    const { entry, draft, writing } = this.#state;
    return (
      entry?.minute === minute || draft?.minute === minute || (writing && this.#clock.minute() === minute)
    );
  }

  /** The minute of a note of which not every letter is stored; null when every note is. */
  unsavedNote(): number | null {
    if (this.#state.draft !== null) return this.#state.draft.minute;
    const ratings = this.#queue.ratings();
    return [...ratings.unsaved.keys()].find((minute) => noteUnsaved(ratings, minute)) ?? null;
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

  /** Moves to the next minute that misses its rating; stays and says so when there is none. */
  goToNextOpen(): void {
    const minute = this.#clock.minute();
    const open = this.#nextOpen(minute);
    if (open !== null && open !== minute) {
      this.#clock.goToMinute(open);
      return;
    }
    const text = open === null ? "No minute is open: all are rated." : "No other minute is open.";
    this.#become({ refusal: { minute, text } });
  }

  /** A room that was just opened begins where this rater left off: at the first minute that misses its rating. */
  begin(): void {
    const { minutes, timeMs, playing } = this.#clock.state();
    // Whoever has moved already stays there.
    if (timeMs > 0 || playing) return;
    const open = this.#nextOpen(minutes);
    if (open !== null && open > 1) this.#clock.goToMinute(open);
  }

  /** Stores what is open and lets the clock go. */
  close(): void {
    this.#stopListening();
    this.storeNote();
    this.#clock.holdWhile(() => false);
  }

  #nextOpen(from: number): number | null {
    return nextOpenMinute(this.#clock.state().minutes, from, (minute) => this.#queue.valueOf(minute));
  }

  #mustChoose(minute: number): boolean {
    return this.#queue.ratings().unsaved.get(minute)?.trouble?.kind === "conflict";
  }

  /** Enter stores the own entry, Esc keeps the other one. True when the input was such a choice. */
  #choose(minute: number, input: RatingInput): boolean {
    if (input.kind === "cancel") {
      this.keepStored(minute);
      return true;
    }
    if (input.kind !== "confirm") return false;
    const { entry } = this.#state;
    if (entry?.minute === minute && entry.awaits !== "emotion") {
      // This Enter ends `2 Enter` or `N Enter`: it may have been on its way before the choice was seen.
      this.#become({ entry: null, refusal: { minute, text: "Enter once more stores yours." } });
      return true;
    }
    this.storeMine(minute);
    return true;
  }

  /** The next minute follows; or the one about which the rater still has to choose, which keeps the room. */
  #advance(): void {
    const conflict = openConflict(this.#queue.ratings());
    if (conflict === null) this.#clock.advance();
    else if (conflict !== this.#clock.minute()) this.#showConflict(conflict);
  }

  /** A save was refused after its rater had gone on: the room goes back, unless another entry has been begun. */
  #followConflict(): void {
    const conflict = openConflict(this.#queue.ratings());
    if (conflict === this.#conflict) return;
    this.#conflict = conflict;
    const { entry, writing, draft } = this.#state;
    if (conflict === null || conflict === this.#clock.minute()) return;
    if (entry === null && !writing && draft === null) this.#showConflict(conflict);
  }

  #showConflict(minute: number): void {
    this.#clock.pause();
    this.#clock.goToMinute(minute);
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
