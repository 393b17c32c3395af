import { fileURLToPath } from "node:url";
import { RPCHandler } from "@orpc/server/message-port";
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from "electron";
import { createCore } from "../core/core.ts";
import { openLog } from "../core/log.ts";
import type { Platform } from "../core/platform.ts";
import { terminalWords } from "../core/terminal-words.ts";
import { logFile, userDataFolder } from "../core/user-data-folder.ts";
import { APP_SCHEME, APP_URL } from "./app-address.ts";
import { pageHandler } from "./app-protocol.ts";
import { choosePath } from "./dialogs.ts";
import { type MediaListener, startMediaListener } from "./media-listener.ts";
import { menuTemplate } from "./menu.ts";
import { restrictNavigation, restrictPermissions } from "./permissions.ts";
import { handOverPorts } from "./port-hand-over.ts";
import { programPaths } from "./program-paths.ts";
import { studyActions } from "./study-actions.ts";
import { windowOptions } from "./window-options.ts";
import { startWorkerProcess } from "./worker-process.ts";

/** Opens the desktop window on a core of its own. Call it once Electron is ready. */
export async function openDesktop(): Promise<void> {
  const folder = userDataFolder();
  const paths = programPaths(
    fileURLToPath(new URL(".", import.meta.url)),
    app.isPackaged ? process.resourcesPath : null,
  );
  let media: MediaListener | null = null;
  let window: BrowserWindow | null = null;
  const platform: Platform = {
    host: "electron",
    version: app.getVersion(),
    userDataFolder: folder,
    modelsFolder: paths.models,
    reportThread: paths.reportThread,
    scriptsFolder: paths.scripts,
    mediaBase: () => media?.base ?? "",
    startWorker: (urgency) => startWorkerProcess(paths.worker, openLog(logFile(folder)), urgency),
    choosePath: (purpose) => choosePath(window, purpose),
  };
  const core = createCore(platform);
  media = await startMediaListener(
    (videoId, copy) => core.openVideo(videoId, copy),
    (runId, frame) => core.openStill(runId, frame),
  );
  endInOrder(async () => {
    await media?.close();
    await core.close();
  });

  const { origin } = media;
  protocol.handle(
    APP_SCHEME,
    pageHandler(paths.page, () => origin),
  );
  restrictPermissions(session.defaultSession);
  const rpc = new RPCHandler(core.router);
  handOverPorts(
    ipcMain,
    () => window,
    (port) => rpc.upgrade(port, { context: core.connect() }),
  );

  const opened = new BrowserWindow(windowOptions(paths.preload));
  window = opened;
  restrictNavigation(opened.webContents);
  opened.once("ready-to-show", () => opened.show());
  opened.on("closed", () => {
    window = null;
  });
  app.on("second-instance", () => {
    if (opened.isDestroyed()) return;
    if (opened.isMinimized()) opened.restore();
    opened.focus();
  });

  const client = core.client(core.connect());
  const actions = {
    ...studyActions({
      client,
      choosePath: (purpose) => choosePath(window, purpose),
      showStart: () => opened.loadURL(APP_URL),
      tellFailure: (error) => {
        const [message = "", ...rest] = terminalWords(error);
        void dialog.showMessageBox(opened, {
          type: "error",
          message,
          detail: rest.map((line) => line.trim()).join("\n"),
        });
      },
    }),
    showKeys: () => pressQuestionMark(opened),
    showLog: () => shell.showItemInFolder(logFile(folder)),
  };
  const showMenu = async () => {
    const template = menuTemplate(actions, await client.studies.recent(), process.platform);
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  await showMenu();
  // The list of recent studies changes when the page opens one.
  app.on("browser-window-focus", () => void showMenu());
  await opened.loadURL(APP_URL);
}

/** The page opens its overlay of keys by this key, wherever it is. */
function pressQuestionMark({ webContents }: BrowserWindow): void {
  for (const type of ["keyDown", "char", "keyUp"] as const) {
    webContents.sendInputEvent({ type, keyCode: "?", modifiers: ["shift"] });
  }
}

/** Lets the program end only after the core has stored what it has and given up its study. */
function endInOrder(close: () => Promise<void>): void {
  let closed = false;
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}
