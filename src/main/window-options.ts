import type { BrowserWindowConstructorOptions } from "electron";

/** How the window is made: the page runs sandboxed, apart from the preload, without Node. */
export function windowOptions(preloadFile: string): BrowserWindowConstructorOptions {
  return {
    title: "Minutewise",
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  };
}
