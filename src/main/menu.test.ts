import { describe, expect, it, vi } from "vitest";
import { type MenuActions, menuTemplate } from "./menu.ts";

const actions: MenuActions = {
  newStudy: vi.fn(),
  openStudy: vi.fn(),
  openRecent: vi.fn(),
  closeStudy: vi.fn(),
  showKeys: vi.fn(),
  showLog: vi.fn(),
};
const study = (name: string, found: boolean) => ({
  name,
  path: `/studies/${name}`,
  openedAt: "2026-01-31T10:00:00Z",
  found,
});

function submenu(template: ReturnType<typeof menuTemplate>, label: string) {
  const items = template.find((item) => item.label === label)?.submenu;
  return Array.isArray(items) ? items : [];
}

describe("the menu", () => {
  it("lists the studies that are still there, with an ampersand that stays one", () => {
    const template = menuTemplate(actions, [study("Fear & Joy", true), study("gone", false)], "linux");
    const recent = submenu(template, "File").find((item) => item.label === "Open Recent");
    expect(recent?.enabled).toBe(true);
    expect(recent?.submenu).toMatchObject([{ label: "Fear && Joy (/studies/Fear && Joy)" }]);
  });

  it("has no recent studies to open before the first", () => {
    const recent = submenu(menuTemplate(actions, [], "linux"), "File").find(
      (item) => item.label === "Open Recent",
    );
    expect(recent?.enabled).toBe(false);
  });

  it("follows the system: the application's menu comes first on macOS, quitting stands under File elsewhere", () => {
    expect(menuTemplate(actions, [], "darwin")[0]).toEqual({ role: "appMenu" });
    expect(submenu(menuTemplate(actions, [], "darwin"), "File").at(-1)).toEqual({ role: "close" });
    expect(submenu(menuTemplate(actions, [], "win32"), "File").at(-1)).toEqual({ role: "quit" });
  });
});
