import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Connection, ConnectionLostError, keepConnected, type Line, type Link } from "./connection.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const noGreeting = async (): Promise<void> => undefined;
const ask = (connection: Connection, signal?: AbortSignal): Promise<unknown> =>
  connection.link.call(["system", "info"], undefined, { context: {}, ...(signal ? { signal } : {}) });

/** A program that can be switched off and on; calls answer with the number of the line. */
function program() {
  let running = true;
  let dialled = 0;
  let hangUp: () => void = () => undefined;
  const pending = new Set<(error: Error) => void>();
  return {
    dialled: () => dialled,
    stop: () => {
      running = false;
      hangUp();
      for (const reject of pending) reject(new Error("closed"));
    },
    start: () => {
      running = true;
    },
    dial: async (answer: "at once" | "never" = "at once"): Promise<Line> => {
      dialled += 1;
      if (!running) throw new Error("The program does not answer.");
      const line = dialled;
      const closed = new Promise<void>((resolve) => {
        hangUp = resolve;
      });
      const link: Link = {
        call: () =>
          answer === "at once" ? Promise.resolve(line) : new Promise((_, reject) => void pending.add(reject)),
      };
      return { link, closed };
    },
  };
}

describe("keepConnected", () => {
  it("lets early calls wait for the first line", async () => {
    const host = program();
    const connection = keepConnected(() => host.dial(), noGreeting);
    expect(connection.state()).toBe("connecting");
    await expect(ask(connection)).resolves.toBe(1);
    expect(connection.state()).toBe("open");
  });

  it("says that the line is lost, refuses calls meanwhile, and dials until the program is back", async () => {
    const host = program();
    const connection = keepConnected(() => host.dial(), noGreeting);
    const states: string[] = [];
    connection.subscribe(() => states.push(connection.state()));
    await ask(connection);
    host.stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connection.state()).toBe("lost");
    await expect(ask(connection)).rejects.toBeInstanceOf(ConnectionLostError);
    host.start();
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(ask(connection)).resolves.toBe(host.dialled());
    expect(states).toEqual(["open", "lost", "open"]);
  });

  it("is lost, not connecting for ever, when the program never answers", async () => {
    const host = program();
    host.stop();
    const connection = keepConnected(() => host.dial(), noGreeting);
    await expect(ask(connection)).rejects.toBeInstanceOf(ConnectionLostError);
  });

  it("tells a call whose answer was lost with the line from one that was refused", async () => {
    const host = program();
    const connection = keepConnected(() => host.dial("never"), noGreeting);
    await vi.advanceTimersByTimeAsync(0);
    const call = expect(ask(connection)).rejects.toBeInstanceOf(ConnectionLostError);
    await vi.advanceTimersByTimeAsync(0);
    host.stop();
    await call;
  });

  it("tells events that ended with the line from events that failed", async () => {
    const hungUp = Promise.withResolvers<void>();
    const failed = Promise.withResolvers<never>();
    async function* events() {
      yield 1;
      await failed.promise;
    }
    const link: Link = { call: async () => events() };
    const connection = keepConnected(async () => ({ link, closed: hungUp.promise }), noGreeting);
    const received = (await ask(connection)) as AsyncIterableIterator<number>;
    await expect(received.next()).resolves.toEqual({ value: 1, done: false });
    const next = expect(received.next()).rejects.toBeInstanceOf(ConnectionLostError);
    hungUp.resolve();
    await vi.advanceTimersByTimeAsync(0);
    failed.reject(new Error("closed"));
    await next;
  });

  it("passes a refusal on as it is", async () => {
    const refusal = new Error("refused");
    const closed = new Promise<void>(() => undefined);
    const link: Link = { call: () => Promise.reject(refusal) };
    const connection = keepConnected(async () => ({ link, closed }), noGreeting);
    await expect(ask(connection)).rejects.toBe(refusal);
  });

  it("greets each new line before any other call uses it", async () => {
    const host = program();
    const greeted: unknown[] = [];
    const connection = keepConnected(
      () => host.dial(),
      async (link) => void greeted.push(await link.call(["raters", "signIn"], {}, { context: {} })),
    );
    await ask(connection);
    expect(greeted).toEqual([1]);
    host.stop();
    host.start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(connection.state()).toBe("open");
    expect(greeted).toEqual([1, 2]);
  });
});
