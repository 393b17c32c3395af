import { describe, expect, it } from "vitest";
import { FollowedWork, type Progress } from "./followed-work.ts";

/** Work that a test moves on by hand. */
function byHand() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let signal = AbortSignal.abort();
  let tell: (progress: Progress) => void = () => {};
  const work = new FollowedWork<string>((onProgress, stop) => {
    tell = onProgress;
    signal = stop;
    stop.addEventListener("abort", () => reject(stop.reason));
    return promise;
  });
  return { work, tell, resolve, reject, signal };
}

describe("work that several follow", () => {
  it("tells all of them of progress and gives all of them the result", async () => {
    const { work, tell, resolve } = byHand();
    const [first, second] = [work.follow(undefined), work.follow(undefined)];
    const waiting = [first.next(), second.next()];
    tell({ label: "half", share: 0.5 });
    for (const next of await Promise.all(waiting)) expect(next.value).toEqual({ label: "half", share: 0.5 });
    const ends = [first.next(), second.next()];
    resolve("done");
    for (const end of await Promise.all(ends)) expect(end).toEqual({ done: true, value: "done" });
  });

  it("goes on while one of them is left and is aborted after the last", async () => {
    const { work, signal } = byHand();
    const stop = [new AbortController(), new AbortController()];
    const waiting = stop.map((controller) => work.follow(controller.signal).next());
    stop[0]?.abort();
    await expect(waiting[0]).rejects.toMatchObject({ name: "AbortError" });
    expect(signal.aborted).toBe(false);
    stop[1]?.abort();
    await expect(waiting[1]).rejects.toMatchObject({ name: "AbortError" });
    expect(signal.aborted).toBe(true);
    expect(work.stopped).toBe(true);
  });

  it("is aborted when the one who follows stops listening", async () => {
    const { work, tell, signal } = byHand();
    const follower = work.follow(undefined);
    const first = follower.next();
    tell({ label: "begun", share: 0 });
    await first;
    await follower.return("");
    expect(signal.aborted).toBe(true);
  });

  it("passes its failure on", async () => {
    const { work, reject } = byHand();
    const waiting = work.follow(undefined).next();
    reject(new Error("no column"));
    await expect(waiting).rejects.toThrow("no column");
  });
});
