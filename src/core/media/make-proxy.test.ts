import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { PROBE, type Script, standInPlatform } from "../../../test/support/stand-in-worker.ts";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import type { ProxyTask } from "../../shared/worker-protocol.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { makeProxy } from "./make-proxy.ts";
import { removeProxy, sessionPlayback } from "./playback.ts";
import { proxyPath } from "./proxy-file.ts";

const target = (worker: Parameters<Script>[0]): string => (worker.task as ProxyTask).targetPath;

/** Writes the copy and tells of it. */
const making: Script = (worker) => {
  worker.send({ type: "progress", framesDone: 25, timeMs: 1000 });
  writeFileSync(target(worker), "a copy");
  worker.send({ type: "proxied", frames: 50, maxTimeErrorMs: 0.004, encoder: "libx264" });
  worker.exit(0);
};

const make = (study: OpenStudy, sessionId: number, script: Script, signal = new AbortController().signal) =>
  makeProxy(standInPlatform("", "", script), study, sessionId, () => {}, signal);

/** Makes the session's video one that cannot be played. */
function unplayable(study: OpenStudy): void {
  study.db
    .prepare("UPDATE video SET probe = ?")
    .run(JSON.stringify({ ...PROBE, container: "mpeg", videoCodec: "mpeg2video" }));
}

const proxies = (study: OpenStudy): string[] => {
  const folder = dirname(proxyPath(study, "x"));
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe("a playback copy", () => {
  it("is played in place of a video that cannot be, once it is made", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    unplayable(study);
    expect(sessionPlayback(study, sessionId)).toMatchObject({
      state: "proxy-needed",
      reason: expect.stringMatching(/mpeg/),
    });
    await make(study, sessionId, making);
    expect(sessionPlayback(study, sessionId)).toMatchObject({
      state: "proxy-ready",
      path: expect.stringMatching(/^\/media\/proxy\/\d+$/),
      encoder: "libx264",
    });
  });

  it("is noticed to be gone or incomplete, and made again", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    unplayable(study);
    await make(study, sessionId, making);
    const [name = ""] = proxies(study);
    truncateSync(proxyPath(study, name), 2);
    expect(sessionPlayback(study, sessionId).state).toBe("proxy-needed");
    rmSync(proxyPath(study, name));
    expect(sessionPlayback(study, sessionId).state).toBe("proxy-needed");
    await make(study, sessionId, making);
    expect(sessionPlayback(study, sessionId).state).toBe("proxy-ready");
  });

  it("can be removed with its file", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    await make(study, sessionId, making);
    expect(removeProxy(study, sessionId, "test")).toMatchObject({
      path: expect.stringMatching(/^\/media\/video\//),
      encoder: null,
    });
    expect(proxies(study)).toEqual([]);
  });

  it("leaves nothing behind when it is cancelled, and the video as it was", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    unplayable(study);
    const abort = new AbortController();
    // The child is ended before it can tidy up.
    const stopped: Script = (worker) => {
      writeFileSync(`${target(worker)}.unfinished`, "half a co");
      worker.onMessage(() => worker.exit(null, "SIGKILL"));
      abort.abort();
    };
    await expect(make(study, sessionId, stopped, abort.signal)).rejects.toMatchObject({ code: "CANCELLED" });
    expect(proxies(study)).toEqual([]);
    expect(sessionPlayback(study, sessionId).state).toBe("proxy-needed");
  });

  it("names its own place when the disk is full", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    const full: Script = (worker) => {
      worker.send({
        type: "failed",
        failure: { code: "STORAGE_FAILED", message: "The disk is full.", remedy: "Free some space." },
      });
      worker.exit(0);
    };
    await expect(make(study, sessionId, full)).rejects.toMatchObject({
      code: "STORAGE_FAILED",
      where: expect.stringContaining("proxies"),
      remedy: "Free some space.",
    });
  });
});
