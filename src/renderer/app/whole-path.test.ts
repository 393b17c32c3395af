import { describe, expect, it } from "vitest";
import { isWholePath } from "./whole-path.ts";

describe("isWholePath", () => {
  it.each([
    "/",
    "/data/study",
    "C:\\data",
    "d:/data",
    "\\\\server\\share",
    "\\\\server\\share\\study",
    "//server/share",
  ])("takes %s", (path) => expect(isWholePath(path)).toBe(true));

  it.each([
    "",
    "study",
    "./study",
    "../study",
    "~/study",
    "C:",
    "C:study",
    "\\study",
    "\\\\server",
    "file:///study",
  ])("refuses %s", (path) => expect(isWholePath(path)).toBe(false));
});
