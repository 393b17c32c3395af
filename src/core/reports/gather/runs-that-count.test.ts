import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyMinute } from "../../../../test/support/stand-in-worker.ts";
import { UNRATED } from "../../../shared/ceas/rating.ts";
import { EXPRESSIONS, type Expression } from "../../../shared/expression.ts";
import { addRun, finishRun, runMinutes } from "../../analysis/run-repo.ts";
import { storeMinute } from "../../analysis/store-minute.ts";
import { decideRun } from "../../evidence/verdicts.ts";
import { appendVersion, raterWithCode } from "../../ratings/repo.ts";
import { addSession } from "../../sessions/repo.ts";
import type { OpenStudy } from "../../study/open-study.ts";
import { createStudy, openStudyFolder } from "../../study/study-folder.ts";
import { agreementRows } from "../agreement/agreement-rows.ts";
import { gatherTables } from "./gather-tables.ts";

const STUDY_MODEL = rawReading({ id: "fer2013-xception", name: "Study model", sha256: "a".repeat(64) });
const SECOND_MODEL = rawReading({ id: "second", name: "Second model", sha256: "b".repeat(64) });
const PLATFORM = { version: "1.2.3" };

function rawReading(card: { id: string; name: string; sha256: string }) {
  const { id, name } = card;
  return { reading: { id, name, parts: [{ modelId: id, weight: 1 }], temperature: 1 }, cards: [card] };
}

let folder = "";
let study: OpenStudy;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-gather-"));
  createStudy(folder, "Gathered study", "test");
  study = openStudyFolder(folder);
});
afterEach(() => {
  study.db.close();
  study.lock.release();
  rmSync(folder, { recursive: true });
});

describe("rows of the runs that count", () => {
  it("are none in a new study, whose model and codebook are named all the same", () => {
    expect(gatherTables(study, STUDY_MODEL, PLATFORM)).toMatchObject({
      study: { studyId: study.info.studyId, name: "Gathered study" },
      program: { name: "Minutewise", version: "1.2.3" },
      model: { modelId: "fer2013-xception", name: "Study model", sha256: "a".repeat(64) },
      codebook: { key: "ceas-basel-2023", version: 1 },
    });
    expect(gathered()).toMatchObject({ rows: [], flow: { ratings: 0, used: 0 } });
  });

  it("takes each minute's newest rating and the minutes of the model that is asked for", () => {
    const session = addSession(study.db, "P01", 3, null);
    analyse(session, [{ neutral: 0.4, happy: 0.6 }, null, { neutral: 0.9, sad: 0.1 }]);
    rate(session, "R1", 1, { arousal: 2 });
    rate(session, "R1", 1, { arousal: 5, emotion: "joy" });
    rate(session, "R1", 2, { arousal: 3, emotion: "fear" });
    rate(session, "R1", 3, { arousal: 4, emotion: "anger" });
    rate(session, "R1", 3, {});
    const { flow, rows } = gathered();
    expect(flow).toMatchObject({ ratings: 2, withoutFace: 1, used: 1 });
    expect(rows).toMatchObject([
      {
        patient: "P01",
        session: 3,
        minute: 1,
        rater: "R1",
        phase: "main",
        arousal: 5,
        emotion: "joy",
        category: "joy",
        means: [0, 0, 0, 0.6, 0, 0, 0.4],
        nonspecific: 0.6,
        coverage: 0.5,
      },
    ]);
    const [other] = gathered(SECOND_MODEL).rows;
    expect(other).toMatchObject({ nonspecific: 0, means: [0, 0, 0, 0, 0, 0, 1] });
  });

  it("uses the newest finished run while none is accepted; an unfinished one counts as no analysis", () => {
    const session = addSession(study.db, "P01", 1, null);
    rate(session, "R1", 1, { arousal: 2 });
    analyse(session, [{ neutral: 0.1 }], { finished: false });
    expect(gathered().flow).toMatchObject({ withoutAnalysis: 1, used: 0 });
    analyse(session, [{ neutral: 0.2 }]);
    analyse(session, [{ neutral: 0.3 }]);
    analyse(session, [{ neutral: 0.4 }], { finished: false });
    expect(gathered().rows[0]?.nonspecific).toBeCloseTo(0.7, 12);
  });

  it("keeps an accepted run when a newer one was made, until that one is accepted too", () => {
    const session = addSession(study.db, "P01", 1, null);
    rate(session, "R1", 1, { arousal: 2 });
    analyse(session, [{ neutral: 0.2 }]);
    analyse(session, [{ neutral: 0.4 }]);
    const [first = 0, second = 0] = study.db
      .prepare<[], number>("SELECT id FROM run ORDER BY id")
      .pluck()
      .all();
    const used = (): number | undefined => gathered().rows[0]?.nonspecific;
    expect(used()).toBeCloseTo(0.6, 12);
    decideRun(study.db, "SUP", { runId: first, verdict: "accepted", reason: "" });
    expect(used()).toBeCloseTo(0.8, 12);
    decideRun(study.db, "SUP", { runId: second, verdict: "accepted", reason: "" });
    expect(used()).toBeCloseTo(0.6, 12);
    decideRun(study.db, "SUP", { runId: second, verdict: "open", reason: "" });
    expect(used()).toBeCloseTo(0.8, 12);
  });

  it("prefers a run of the whole recording to a newer one of a span, and marks minutes that a span cuts", () => {
    const session = addSession(study.db, "P01", 1, null);
    rate(session, "R1", 1, { arousal: 2 });
    const used = (): number | undefined => gathered().rows[0]?.nonspecific;
    analyse(session, [{ neutral: 0.3 }], { toMs: 40_000 });
    expect(used()).toBeCloseTo(0.7, 12);
    const runId = Number(study.db.prepare("SELECT max(id) FROM run").pluck().get());
    expect(runMinutes(study.db, runId, STUDY_MODEL.reading.id)[0]?.partial).toBe(true);
    analyse(session, [{ neutral: 0.2 }]);
    analyse(session, [{ neutral: 0.4 }], { toMs: 40_000 });
    expect(used()).toBeCloseTo(0.8, 12);
  });

  it("leaves out and counts, by reason, sessions whose newest run is excluded", () => {
    const sessions = [1, 2, 3, 4].map((number) => addSession(study.db, "P01", number, null));
    for (const session of sessions) {
      rate(session, "R1", 1, { arousal: 2 });
      analyse(session, [{ neutral: 0.2 }]);
    }
    const runs = study.db.prepare<[], number>("SELECT id FROM run ORDER BY id").pluck().all();
    const decide = (at: number, verdict: "excluded" | "open", reason: string) =>
      decideRun(study.db, "SUP", { runId: runs[at] ?? 0, verdict, reason });
    decide(0, "excluded", "face of the therapist");
    decide(1, "excluded", "camera fell");
    decide(1, "open", "");
    decide(2, "excluded", "face of the therapist");
    const { flow, rows } = gathered();
    expect(flow).toMatchObject({
      ratings: 4,
      exclusions: [{ reason: "face of the therapist", sessions: 2, ratings: 2 }],
      withoutAnalysis: 0,
      used: 2,
    });
    expect(rows.map(({ session }) => session)).toEqual([2, 4]);
    // A newer run of the session stands for itself.
    analyse(sessions[0] ?? 0, [{ neutral: 0.2 }]);
    expect(gathered().flow).toMatchObject({ exclusions: [{ ratings: 1 }], used: 3 });
  });

  it("leaves out ratings by another version of the codebook", () => {
    const session = addSession(study.db, "P01", 1, null);
    analyse(session, [{ neutral: 0.2 }, { neutral: 0.4 }]);
    rate(session, "R1", 1, { arousal: 2 });
    study.db.exec(
      "INSERT INTO codebook (key, version, definition, created_at) VALUES ('ceas-basel-2023', 2, '{}', '2026-01-31')",
    );
    rate(session, "R1", 2, { arousal: 2 });
    expect(gathered().rows.map((row) => row.minute)).toEqual([1]);
  });
});

