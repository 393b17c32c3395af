import { setImmediate as nextTurn } from "node:timers/promises";

/** How many minutes may have been sent that the core has not stored yet. */
const MINUTES_AHEAD = 3;

/** Milliseconds that a task computes before it lets messages in. */
const TURN_MS = 50;

/** Thrown inside a task that the core has cancelled. */
export class TaskCancelled extends Error {}

/** What a running task learns from the core: cancelling, and which minutes have been stored. */
export class TaskControl {
  #cancelled = false;
  #stored: number;
  #turnStart = performance.now();
  #wake: (() => void) | null = null;

  /** @param stored last minute that is stored already */
  constructor(stored = 0) {
    this.#stored = stored;
  }

  cancel(): void {
    this.#cancelled = true;
    this.#wake?.();
  }

  markStored(minute: number): void {
    this.#stored = Math.max(this.#stored, minute);
    this.#wake?.();
  }

  /** @throws TaskCancelled */
  check(): void {
    if (this.#cancelled) throw new TaskCancelled();
  }

  /** True when the task should {@link breathe}; cheap enough to ask for every frame. */
  get dueToBreathe(): boolean {
    return performance.now() - this.#turnStart >= TURN_MS;
  }

  /** Lets messages in. @throws TaskCancelled */
  async breathe(): Promise<void> {
    await nextTurn();
    this.#turnStart = performance.now();
    this.check();
  }

  /** Waits until a minute may be sent. @throws TaskCancelled */
  async waitForRoom(minute: number): Promise<void> {
    this.check();
    while (minute > this.#stored + MINUTES_AHEAD) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
      this.check();
    }
  }
}
