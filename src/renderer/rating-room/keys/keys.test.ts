import { describe, expect, test } from "vitest";
import { actionOf, KEY_GROUPS, type KeyPress } from "./keys.ts";

function press(
  key: string,
  change: Partial<Omit<KeyPress, "getModifierState">> & { altGraph?: boolean } = {},
): KeyPress {
  const { altGraph = false, ...rest } = change;
  return {
    key,
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    getModifierState: () => altGraph,
    ...rest,
  };
}

const rows = KEY_GROUPS.flatMap((group) => group.rows);

describe("the table", () => {
  test("gives every key combination to one action only", () => {
    for (const row of rows) {
      for (const { key, control = false, shift = false } of row.chords) {
        expect(actionOf(press(key, { ctrlKey: control, shiftKey: shift })), `${row.label}: ${key}`).toBe(
          row.action,
        );
      }
    }
  });

  test("lists every action once, with its keys", () => {
    const names = rows.map(({ action }) => JSON.stringify(action));
    expect(new Set(names).size).toBe(names.length);
    expect(rows.every(({ caps }) => caps.length > 0)).toBe(true);
  });
});

describe("a key press", () => {
  test("rates with digits and letters, capital or not", () => {
    expect(actionOf(press("5"))).toEqual({ kind: "level", level: 5 });
    expect(actionOf(press("S", { shiftKey: true }))).toEqual({ kind: "emotion", emotion: "sadness" });
    expect(actionOf(press("n"))).toEqual({ kind: "not-ratable" });
  });

  test("tells undo, redo and plain Z apart", () => {
    expect(actionOf(press("z"))?.kind).toBe("zoom-minute");
    expect(actionOf(press("z", { ctrlKey: true }))?.kind).toBe("undo");
    expect(actionOf(press("z", { metaKey: true }))?.kind).toBe("undo");
    expect(actionOf(press("Z", { ctrlKey: true, shiftKey: true }))?.kind).toBe("redo");
  });

  test("leaves the browser's own combinations alone", () => {
    expect(actionOf(press("s", { ctrlKey: true }))).toBeNull();
    expect(actionOf(press("l", { altKey: true }))).toBeNull();
    expect(actionOf(press("r", { metaKey: true }))).toBeNull();
  });

  test("held down never rates or confirms a second time, but steps frames", () => {
    expect(actionOf(press("2", { repeat: true }))).toBeNull();
    expect(actionOf(press("Enter", { repeat: true }))).toBeNull();
    expect(actionOf(press("ArrowRight", { repeat: true }))?.kind).toBe("frame-forward");
  });

  test("takes brackets that are written with AltGr", () => {
    expect(actionOf(press("]", { ctrlKey: true, altKey: true, altGraph: true }))?.kind).toBe("next-minute");
  });

  test("goes by the place of the key where the layout has no Latin letters", () => {
    expect(actionOf(press("ы", { code: "KeyS" }))).toEqual({ kind: "emotion", emotion: "sadness" });
  });

  test("does nothing while a character is being composed", () => {
    expect(actionOf(press("s", { isComposing: true }))).toBeNull();
  });
});
