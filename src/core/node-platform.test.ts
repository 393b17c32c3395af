import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { getPriority } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tempFolder } from "../../test/support/temp-folder.ts";
import type { FromWorker } from "../shared/worker-protocol.ts";
import { createNodePlatform } from "./node-platform.ts";
import type { WorkerHandle } from "./platform.ts";
import { userDataFolder } from "./user-data-folder.ts";

let folder: string;
beforeEach(() => {
  folder = tempFolder();
  vi.stubEnv("MINUTEWISE_DATA", folder);
});
afterEach(() => vi.unstubAllEnvs());

function ended(
  worker: WorkerHandle,
): Promise<{ code: number | null; signal: string | null; messages: FromWorker[] }> {
  const messages: FromWorker[] = [];
  worker.onMessage((message) => messages.push(message));
  return new Promise((resolve) => worker.onExit((code, signal) => resolve({ code, signal, messages })));
}

/** Process ids of a process's children, as Linux lists them. */
function childrenOf(pid: number): number[] {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}

describe("the platform under plain Node", () => {
  it("knows its version, its models and the user's folder", () => {
    const platform = createNodePlatform("browser");
    expect(platform.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(existsSync(join(platform.modelsFolder, "blazeface-back.onnx"))).toBe(true);
    expect(platform.userDataFolder).toBe(folder);
    expect(platform.choosePath).toBeUndefined();
  });

  it("runs a task in a process of its own", async () => {
    const worker = createNodePlatform("browser").startWorker();
    const end = ended(worker);
    const videoPath = join(folder, "text.mp4");
    writeFileSync(videoPath, "this is no video");
    worker.send({ type: "start", task: { kind: "probe", videoPath } });
    const { code, messages } = await end;
    expect(code).toBe(0);
    expect(messages).toMatchObject([{ type: "failed", failure: { code: "UNSUPPORTED_MEDIA" } }]);
  });

  it.runIf(process.platform === "linux")(
    "lets other programs go before one that works in the background",
    async () => {
      const before = childrenOf(process.pid);
      const worker = createNodePlatform("browser").startWorker("background");
      const end = ended(worker);
      const videoPath = join(folder, "text.mp4");
      writeFileSync(videoPath, "this is no video");
      const [child] = childrenOf(process.pid).filter((pid) => !before.includes(pid));
      const niceness = getPriority(child ?? 0);
      worker.send({ type: "start", task: { kind: "probe", videoPath } });
      await end;
      expect(niceness).toBe(getPriority() + 10);
    },
  );

  it("ends a process at once, says so once, logs it, and takes later messages in silence", async () => {
    const worker = createNodePlatform("browser").startWorker();
    const end = ended(worker);
    worker.kill();
    expect(await end).toMatchObject({ code: null, signal: "SIGKILL", messages: [] });
    expect(readFileSync(join(folder, "minutewise.log"), "utf8")).toContain("worker ended");
    expect(() => worker.send({ type: "cancel" })).not.toThrow();
  });
});

describe("the user's folder", () => {
  const on = (platform: NodeJS.Platform, env: Record<string, string>, home: string) =>
    userDataFolder({ platform, env, home });

  it("follows the operating system's convention", () => {
    expect(on("linux", {}, "/home/a")).toBe(join("/home/a", ".local", "share", "minutewise"));
    expect(on("linux", { XDG_DATA_HOME: "/data/a" }, "/home/a")).toBe(join("/data/a", "minutewise"));
    expect(on("darwin", {}, "/Users/a")).toBe(
      join("/Users/a", "Library", "Application Support", "Minutewise"),
    );
    expect(on("win32", { APPDATA: "/roaming" }, "/users/a")).toBe(join("/roaming", "Minutewise"));
  });

  it("can be put elsewhere", () => {
    expect(on("linux", { MINUTEWISE_DATA: "/elsewhere" }, "/home/a")).toBe("/elsewhere");
  });
});
