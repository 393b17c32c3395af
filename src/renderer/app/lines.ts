import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { Line } from "./connection.ts";

/** Opens a WebSocket; rejects when it cannot be opened. */
export async function dialSocket(url: string): Promise<Line> {
  const websocket = new WebSocket(url);
  // Blobs would be read asynchronously and could overtake each other.
  websocket.binaryType = "arraybuffer";
  const closed = new Promise<void>((resolve) =>
    websocket.addEventListener("close", () => resolve(), { once: true }),
  );
  const link = new SocketLink({ websocket });
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener("open", () => resolve(), { once: true });
    websocket.addEventListener("error", () => reject(new Error("The program does not answer.")), {
      once: true,
    });
  });
  return { link, closed };
}

const PORT_MESSAGE = "minutewise:port";

/** Waits for the MessagePort that the desktop window's preload posts to the page. */
export async function dialPort(): Promise<Line> {
  const port = await new Promise<MessagePort>((resolve) => {
    function receive(event: MessageEvent): void {
      const [first] = event.ports;
      if (event.source !== window || event.data !== PORT_MESSAGE || first === undefined) return;
      window.removeEventListener("message", receive);
      resolve(first);
    }
    window.addEventListener("message", receive);
  });
  const closed = new Promise<void>((resolve) =>
    port.addEventListener("close", () => resolve(), { once: true }),
  );
  const link = new PortLink({ port });
  port.start();
  return { link, closed };
}
