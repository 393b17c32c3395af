import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Contract } from "../../src/shared/contract/contract.ts";
import * as electron from "./electron-stand-in.ts";

vi.mock("electron", () => import("./electron-stand-in.ts"));

const PAGE = "minutewise://app/index.html";
const folder = mkdtempSync(join(tmpdir(), "minutewise-desktop-"));

/** The one window of the program. */
function theWindow(): electron.BrowserWindow {
  const [window] = electron.BrowserWindow.all;
  if (!window) throw new Error("No window was opened.");
  return window;
}

/** Asks for a port as the page in `frame` of the window would; null when none is handed out. */
function askForPort(
  frame: electron.StandInFrame = theWindow().webContents.mainFrame,
  sender: unknown = theWindow().webContents,
): electron.MessagePortMain | null {
  const before = frame.received.length;
  electron.ipcMain.emit("minutewise:port", { sender, senderFrame: frame });
  return frame.received[before]?.ports[0] ?? null;
}

function clientOn(port: electron.MessagePortMain | null): ContractRouterClient<Contract> {
  if (port === null) throw new Error("No port was handed over.");
  port.start();
  return createORPCClient(new RPCLink({ port }));
}

function menuItem(...labels: string[]): electron.StandInMenuItem | undefined {
  return labels.reduce<electron.StandInMenuItem | undefined>(
    (item, label) => item?.submenu?.find((one) => one.label === label),
    { submenu: electron.Menu.current },
  );
}

