import { EMOTION_GATE } from "../../shared/ceas/codebook.ts";
import { type RatingValue, ratingState, ratingValueSchema } from "../../shared/ceas/rating.ts";
import type { RatingPhase } from "../../shared/ceas/rating-phase.ts";
import type { MinuteRating, Rater } from "../../shared/contract/ratings.ts";
import type { RaterProgress } from "../../shared/contract/sessions.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { prepared } from "../database/prepared.ts";

export const RATING_ORIGINS = ["form", "import", "undo", "redo"] as const;
export type RatingOrigin = (typeof RATING_ORIGINS)[number];

/** One stored version of a rater's rating of a minute. */
export interface RatingVersion {
  readonly id: number;
  readonly minute: number;
  readonly version: number;
  readonly value: RatingValue;
  readonly phase: RatingPhase;
  /** 1..7, the strongest moment; null: not coded. */
  readonly peak: number | null;
  readonly origin: RatingOrigin;
  /** The version that an undo or redo takes back or brings back. */
  readonly refersTo: number | null;
  readonly recordedAt: string;
}

interface VersionColumns {
  id: number;
  minute: number;
  version: number;
  arousal: number | null;
  emotion: string | null;
  not_ratable: string | null;
  note: string;
  phase: RatingPhase;
  peak: number | null;
  origin: RatingOrigin;
  refers_to: number | null;
  recorded_at: string;
}

const COLUMNS =
  "id, minute, version, arousal, emotion, not_ratable, note, phase, peak, origin, refers_to, recorded_at";

function toVersion(row: VersionColumns): RatingVersion {
  return {
    id: row.id,
    minute: row.minute,
    version: row.version,
    value: ratingValueSchema.parse({
      arousal: row.arousal,
      emotion: row.emotion,
      notRatable: row.not_ratable,
      note: row.note,
    }),
    phase: row.phase,
    peak: row.peak,
    origin: row.origin,
    refersTo: row.refers_to,
    recordedAt: row.recorded_at,
  };
}

/** The version as the contract shows it. */
export function describeVersion(version: RatingVersion): MinuteRating {
  return {
    minute: version.minute,
    value: version.value,
    state: ratingState(version.value),
    version: version.version,
    recordedAt: version.recordedAt,
  };
}

/** Every version of a rater's ratings of a session, in the order in which they were stored. */
export function ratingHistory(db: StudyDatabase, sessionId: number, raterId: number): RatingVersion[] {
  return db
    .prepare<[number, number], VersionColumns>(
      `SELECT ${COLUMNS} FROM rating_version WHERE session_id = ? AND rater_id = ? ORDER BY id`,
    )
    .all(sessionId, raterId)
    .map(toVersion);
}

/** The newest version of one minute, or null when the minute was never rated. */
export function currentVersion(
  db: StudyDatabase,
  sessionId: number,
  raterId: number,
  minute: number,
): RatingVersion | null {
  const row = prepared<[number, number, number], VersionColumns>(
    db,
    `SELECT ${COLUMNS} FROM rating_version WHERE session_id = ? AND rater_id = ? AND minute = ?
     ORDER BY version DESC LIMIT 1`,
  ).get(sessionId, raterId, minute);
  return row ? toVersion(row) : null;
}

export interface NewVersion {
  readonly sessionId: number;
  readonly raterId: number;
  readonly minute: number;
  readonly value: RatingValue;
  /** Left out: as in the version before. */
  readonly phase?: RatingPhase;
  /** Left out: as in the version before, where the arousal lets it stand. */
  readonly peak?: number | null;
  readonly origin: RatingOrigin;
  readonly refersTo: number | null;
}

/**
 * Appends a version after the newest of its minute and returns it. Call it within a transaction.
 *
 * The rating form knows neither phase nor peak: a version by the form, undo or redo keeps the phase of the minute, and
 * its peak as long as that is not below the new arousal. A peak below the usual level of the minute would contradict it,
 * and so it is then not coded any more.
 */
export function appendVersion(db: StudyDatabase, added: NewVersion): RatingVersion {
  const before = currentVersion(db, added.sessionId, added.raterId, added.minute);
  const version = (before?.version ?? 0) + 1;
  const phase = added.phase ?? before?.phase ?? "main";
  const peak = added.peak === undefined ? keptPeak(before?.peak ?? null, added.value) : added.peak;
  const recordedAt = new Date().toISOString();
  const { lastInsertRowid } = prepared<[object]>(
    db,
    `INSERT INTO rating_version (session_id, rater_id, codebook_id, minute, version, arousal, emotion,
         not_ratable, note, phase, peak, origin, refers_to, recorded_at)
       VALUES (@sessionId, @raterId, (SELECT max(id) FROM codebook), @minute, @version, @arousal, @emotion,
         @notRatable, @note, @phase, @peak, @origin, @refersTo, @recordedAt)`,
  ).run({ ...added, ...added.value, value: null, phase, peak, version, recordedAt });
  return {
    id: Number(lastInsertRowid),
    minute: added.minute,
    version,
    value: added.value,
    phase,
    peak,
    origin: added.origin,
    refersTo: added.refersTo,
    recordedAt,
  };
}

/** What of a peak stands beside a new value. */
export function keptPeak(peak: number | null, { arousal }: Pick<RatingValue, "arousal">): number | null {
  return peak !== null && arousal !== null && peak >= arousal ? peak : null;
}

export function listRaters(db: StudyDatabase): Rater[] {
  return db.prepare<[], Rater>("SELECT id AS raterId, code FROM rater ORDER BY code COLLATE NOCASE").all();
}

/** The rater with this code, who is added when the code is new. */
export function raterWithCode(db: StudyDatabase, code: string): Rater {
  db.prepare("INSERT INTO rater (code, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING").run(
    code,
    new Date().toISOString(),
  );
  const rater = db.prepare<[string], Rater>("SELECT id AS raterId, code FROM rater WHERE code = ?").get(code);
  if (!rater) throw new Error("The rater who was just added is gone.");
  return rater;
}

/**
 * How far every rater is, by session. The columns beside max(version) come from that newest version's row (SQLite
 * defines it so); on a large study this is faster than asking the view for each minute's newest version.
 */
export function ratingProgress(db: StudyDatabase): Map<number, RaterProgress[]> {
  const rows = db
    .prepare<[number, number], RaterProgress & { sessionId: number }>(
      `SELECT c.session_id AS sessionId, r.code AS rater,
         sum(c.arousal IS NOT NULL AND (c.arousal < ? OR c.emotion IS NOT NULL)) AS rated,
         sum(c.not_ratable IS NOT NULL) AS notRatable,
         sum(c.arousal IS NOT NULL AND c.arousal >= ? AND c.emotion IS NULL) AS incomplete
       FROM (SELECT session_id, rater_id, minute, max(version), arousal, emotion, not_ratable
             FROM rating_version GROUP BY session_id, rater_id, minute) c
       JOIN rater r ON r.id = c.rater_id
       WHERE c.arousal IS NOT NULL OR c.not_ratable IS NOT NULL
       GROUP BY c.session_id, r.id ORDER BY r.code COLLATE NOCASE`,
    )
    .all(EMOTION_GATE, EMOTION_GATE);
  const progress = new Map<number, RaterProgress[]>();
  for (const { sessionId, rater, rated, notRatable, incomplete } of rows) {
    const entries = progress.get(sessionId) ?? [];
    entries.push({ rater, rated, notRatable, incomplete });
    progress.set(sessionId, entries);
  }
  return progress;
}
