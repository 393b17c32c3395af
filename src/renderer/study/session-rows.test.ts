import { describe, expect, it } from "vitest";
import { sessionRows, type View, withLiveJobs } from "./session-rows.ts";
import { analysis, job, session, video } from "./sessions.fixture.ts";

const VIEW: View = { text: "", show: null, sort: "session", descending: false };
const SESSIONS = [
  session({
    sessionId: 1,
    patient: "P10",
    session: 2,
    date: "2026-01-02",
    analysis: analysis({ coverage: 0.5 }),
  }),
  session({
    sessionId: 2,
    patient: "P2",
    session: 10,
    video: video({ fileName: "garden.mkv", status: "missing" }),
  }),
  session({
    sessionId: 3,
    patient: "P2",
    session: 9,
    date: "2025-12-24",
    analysis: analysis({ coverage: 0.9 }),
  }),
];
const ids = (view: Partial<View>) => sessionRows(SESSIONS, { ...VIEW, ...view }).map((row) => row.sessionId);

describe("sessionRows", () => {
  it("orders P2 before P10 and session 9 before session 10", () => {
    expect(ids({})).toEqual([3, 2, 1]);
    expect(ids({ descending: true })).toEqual([1, 2, 3]);
  });

  it("keeps rows without a value last in both directions", () => {
    expect(ids({ sort: "date" })).toEqual([3, 1, 2]);
    expect(ids({ sort: "date", descending: true })).toEqual([1, 3, 2]);
    expect(ids({ sort: "analysis" })).toEqual([1, 3, 2]);
    expect(ids({ sort: "analysis", descending: true })).toEqual([3, 1, 2]);
  });

  it("filters by all words, whatever their case and order", () => {
    expect(ids({ text: "GARDEN p2" })).toEqual([2]);
    expect(ids({ text: "missing" })).toEqual([2]);
    expect(ids({ text: "not analysed" })).toEqual([2]);
    expect(ids({ text: "p2 2026" })).toEqual([]);
  });

  it("shows only what needs attention when asked", () => {
    expect(ids({ show: "low-coverage" })).toEqual([1]);
  });

  it("leaves the given list as it was", () => {
    const before = SESSIONS.map((row) => row.sessionId);
    ids({ sort: "changed", descending: true });
    expect(SESSIONS.map((row) => row.sessionId)).toEqual(before);
  });
});

describe("withLiveJobs", () => {
  it("takes the newest job of a session", () => {
    const [row] = withLiveJobs(
      [session()],
      [job({ jobId: 1, state: "failed" }), job({ jobId: 2, state: "running" })],
    );
    expect(row?.job).toMatchObject({ jobId: 2, state: "running" });
  });

  it("does not bring back a job that is older than the one the list knows", () => {
    const known = session({ job: job({ jobId: 5, state: "queued" }) });
    expect(withLiveJobs([known], [job({ jobId: 4, state: "failed" })])).toEqual([known]);
  });

  it("clears a job that has succeeded meanwhile", () => {
    const known = session({ job: job({ jobId: 5, state: "running" }) });
    expect(withLiveJobs([known], [job({ jobId: 5, state: "succeeded" })])[0]?.job).toBeNull();
  });

  it("takes analyses only: a playback copy that is being made is not shown as one", () => {
    const copy = job({ jobId: 9, kind: "proxy", state: "running" });
    expect(withLiveJobs([session()], [job({ state: "failed" }), copy])[0]?.job).toMatchObject({ jobId: 1 });
  });

  it("changes nothing before the first report", () => {
    const known = session({ job: job() });
    expect(withLiveJobs([known], undefined)).toEqual([known]);
  });
});
