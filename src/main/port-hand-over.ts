import {
  type BrowserWindow,
  type IpcMain,
  type IpcMainEvent,
  MessageChannelMain,
  type MessagePortMain,
} from "electron";
import { isAppAddress } from "./app-address.ts";

/** Name of the request and of its answer between preload and main process; the preload states it itself. */
const PORT_CHANNEL = "minutewise:port";

/** True when a message comes from the main frame of our own window, with our own page in it. */
function isOwnPage(event: Pick<IpcMainEvent, "sender" | "senderFrame">, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    !window.isDestroyed() &&
    event.sender === window.webContents &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    isAppAddress(frame.url)
  );
}

/**
 * Answers the page's request for a line to the core with one end of a new channel; `serve` gets the other. A page
 * that is loaded again asks again; requests from anywhere else are not answered.
 */
export function handOverPorts(
  ipc: Pick<IpcMain, "on">,
  window: () => BrowserWindow | null,
  serve: (port: MessagePortMain) => void,
): void {
  ipc.on(PORT_CHANNEL, (event) => {
    const own = window();
    if (own === null || !isOwnPage(event, own)) return;
    const { port1, port2 } = new MessageChannelMain();
    serve(port1);
    port1.start();
    event.senderFrame?.postMessage(PORT_CHANNEL, null, [port2]);
  });
}
