import type { FromWorker, ToWorker } from "../shared/worker-protocol.ts";

/** The way to the core: messages, and word of its end. */
export interface Transport {
  /** Resolves when the message has been handed over. */
  send(message: FromWorker): Promise<void>;
  onMessage(listener: (message: ToWorker) => void): void;
  onDisconnect(listener: () => void): void;
}

/** The port that Electron gives a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void;
  on(event: "close", listener: () => void): void;
}

/**
 * Connects to the parent: the port of an Electron utility process, or the channel of a forked Node process.
 *
 * @throws Error when the process has no parent to talk to
 */
export function connectToParent(): Transport {
  const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: async (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on("message", (event) => listener(event.data as ToWorker)),
      onDisconnect: (listener) => parentPort.on("close", listener),
    };
  }
  if (!process.send)
    throw new Error("The worker is started by Minutewise itself; it does nothing on its own.");
  return {
    send: (message) =>
      new Promise((resolve) => {
        // A failed send means that the parent has gone, which "disconnect" reports.
        process.send?.(message, undefined, undefined, () => resolve());
      }),
    onMessage: (listener) => process.on("message", (message) => listener(message as ToWorker)),
    onDisconnect: (listener) => process.on("disconnect", listener),
  };
}
