import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageFile, pageHandler } from "./app-protocol.ts";

const folder = mkdtempSync(join(tmpdir(), "minutewise-page-"));
const page = join(folder, "renderer");
const handle = pageHandler(page, () => "http://127.0.0.1:4000");

beforeAll(() => {
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "the page");
  writeFileSync(join(page, "assets", "a b.js"), "export {};");
  writeFileSync(join(page, "built-from.exe"), "not a file of the page");
  writeFileSync(join(folder, "secret.html"), "outside");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the page's own address", () => {
  it("serves its files with type and policy", async () => {
    const answer = await handle(new Request("minutewise://app/index.html"));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("the page");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = answer.headers.get("content-security-policy");
    expect(policy).toContain("media-src 'self' blob: http://127.0.0.1:4000;");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("script-src 'self';");
    expect((await handle(new Request("minutewise://app/assets/a%20b.js"))).status).toBe(200);
  });

  it.each([
    "minutewise://app/nothing.js",
    "minutewise://app/assets",
    "minutewise://app/built-from.exe",
    "minutewise://app/..%2fsecret.html",
    "minutewise://app/assets/..%2f..%2fsecret.html",
    "minutewise://app/%ff.html",
    "minutewise://app/a%00.html",
    "minutewise://other/index.html",
    "https://app/index.html",
  ])("%s is not found", async (address) => {
    const answer = await handle(new Request(address));
    expect([answer.status, await answer.text()]).toEqual([404, ""]);
  });

  it("takes nothing but GET", async () => {
    expect((await handle(new Request("minutewise://app/index.html", { method: "POST" }))).status).toBe(404);
  });

  it("never leaves the page's folder", () => {
    expect(pageFile("minutewise://app/..%5csecret.html", page)).not.toBe(join(folder, "secret.html"));
    expect(pageFile("minutewise://app/..%2frenderer-other%2fx.html", page)).toBeNull();
  });
});
