import { type RatingValue, sameRating, UNRATED } from "../../shared/ceas/rating.ts";
import type { Rater, RatingChange, RatingSheet } from "../../shared/contract/ratings.ts";
import { ratableMinuteCount } from "../../shared/time.ts";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { videoOfSession } from "../media/repo.ts";
import { findSession } from "../sessions/repo.ts";
import { importedLength } from "../sessions/session-facts.ts";
import {
  appendVersion,
  currentVersion,
  describeVersion,
  type RatingOrigin,
  type RatingVersion,
  ratingHistory,
} from "./repo.ts";
import { undoStack } from "./undo-stack.ts";

/** The newest version of every minute that a rater has touched in a session. */
export function ratingSheet(db: StudyDatabase, rater: Rater, sessionId: number): RatingSheet {
  requireSession(db, sessionId);
  const history = ratingHistory(db, sessionId, rater.raterId);
  const newest = new Map(history.map((version) => [version.minute, version]));
  const minutes = [...newest.values()].sort((a, b) => a.minute - b.minute).map(describeVersion);
  return { rater: rater.code, minutes, ...undoAvailability(history) };
}

/**
 * Stores a new version of one minute, together with its audit row. A value that already stands changes nothing.
 *
 * @throws Failure NOT_FOUND, INVALID_VALUE (a minute outside the recording), CONFLICT (a newer version is stored)
 */
export function saveRating(
  db: StudyDatabase,
  rater: Rater,
  change: { sessionId: number; minute: number; value: RatingValue; basedOn: number },
): RatingChange {
  return db
    .transaction((): RatingChange => {
      requireMinute(db, change.sessionId, change.minute);
      const current = currentVersion(db, change.sessionId, rater.raterId, change.minute);
      if ((current?.version ?? 0) !== change.basedOn) {
        throw new Failure("CONFLICT", `Minute ${change.minute} was changed in another window.`, {
          remedy: "The newer value is shown now; enter the change again if it is still wanted.",
        });
      }
      if (current ? sameRating(current.value, change.value) : sameRating(UNRATED, change.value)) {
        const availability = undoAvailability(ratingHistory(db, change.sessionId, rater.raterId));
        return { changed: current ? describeVersion(current) : null, ...availability };
      }
      return append(db, rater, change.sessionId, change.minute, change.value, "form", null, current);
    })
    .immediate();
}

/** Takes back the rater's last change in a session by storing the value from before it. */
export function undoRating(db: StudyDatabase, rater: Rater, sessionId: number): RatingChange {
  return step(db, rater, sessionId, "undo", (history, target) => {
    const before = history.find((v) => v.minute === target.minute && v.version === target.version - 1);
    return before?.value ?? UNRATED;
  });
}

/** Brings back the change that was undone last. */
export function redoRating(db: StudyDatabase, rater: Rater, sessionId: number): RatingChange {
  return step(db, rater, sessionId, "redo", (_history, target) => target.value);
}

function step(
  db: StudyDatabase,
  rater: Rater,
  sessionId: number,
  origin: "undo" | "redo",
  valueAfter: (history: readonly RatingVersion[], target: RatingVersion) => RatingValue,
): RatingChange {
  return db
    .transaction((): RatingChange => {
      requireSession(db, sessionId);
      const history = ratingHistory(db, sessionId, rater.raterId);
      const targetId = undoStack(history)[origin];
      const target = history.find((version) => version.id === targetId);
      if (!target) return { changed: null, ...undoAvailability(history) };
      const current = currentVersion(db, sessionId, rater.raterId, target.minute);
      return append(
        db,
        rater,
        sessionId,
        target.minute,
        valueAfter(history, target),
        origin,
        target.id,
        current,
      );
    })
    .immediate();
}

function append(
  db: StudyDatabase,
  rater: Rater,
  sessionId: number,
  minute: number,
  value: RatingValue,
  origin: RatingOrigin,
  refersTo: number | null,
  before: RatingVersion | null,
): RatingChange {
  const stored = appendVersion(db, { sessionId, raterId: rater.raterId, minute, value, origin, refersTo });
  recordAudit(db, {
    actor: rater.code,
    action: `rating.${origin}`,
    sessionId,
    details: { minute, version: stored.version, from: before?.value ?? null, to: value },
  });
  return {
    changed: describeVersion(stored),
    ...undoAvailability(ratingHistory(db, sessionId, rater.raterId)),
  };
}

function undoAvailability(history: readonly RatingVersion[]): { canUndo: boolean; canRedo: boolean } {
  const { undo, redo } = undoStack(history);
  return { canUndo: undo !== null, canRedo: redo !== null };
}

function requireSession(db: StudyDatabase, sessionId: number): void {
  if (!findSession(db, sessionId)) throw new Failure("NOT_FOUND", "This session is not part of the study.");
}

/** The minutes of a session that can be rated; null where neither a video nor an import says how long it is. */
export function ratableMinutes(db: StudyDatabase, sessionId: number): number | null {
  const video = videoOfSession(db, sessionId);
  return video ? ratableMinuteCount(video.probe.durationMs) : importedLength(db, sessionId);
}

function requireMinute(db: StudyDatabase, sessionId: number, minute: number): void {
  requireSession(db, sessionId);
  const minutes = ratableMinutes(db, sessionId);
  if (minutes !== null && minute > minutes) {
    throw new Failure("INVALID_VALUE", `The session has ${minutes} minutes; there is no minute ${minute}.`);
  }
}
