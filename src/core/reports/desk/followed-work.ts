/** How far a computation is. */
export interface Progress {
  readonly label: string;
  /** Of the whole, 0..1. */
  readonly share: number;
}

type Work<Result> = (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<Result>;

/**
 * Work that several may wait for. It starts at once and is aborted when the last of those who follow it has turned
 * away.
 */
export class FollowedWork<Result> {
  readonly #stop = new AbortController();
  readonly #result: Promise<Result>;
  #followers = 0;
  #latest: Progress | null = null;
  #change = Promise.withResolvers<void>();

  constructor(work: Work<Result>) {
    this.#result = work((progress) => {
      this.#latest = progress;
      this.#change.resolve();
      this.#change = Promise.withResolvers();
    }, this.#stop.signal);
    // Whoever follows hears of a failure; without followers there is nobody to tell.
    this.#result.catch(() => {});
  }

  /** True once nobody can follow it any more. */
  get stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Ends the work; those who follow get the reason. */
  stop(reason: unknown): void {
    this.#stop.abort(reason);
  }

  /** Tells of progress and ends with the result. @throws what the work throws, or the signal's reason */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<Progress, Result> {
    const aborted = abortOf(signal);
    this.#followers += 1;
    try {
      let told: Progress | null = null;
      for (;;) {
        const change = this.#change.promise.then(() => null);
        if (this.#latest !== null && this.#latest !== told) {
          told = this.#latest;
          yield told;
          signal?.throwIfAborted();
          continue;
        }
        const done = await Promise.race([
          this.#result.then((result) => ({ result })),
          change,
          aborted.promise,
        ]);
        if (done !== null) return done.result;
      }
    } finally {
      aborted.forget();
      this.#followers -= 1;
      if (this.#followers === 0) this.#stop.abort();
    }
  }
}

/** Rejects with the signal's reason when it is aborted. */
function abortOf(signal: AbortSignal | undefined): { promise: Promise<never>; forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  const onAbort = (): void => reject(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  return { promise, forget: () => signal?.removeEventListener("abort", onAbort) };
}
