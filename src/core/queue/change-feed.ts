import { EventEmitter, on } from "node:events";

/** Progress is told at most this often. */
const LEAST_MS_BETWEEN_EVENTS = 200;

/** Tells whoever watches that something has changed. */
export class ChangeFeed {
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #lastEventMs = 0;
  #pending: NodeJS.Timeout | undefined;

  /** Tells of a change at once. */
  tell(): void {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    this.#lastEventMs = Date.now();
    this.#changes.emit("change");
  }

  /** Tells of a change that may wait: several of them become one event. */
  tellSoon(): void {
    if (this.#pending !== undefined) return;
    const wait = Math.max(0, this.#lastEventMs + LEAST_MS_BETWEEN_EVENTS - Date.now());
    this.#pending = setTimeout(() => this.tell(), wait);
  }

  /** What `snapshot` gives now and after every change, until the signal is aborted or the feed is closed. */
  async *follow<T>(snapshot: () => T, signal: AbortSignal | undefined): AsyncGenerator<T> {
    const changes = on(this.#changes, "change", { close: ["close"], ...(signal ? { signal } : {}) });
    yield snapshot();
    try {
      for await (const _ of changes) yield snapshot();
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  }

  close(): void {
    clearTimeout(this.#pending);
    this.#changes.emit("close");
  }
}
