import { describe, expect, it, vi } from "vitest";
import { startWorkerProcess } from "../../src/main/worker-process.ts";
import { utilityProcess } from "./electron-stand-in.ts";

vi.mock("electron", () => import("./electron-stand-in.ts"));

function start() {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const handle = startWorkerProcess("/program/out/main/worker.js", log);
  const started = utilityProcess.forked.at(-1);
  if (!started) throw new Error("No process was started.");
  return { handle, log, ...started };
}

describe("the worker under Electron", () => {
  it("is the built entry and exchanges messages as they are", () => {
    const { handle, child, entry } = start();
    expect(entry).toBe("/program/out/main/worker.js");
    handle.send({ type: "cancel" });
    expect(child.sent).toEqual([{ type: "cancel" }]);
    const listener = vi.fn();
    handle.onMessage(listener);
    child.emit("message", { type: "cancelled" });
    expect(listener).toHaveBeenCalledWith({ type: "cancelled" });
  });

  it("tells of a crash once and logs what it said, without the video's name", () => {
    const { handle, child, log } = start();
    const ended = vi.fn();
    handle.onExit(ended);
    handle.send({ type: "start", task: { kind: "probe", videoPath: "/videos/Frau Muster.mp4" } });
    child.stderr.emit("data", Buffer.from("cannot read /videos/Frau Muster.mp4: Frau Muster.mp4 is broken"));
    child.emit("exit", 139);
    expect(ended).toHaveBeenCalledExactlyOnceWith(139, null);
    expect(JSON.stringify(log.error.mock.calls)).toContain("is broken");
    expect(JSON.stringify(log.error.mock.calls)).not.toContain("Muster");
  });

  it("is ended at once, also before it has a process id", () => {
    const { handle, child } = start();
    const kill = vi.spyOn(process, "kill").mockReturnValue(true);
    handle.kill();
    expect(kill).toHaveBeenCalledExactlyOnceWith(4242, "SIGKILL");
    child.pid = undefined;
    handle.kill();
    expect(child.calls).toEqual(["kill"]);
    kill.mockRestore();
  });
});
