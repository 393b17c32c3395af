import { describe, expect, it } from "vitest";
import { jobPace, jobShare, jobWork, waitingDetails, waitingWords, waitingWork } from "./job-words.ts";
import { job } from "./sessions.fixture.ts";

describe("a job in words", () => {
  it("names the work and what was asked for otherwise than usual", () => {
    expect(jobWork(job())).toBe("Analysis");
    expect(jobWork(job({ kind: "proxy" }))).toBe("Playback copy");
    expect(jobWork(job({ options: { fromMs: 300_000, toMs: 1_200_000 } }))).toBe("Analysis · 5:00 – 20:00");
    expect(jobWork(job({ options: { fromMs: 300_000 } }))).toBe("Analysis · 5:00 – end");
    expect(jobWork(job({ options: { modelIds: ["a", "b"], meshEveryMs: 0 } }))).toBe(
      "Analysis · a, b · mesh in every frame",
    );
  });

  it("tells the pace and the time left of a running job, as far as they are known", () => {
    expect(jobPace(job())).toBe("starting");
    expect(jobPace(job({ framesPerSecond: 411.6, remainingMs: 42_000 }))).toBe("412 frames/s · 0:42 left");
    expect(jobShare(job({ framesDone: 2_400 }))).toBe(0.5);
    expect(jobShare(job({ framesExpected: 0 }))).toBeNull();
  });

  it("tells of a waiting job how long it will take and where it goes on", () => {
    const waiting = job({ state: "queued", remainingMs: 754_000 });
    expect(waitingWork(waiting)).toBe("Analysis · 13 min");
    expect(waitingWork({ ...waiting, remainingMs: 20_000 })).toBe("Analysis · 1 min");
    expect(waitingWork({ ...waiting, remainingMs: 7_500_000 })).toBe("Analysis · 2 h 5 min");
    expect(waitingWork({ ...waiting, remainingMs: null })).toBe("Analysis");
    expect(waitingDetails(waiting)).toBe("");
    expect(waitingDetails({ ...waiting, options: { toMs: 60_000 }, resumedAtMinute: 4 })).toBe(
      "0:00 – 1:00 · goes on at minute 4",
    );
  });

  it("counts what waits and what is held back", () => {
    const [queued, paused] = [job({ state: "queued" }), job({ state: "paused" })];
    expect(waitingWords([queued])).toBe("1 job waiting");
    expect(waitingWords([queued, queued, paused])).toBe("2 waiting, 1 paused");
    expect(waitingWords([paused, paused])).toBe("2 jobs paused");
  });
});