/** The study joined as the agreement report does. */
function gathered(model = STUDY_MODEL): ReturnType<typeof agreementRows> {
  return agreementRows(gatherTables(study, model, PLATFORM));
}

function rate(sessionId: number, rater: string, minute: number, value: Partial<typeof UNRATED>): void {
  const raterId = raterWithCode(study.db, rater).raterId;
  appendVersion(study.db, {
    sessionId,
    raterId,
    minute,
    value: { ...UNRATED, ...value },
    origin: "form",
    refersTo: null,
  });
}

/** A run whose minutes have two frames, one of them with a face unless the means are null. */
function analyse(
  sessionId: number,
  minutes: readonly (Partial<Record<Expression, number>> | null)[],
  { finished = true, toMs = null }: { readonly finished?: boolean; readonly toMs?: number | null } = {},
): void {
  study.db
    .prepare(
      `INSERT INTO video (session_id, path, size_bytes, modified_ms, fingerprint, probe, duration_ms, linked_at)
       VALUES (?, 'film.mp4', 1, 1, 'print', '{}', 180000, '2026-01-31') ON CONFLICT DO NOTHING`,
    )
    .run(sessionId);
  const video = study.db
    .prepare<[number], { id: number }>("SELECT id FROM video WHERE session_id = ?")
    .get(sessionId);
  const runId = addRun(study.db, {
    sessionId,
    videoId: video?.id ?? 0,
    videoFingerprint: "print",
    durationMs: 180_000,
    runKey: "key",
    models: [],
    parameters: {},
    versions: {},
    fromMs: 0,
    toMs,
    machine: {},
  });
  for (const [index, means] of minutes.entries()) {
    const values = means && EXPRESSIONS.map((name) => means[name] ?? 0);
    const neutral = means && EXPRESSIONS.map((name) => (name === "neutral" ? 1 : 0));
    storeMinute(study.db, runId, {
      ...emptyMinute(index + 1),
      nFrames: 2,
      nFaces: means ? 1 : 0,
      readings: [
        {
          modelId: STUDY_MODEL.reading.id,
          nUsed: means ? 1 : 0,
          nUncertain: 0,
          means: values,
          statistics: null,
        },
        {
          modelId: SECOND_MODEL.reading.id,
          nUsed: means ? 1 : 0,
          nUncertain: 0,
          means: neutral,
          statistics: null,
        },
      ],
    });
  }
  if (finished) finishRun(study.db, runId, []);
}
