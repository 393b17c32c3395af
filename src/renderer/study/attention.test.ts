import { describe, expect, it } from "vitest";
import { canBeAnalysed, whatNeedsAttention } from "./attention.ts";
import { analysis, job, session, video } from "./sessions.fixture.ts";

const kinds = (...sessions: Parameters<typeof whatNeedsAttention>[0]) =>
  whatNeedsAttention(sessions).map((attention) => attention.kind);

describe("whatNeedsAttention", () => {
  it("is quiet about a session that is analysed and rated", () => {
    const rated = [{ rater: "R1", rated: 4, notRatable: 0, incomplete: 0 }];
    expect(kinds(session({ analysis: analysis(), ratings: rated }))).toEqual([]);
  });

  it("does not offer to analyse what is in the queue or has no readable video", () => {
    expect(kinds(session({ job: job({ state: "queued" }) }))).toEqual([]);
    expect(kinds(session({ job: job({ state: "running" }) }))).toEqual([]);
    expect(kinds(session({ video: video({ status: "missing" }) }))).toEqual(["video-missing"]);
    expect(kinds(session({ video: video({ status: "changed" }) }))).toEqual(["video-changed"]);
    expect(kinds(session({ video: null, minutes: 0 }))).toEqual(["without-video"]);
  });

  it("asks for no video of a session that was analysed elsewhere, unless nothing of that is here", () => {
    const elsewhere = { sources: ["fer"], excluded: null, minutes: 46 };
    const without = (imported: typeof elsewhere) => kinds(session({ video: null, minutes: 0, imported }));
    expect(without(elsewhere)).toEqual([]);
    expect(without({ ...elsewhere, sources: [] })).toEqual(["without-video"]);
  });

  it("names a failed analysis once, not also as not analysed", () => {
    expect(kinds(session({ job: job({ state: "failed" }) }))).toEqual(["analysis-failed"]);
    expect(kinds(session({ job: job({ state: "interrupted" }) }))).toEqual(["analysis-interrupted"]);
  });

  it("takes an analysis of another file for none", () => {
    const relinked = session({ analysis: analysis({ ofOtherVideo: true, coverage: 0.2 }) });
    expect(kinds(relinked)).toEqual(["other-video"]);
    expect(canBeAnalysed(relinked)).toBe(true);
  });

  it("tells of a recording that may be incomplete, by its file or by the analysis of the same file", () => {
    expect(kinds(session({ analysis: analysis({ notices: ["broken"] }) }))).toEqual(["video-incomplete"]);
    const ofOther = analysis({ notices: ["broken"], ofOtherVideo: true });
    expect(kinds(session({ analysis: ofOther }))).toEqual(["other-video"]);
  });

  it("draws the line of low coverage below 80%", () => {
    expect(kinds(session({ analysis: analysis({ coverage: 0.8 }) }))).toEqual([]);
    expect(kinds(session({ analysis: analysis({ coverage: 0.7999 }) }))).toEqual(["low-coverage"]);
  });

  it("counts the sessions of a kind and agrees in number", () => {
    const [one] = whatNeedsAttention([session()]);
    expect(one).toMatchObject({ sentence: "1 session is not analysed", help: "analyse", sessionIds: [1] });
    const [two] = whatNeedsAttention([session(), session({ sessionId: 2 })]);
    expect(two).toMatchObject({ sentence: "2 sessions are not analysed", sessionIds: [1, 2] });
  });

  it("puts missing videos before unfinished work", () => {
    expect(
      kinds(
        session({ ratings: [{ rater: "R1", rated: 1, notRatable: 0, incomplete: 1 }] }),
        session({ sessionId: 2, video: video({ status: "missing" }) }),
      ),
    ).toEqual(["video-missing", "not-analysed", "incomplete-ratings"]);
  });
});