beforeAll(async () => {
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
  await import("../../src/main/index.ts");
  await vi.waitFor(() => expect(theWindow().loaded).toEqual([PAGE]));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("at start", () => {
  it("keeps Chromium's files apart, sandboxes every page and declares its scheme", () => {
    expect(electron.app.paths.get("userData")).toBe(join(folder, "user", "window"));
    expect(electron.app.calls).toContain("enableSandbox");
    expect(electron.protocol.privileged).toMatchObject([
      { scheme: "minutewise", privileges: { standard: true, secure: true } },
    ]);
  });

  it("opens a window without Node and apart from the preload", () => {
    expect(theWindow().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(theWindow().options.webPreferences["preload"]).toMatch(/preload[\\/]index\.cjs$/);
  });

  it("brings its window to the front when the program is started again", () => {
    electron.app.emit("second-instance");
    expect(theWindow().calls).toEqual(expect.arrayContaining(["restore", "focus"]));
  });
});

describe("permissions", () => {
  const granted = (permission: string, requestingUrl: string): boolean => {
    let answer = false;
    electron.session.defaultSession.requestHandler(null, permission, (yes) => (answer = yes), {
      requestingUrl,
    });
    return answer;
  };

  it.each([
    "media",
    "geolocation",
    "notifications",
    "hid",
    "clipboard-read",
    "openExternal",
    "local-network",
  ])("%s is denied to the page", (permission) => {
    expect(granted(permission, PAGE)).toBe(false);
    expect(electron.session.defaultSession.checkHandler(null, permission, "minutewise://app")).toBe(false);
  });

  it("lets the page, and nothing else, reach the loopback listener, fill the screen and copy its texts", () => {
    for (const permission of [
      "loopback-network",
      "local-network-access",
      "fullscreen",
      "clipboard-sanitized-write",
    ]) {
      expect(granted(permission, PAGE)).toBe(true);
      expect(electron.session.defaultSession.checkHandler(null, permission, "minutewise://app/")).toBe(true);
      expect(granted(permission, "https://evil.example/")).toBe(false);
      expect(electron.session.defaultSession.checkHandler(null, permission, "https://evil.example")).toBe(
        false,
      );
    }
  });

  it("hands out no device", () => {
    expect(electron.session.defaultSession.deviceHandler()).toBe(false);
  });
});

describe("navigation", () => {
  function prevented(event: string, details: Record<string, unknown>): boolean {
    const preventDefault = vi.fn();
    theWindow().webContents.emit(event, { ...details, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }

  it.each([
    "https://evil.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "minutewise://other/",
    "not an address",
  ])("%s is not followed", (url) => {
    expect(prevented("will-navigate", { url })).toBe(true);
    expect(prevented("will-redirect", { url })).toBe(true);
    expect(prevented("will-frame-navigate", { url, isMainFrame: true })).toBe(true);
  });

  it("the page itself may be loaded again, but not into a frame", () => {
    expect(prevented("will-navigate", { url: PAGE })).toBe(false);
    expect(prevented("will-frame-navigate", { url: PAGE, isMainFrame: true })).toBe(false);
    expect(prevented("will-frame-navigate", { url: PAGE, isMainFrame: false })).toBe(true);
  });

  it("opens no window and no webview", () => {
    expect(theWindow().webContents.windowOpenHandler({ url: PAGE })).toEqual({ action: "deny" });
    expect(prevented("will-attach-webview", {})).toBe(true);
  });

  it.each([
    ["blob:minutewise://app/5f0c", false],
    ["blob:https://evil.example/5f0c", true],
    ["https://evil.example/file.exe", true],
    ["minutewise://app/index.html", true],
  ])("saves only files that the page made: %s", (address, refused) => {
    const preventDefault = vi.fn();
    electron.session.defaultSession.emit("will-download", { preventDefault }, { getURL: () => address });
    expect(preventDefault.mock.calls.length > 0).toBe(refused);
  });
});

describe("the port", () => {
  it("carries the contract to the page", async () => {
    const info = await clientOn(askForPort()).system.info();
    expect(info).toMatchObject({ host: "electron", version: "0.0.0-test", canChoosePaths: true });
    expect(info.mediaBase).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
  });

  it("is handed over again when the page is loaded again", async () => {
    const [first, second] = [askForPort(), askForPort()];
    expect(first).not.toBe(second);
    first?.close();
    expect((await clientOn(second).system.info()).host).toBe("electron");
  });

  it("is not given to another frame, another window's page, a foreign page, or a frame that is gone", () => {
    expect(askForPort(Object.assign(new electron.StandInFrame(), { url: PAGE }))).toBeNull();
    expect(askForPort(theWindow().webContents.mainFrame, {})).toBeNull();
    electron.ipcMain.emit("minutewise:port", { sender: theWindow().webContents, senderFrame: null });
    const { mainFrame } = theWindow().webContents;
    mainFrame.url = "https://evil.example/";
    expect(askForPort()).toBeNull();
    mainFrame.url = "file:///index.html";
    expect(askForPort()).toBeNull();
    mainFrame.url = PAGE;
    expect(askForPort()).not.toBeNull();
  });

  it("shows the system's dialog for the page", async () => {
    electron.dialog.choice = [join(folder, "a.mp4")];
    expect(await clientOn(askForPort()).system.choosePath({ purpose: "video" })).toBe(join(folder, "a.mp4"));
    electron.dialog.choice = [];
    expect(await clientOn(askForPort()).system.choosePath({ purpose: "study" })).toBeNull();
  });
});

describe("the media listener", () => {
  it("answers behind its secret only, and only about videos", async () => {
    const { mediaBase } = await clientOn(askForPort()).system.info();
    const { origin } = new URL(mediaBase);
    const unknownVideo = await fetch(`${mediaBase}/media/video/1`);
    expect(await unknownVideo.text()).toContain("no video with this number");
    for (const path of ["/media/video/1", "/wrong/media/video/1", "/", "/rpc"]) {
      const answer = await fetch(origin + path);
      expect([answer.status, await answer.text()]).toEqual([404, ""]);
    }
  });
});

describe("the menu", () => {
  it("creates, opens and closes studies and shows the page anew", async () => {
    const study = join(folder, "My study");
    electron.dialog.choice = [study];
    menuItem("File", "New Study…")?.click?.();
    await vi.waitFor(() => expect(existsSync(join(study, "study.sqlite"))).toBe(true));
    await vi.waitFor(() => expect(theWindow().loaded).toEqual([PAGE, PAGE]));
    const client = clientOn(askForPort());
    expect((await client.studies.current())?.name).toBe("My study");

    menuItem("File", "Close Study")?.click?.();
    await vi.waitFor(async () => expect(await client.studies.current()).toBeNull());

    electron.app.emit("browser-window-focus");
    const recent = await vi.waitFor(() => {
      const item = menuItem("File", "Open Recent", `My study (${study})`);
      expect(item).toBeDefined();
      return item;
    });
    recent?.click?.();
    await vi.waitFor(async () => expect((await client.studies.current())?.name).toBe("My study"));
  });

  it("tells in words what did not work", async () => {
    electron.dialog.choice = [folder];
    menuItem("File", "Open Study…")?.click?.();
    await vi.waitFor(() => expect(electron.dialog.told).toHaveLength(1));
    expect(electron.dialog.told[0]?.message).toBe("There is no study in this folder.");
    expect(electron.dialog.told[0]?.detail).toContain(folder);
  });

  it("does nothing when the dialog is closed", async () => {
    const before = theWindow().loaded.length;
    electron.dialog.choice = [];
    menuItem("File", "Open Study…")?.click?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(theWindow().loaded).toHaveLength(before);
  });

  it("shows the page's keys and the log", () => {
    const help = electron.Menu.current.find((item) => item.role === "help");
    help?.submenu?.find((item) => item.label === "Keys")?.click?.();
    expect(theWindow().webContents.input).toContainEqual({
      type: "keyDown",
      keyCode: "?",
      modifiers: ["shift"],
    });
    help?.submenu?.find((item) => item.label === "Show the Log")?.click?.();
    expect(electron.shell.shown).toEqual([join(folder, "user", "minutewise.log")]);
  });
});

describe("at the end", () => {
  it("closes the study before the program ends", async () => {
    const study = join(folder, "Last study");
    await clientOn(askForPort()).studies.create({ path: study, name: "Last" });
    electron.app.emit("window-all-closed");
    expect(electron.app.calls).not.toContain("ended");
    await vi.waitFor(() => expect(electron.app.calls).toContain("ended"));
    const { createCore } = await import("../../src/core/core.ts");
    const { createNodePlatform } = await import("../../src/core/node-platform.ts");
    const core = createCore(createNodePlatform("command-line"));
    const client = core.client(core.connect());
    expect((await client.studies.open({ path: study })).name).toBe("Last");
    await core.close();
  });
});
