import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { builtFrom, sourcesDigest, stampBuild } from "./build-stamp.ts";

let folder: string;
const digest = () => sourcesDigest(folder, ["src/**/*", "config.ts"]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-stamp-"));
  mkdirSync(join(folder, "src", "page"), { recursive: true });
  writeFileSync(join(folder, "src", "page", "a.ts"), "a");
  writeFileSync(join(folder, "config.ts"), "1");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("what a build was made from", () => {
  it("is the same as long as nothing changes", () => {
    expect(digest()).toBe(digest());
  });

  it.each([
    ["a changed file", () => writeFileSync(join(folder, "src", "page", "a.ts"), "b")],
    ["a new file", () => writeFileSync(join(folder, "src", "b.ts"), "")],
    ["a removed file", () => rmSync(join(folder, "src", "page", "a.ts"))],
    ["another setting", () => writeFileSync(join(folder, "config.ts"), "2")],
  ])("changes with %s", (_what, change) => {
    const before = digest();
    change();
    expect(digest()).not.toBe(before);
  });

  it("does not change with a test or a file beside the sources", () => {
    const before = digest();
    writeFileSync(join(folder, "src", "page", "a.test.ts"), "x");
    writeFileSync(join(folder, "other.ts"), "x");
    expect(digest()).toBe(before);
  });

  it("is read back from the built folder, and unknown before the first build", () => {
    expect(builtFrom(folder)).toBeNull();
    stampBuild(folder, "abc");
    expect(builtFrom(folder)).toBe("abc");
    expect(builtFrom(join(folder, "nowhere"))).toBeNull();
  });
});
