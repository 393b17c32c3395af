import type { MenuItemConstructorOptions } from "electron";
import type { RecentStudy } from "../shared/contract/studies.ts";

/** What the menu's entries do. */
export interface MenuActions {
  newStudy(): void;
  openStudy(): void;
  openRecent(path: string): void;
  closeStudy(): void;
  showKeys(): void;
  showLog(): void;
}

/** The menu as a template. `recent` are the studies that were opened last, newest first. */
export function menuTemplate(
  actions: MenuActions,
  recent: readonly RecentStudy[],
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const found = recent.filter((study) => study.found);
  return [
    ...(platform === "darwin" ? [{ role: "appMenu" } as const] : []),
    {
      label: "File",
      submenu: [
        { label: "New Study…", accelerator: "CmdOrCtrl+N", click: () => actions.newStudy() },
        { label: "Open Study…", accelerator: "CmdOrCtrl+O", click: () => actions.openStudy() },
        {
          label: "Open Recent",
          enabled: found.length > 0,
          submenu: found.map((study) => ({
            label: `${study.name} (${study.path})`.replaceAll("&", "&&"),
            click: () => actions.openRecent(study.path),
          })),
        },
        { type: "separator" },
        { label: "Close Study", click: () => actions.closeStudy() },
        { type: "separator" },
        platform === "darwin" ? { role: "close" } : { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "View",
      submenu: [
        { role: "reload" },
        { type: "separator" },
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
        { role: "toggleDevTools" },
      ],
    },
    {
      role: "help",
      submenu: [
        { label: "Keys", click: () => actions.showKeys() },
        { label: "Show the Log", click: () => actions.showLog() },
      ],
    },
  ];
}
