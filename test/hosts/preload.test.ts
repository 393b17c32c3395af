import { afterEach, expect, it, vi } from "vitest";
import { ipcRenderer } from "./electron-stand-in.ts";

vi.mock("electron", () => import("./electron-stand-in.ts"));

afterEach(() => vi.unstubAllGlobals());

it("asks for a port once the page's scripts listen, and passes it on to the page's own origin", async () => {
  const page = Object.assign(new EventTarget(), { postMessage: vi.fn() });
  vi.stubGlobal("window", page);
  await import("../../src/preload/index.ts");
  expect(ipcRenderer.sent).toEqual([]);
  page.dispatchEvent(new Event("DOMContentLoaded"));
  expect(ipcRenderer.sent).toEqual(["minutewise:port"]);
  const port = {};
  ipcRenderer.emit("minutewise:port", { ports: [port] }, null);
  expect(page.postMessage).toHaveBeenCalledExactlyOnceWith("minutewise:port", "/", [port]);
});
