import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  downloadAddress,
  electronBinary,
  hasDisplay,
  whyNoWindow,
} from "../../scripts/desktop/electron-binary.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** A program folder whose Electron package is there, with or without the binary and with an installer of ours. */
function program(options: { binary: boolean; installer?: string }): string {
  const folder = tempFolder();
  const electron = join(folder, "node_modules", "electron");
  mkdirSync(join(electron, "dist"), { recursive: true });
  writeFileSync(join(electron, "install.js"), options.installer ?? "process.exit(1);");
  if (options.binary) writeFileSync(join(electron, "dist", "electron"), "");
  return folder;
}

/** An address that answers. */
async function mirror(): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/` : "";
}

const say = () => {};

describe("the desktop window", () => {
  it("can open where binary and display are there", async () => {
    expect(await whyNoWindow(program({ binary: true }), "linux", { DISPLAY: ":0" }, say)).toBeNull();
  });

  it("needs a display", async () => {
    expect(await whyNoWindow(program({ binary: true }), "linux", {}, say)).toBe(
      "There is no display for the desktop window",
    );
    expect(hasDisplay("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
    expect(hasDisplay("win32", {})).toBe(true);
  });

  it("is given up at once where the binary is missing and nobody answers", async () => {
    const env = { DISPLAY: ":0", ELECTRON_MIRROR: "http://127.0.0.1:1/" };
    const told: string[] = [];
    const reason = await whyNoWindow(program({ binary: false }), "linux", env, (line) => told.push(line));
    expect(reason).toContain("neither here nor can be downloaded now");
    expect(told).toEqual([]);
  });

  it("is given up where the installer does not bring the binary", async () => {
    const env = { DISPLAY: ":0", ELECTRON_MIRROR: await mirror() };
    expect(await whyNoWindow(program({ binary: false }), "linux", env, say)).toContain("did not succeed");
  });

  it("can open after the installer has brought the binary", async () => {
    const installer = "require('fs').writeFileSync(require('path').join(__dirname, 'dist', 'electron'), '')";
    const env = { DISPLAY: ":0", ELECTRON_MIRROR: await mirror() };
    expect(await whyNoWindow(program({ binary: false, installer }), "linux", env, say)).toBeNull();
  });
});

it("asks the mirror that npm or the environment names", () => {
  expect(downloadAddress({})).toContain("github.com/electron");
  expect(downloadAddress({ ELECTRON_MIRROR: "http://a/", npm_config_electron_mirror: "http://b/" })).toBe(
    "http://b/",
  );
});

it("finds the binary under the name that the package notes", () => {
  const folder = program({ binary: false });
  writeFileSync(join(folder, "node_modules", "electron", "path.txt"), "Electron.app/Contents/MacOS/Electron");
  expect(electronBinary(folder)).toBe(
    join(folder, "node_modules", "electron", "dist", "Electron.app/Contents/MacOS/Electron"),
  );
});
