import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { type RatingValue, UNRATED } from "../../shared/ceas/rating.ts";
import type { Rater } from "../../shared/contract/ratings.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { ratingSheet, redoRating, saveRating, undoRating } from "./rate.ts";
import { raterWithCode } from "./repo.ts";

const JOY: RatingValue = { arousal: 5, emotion: "joy", notRatable: null, note: "" };
const CALM: RatingValue = { arousal: 1, emotion: null, notRatable: null, note: "" };

let db: StudyDatabase;
let rater: Rater;
let sessionId: number;

beforeEach(async () => {
  const study = newStudy();
  db = study.db;
  sessionId = await addTestSession(study);
  rater = raterWithCode(db, "R1");
});

/** Values by minute as the sheet shows them, unrated minutes left out. */
function values(): Record<number, RatingValue> {
  const rated = ratingSheet(db, rater, sessionId).minutes.filter((minute) => minute.state !== "unrated");
  return Object.fromEntries(rated.map((minute) => [minute.minute, minute.value]));
}

function save(minute: number, value: RatingValue): void {
  const known = ratingSheet(db, rater, sessionId).minutes.find((entry) => entry.minute === minute);
  saveRating(db, rater, { sessionId, minute, value, basedOn: known?.version ?? 0 });
}

describe("saving a rating", () => {
  it("adds a version and an audit row that tells what stood before", () => {
    save(2, JOY);
    save(2, CALM);
    expect(values()).toEqual({ 2: CALM });
    expect(db.prepare("SELECT version, arousal FROM rating_version ORDER BY id").raw().all()).toEqual([
      [1, 5],
      [2, 1],
    ]);
    const audit = db
      .prepare("SELECT actor, details FROM audit WHERE action = 'rating.form' ORDER BY id DESC")
      .get();
    expect(audit).toMatchObject({ actor: "R1" });
    expect(JSON.parse((audit as { details: string }).details)).toMatchObject({
      minute: 2,
      from: JOY,
      to: CALM,
    });
  });

  it("stores nothing when the value stands already", () => {
    save(1, CALM);
    save(1, CALM);
    expect(db.prepare("SELECT count(*) FROM rating_version").pluck().get()).toBe(1);
  });

  it("refuses a change that was made from an older version", () => {
    save(1, CALM);
    expect(() => saveRating(db, rater, { sessionId, minute: 1, value: JOY, basedOn: 0 })).toThrow(
      expect.objectContaining({ code: "CONFLICT" }),
    );
    expect(values()).toEqual({ 1: CALM });
  });

  it("refuses minutes that the recording does not have", () => {
    expect(() => save(4, CALM)).toThrow(expect.objectContaining({ code: "INVALID_VALUE" }));
  });

  it("keeps raters apart", () => {
    save(1, JOY);
    expect(ratingSheet(db, raterWithCode(db, "R2"), sessionId).minutes).toEqual([]);
  });

  it("can never be edited or deleted in the database", () => {
    save(1, JOY);
    expect(() => db.prepare("UPDATE rating_version SET arousal = 2").run()).toThrow(/append-only/);
    expect(() => db.prepare("DELETE FROM rating_version").run()).toThrow(/append-only/);
    expect(() => db.prepare("DELETE FROM audit").run()).toThrow(/append-only/);
  });
});

describe("undo and redo", () => {
  it("take back and bring back changes in their order, over minutes", () => {
    save(1, CALM);
    save(2, JOY);
    save(1, JOY);
    expect(undoRating(db, rater, sessionId).changed).toMatchObject({ minute: 1, value: CALM });
    expect(undoRating(db, rater, sessionId).changed).toMatchObject({ minute: 2, value: UNRATED });
    expect(values()).toEqual({ 1: CALM });
    redoRating(db, rater, sessionId);
    expect(redoRating(db, rater, sessionId)).toMatchObject({
      changed: { minute: 1, value: JOY },
      canRedo: false,
    });
    expect(values()).toEqual({ 1: JOY, 2: JOY });
  });

  it("change nothing when there is nothing to take back", () => {
    expect(undoRating(db, rater, sessionId)).toEqual({ changed: null, canUndo: false, canRedo: false });
  });

  it("behave like a list of states with a position in it, whatever is done", () => {
    const action = fc.oneof(
      fc.record({ minute: fc.integer({ min: 1, max: 3 }), value: fc.constantFrom(JOY, CALM, UNRATED) }),
      fc.constantFrom("undo" as const, "redo" as const),
    );
    let run = 0;
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
        run += 1;
        rater = raterWithCode(db, `P${run}`);
        const states: Record<number, RatingValue>[] = [{}];
        let position = 0;
        for (const step of actions) {
          if (step === "undo") {
            position = Math.max(0, position - 1);
            undoRating(db, rater, sessionId);
          } else if (step === "redo") {
            position = Math.min(states.length - 1, position + 1);
            redoRating(db, rater, sessionId);
          } else {
            const before = states[position] ?? {};
            save(step.minute, step.value);
            if (JSON.stringify(before[step.minute] ?? UNRATED) === JSON.stringify(step.value)) continue;
            const after = { ...before, [step.minute]: step.value };
            if (step.value === UNRATED) delete after[step.minute];
            states.splice(position + 1, states.length, after);
            position += 1;
          }
          expect(values()).toEqual(states[position]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
