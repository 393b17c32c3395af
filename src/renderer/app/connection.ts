import type { ClientLink } from "@orpc/client";

export type Link = ClientLink<Record<never, never>>;

/** An open line to the program. `closed` settles when the line is gone; it never rejects. */
export interface Line {
  readonly link: Link;
  readonly closed: Promise<void>;
}

/** "connecting" only before the first line; after that a missing line is "lost" until the next one is open. */
export type ConnectionState = "connecting" | "open" | "lost";

export interface Connection {
  readonly link: Link;
  readonly state: () => ConnectionState;
  /** Calls the listener after each change of state; returns how to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A call that could not reach the program, or whose answer was lost with the line. */
export class ConnectionLostError extends Error {
  override readonly name = "ConnectionLostError";
  constructor(options?: ErrorOptions) {
    super("The connection to Minutewise was lost.", options);
  }
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Keeps a line open for as long as the page lives: dials, and dials again when the line closes. `greet` runs on
 * each new line before any other call does; calls that arrive before the first line wait for it, calls without a
 * line fail with {@link ConnectionLostError}.
 */
export function keepConnected(dial: () => Promise<Line>, greet: (link: Link) => Promise<void>): Connection {
  let state: ConnectionState = "connecting";
  let line: Line | null = null;
  const listeners = new Set<() => void>();
  const first = Promise.withResolvers<void>();

  function become(next: ConnectionState): void {
    if (state === next) return;
    state = next;
    first.resolve();
    for (const listener of listeners) listener();
  }

  async function connect(): Promise<Line> {
    const dialled = await dial();
    await greet(dialled.link);
    return dialled;
  }

  async function stay(): Promise<never> {
    let waitMs = FIRST_WAIT_MS;
    for (;;) {
      // A line that cannot be opened is no error of its own: the state says so, and the next attempt follows.
      line = await connect().catch(() => null);
      if (line !== null) {
        waitMs = FIRST_WAIT_MS;
        become("open");
        await line.closed;
        line = null;
      }
      become("lost");
      await wait(waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }
  void stay();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    link: {
      call: async (path, input, options) => {
        if (state === "connecting") await first.promise;
        const used = line;
        if (used === null) throw new ConnectionLostError();
        const inWords = (error: unknown): unknown => {
          const cancelled = options.signal?.aborted ?? false;
          return line !== used && !cancelled ? new ConnectionLostError({ cause: error }) : error;
        };
        try {
          const answer = await used.link.call(path, input, options);
          return isEvents(answer) ? passOn(answer, inWords) : answer;
        } catch (error) {
          throw inWords(error);
        }
      },
    },
  };
}

function isEvents(answer: unknown): answer is AsyncIterable<unknown, unknown, undefined> {
  return typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;
}

async function* passOn(
  events: AsyncIterable<unknown, unknown, undefined>,
  inWords: (error: unknown) => unknown,
): AsyncGenerator<unknown, unknown, undefined> {
  try {
    return yield* events;
  } catch (error) {
    throw inWords(error);
  }
}
