import { existsSync } from "node:fs";
import type { ImportedSession } from "../../shared/contract/imports.ts";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { linkVideo, type StoredVideo, videoByFingerprint, videoOfSession } from "../media/repo.ts";
import type { ExaminedVideo } from "../media/video-file.ts";
import { addSession, findSession, sessionByNumber, setSessionDate } from "./repo.ts";

export interface SessionEntry {
  readonly patient: string;
  readonly session: number;
  readonly date: string | null;
  /** Null for a session whose video is not there yet. */
  readonly video: ExaminedVideo | null;
}

/**
 * Adds a session, or completes one that is known with a date or a video that it did not have, or with its
 * video's new place. What is known and
 * says the same is left as it is, so that the same import twice changes nothing. Call it within a transaction.
 *
 * @throws Failure CONFLICT when the session is known with another date or video, or the video belongs to another
 * session.
 */
export function addOrCompleteSession(db: StudyDatabase, actor: string, entry: SessionEntry): ImportedSession {
  const known = sessionByNumber(db, entry.patient, entry.session);
  refuseForeignVideo(db, entry, known?.sessionId ?? null);
  if (!known) {
    const sessionId = addSession(db, entry.patient, entry.session, entry.date);
    if (entry.video) linkVideo(db, sessionId, entry.video);
    recordAudit(db, { actor, action: "session.added", sessionId, details: auditDetails(entry) });
    return { ...imported(entry), sessionId, outcome: "added" };
  }

  const { sessionId } = known;
  const newDate = entry.date !== null && known.heldOn === null ? entry.date : null;
  if (entry.date !== null && known.heldOn !== null && known.heldOn !== entry.date) {
    throw conflict(entry, `is already known with the date ${known.heldOn}`);
  }
  const linked = videoOfSession(db, sessionId);
  if (entry.video && linked && linked.fingerprint !== entry.video.fingerprint) {
    throw conflict(entry, "already has another video");
  }
  const newVideo =
    entry.video !== null && (linked === null || hasMoved(linked, entry.video)) ? entry.video : null;
  if (newDate !== null) setSessionDate(db, sessionId, newDate);
  if (newVideo !== null) linkVideo(db, sessionId, newVideo);
  const completed = newDate !== null || newVideo !== null;
  if (completed)
    recordAudit(db, { actor, action: "session.completed", sessionId, details: auditDetails(entry) });
  return {
    ...imported(entry),
    sessionId,
    patient: known.patient,
    outcome: completed ? "completed" : "unchanged",
  };
}

function imported(entry: SessionEntry): Omit<ImportedSession, "sessionId" | "outcome"> {
  return { patient: entry.patient, session: entry.session, notices: entry.video?.probe.notices ?? [] };
}

/** The same recording stands in another place now, and not any more where it was. */
function hasMoved(linked: StoredVideo, found: ExaminedVideo): boolean {
  return linked.path !== found.path && !existsSync(linked.path);
}

function refuseForeignVideo(db: StudyDatabase, entry: SessionEntry, sessionId: number | null): void {
  if (!entry.video) return;
  const owner = videoByFingerprint(db, entry.video.fingerprint);
  if (!owner || owner.sessionId === sessionId) return;
  const session = findSession(db, owner.sessionId);
  throw new Failure(
    "CONFLICT",
    `This file is already the video of ${session ? `${session.patient} session ${session.number}` : "another session"}.`,
    { where: entry.video.path, remedy: "Check patient, session number and file." },
  );
}

function conflict(entry: SessionEntry, what: string): Failure {
  return new Failure("CONFLICT", `${entry.patient} session ${entry.session} ${what}.`, {
    ...(entry.video ? { where: entry.video.path } : {}),
    remedy:
      "Check patient and session number; a video that was replaced on purpose is re-linked on the sessions page.",
  });
}

function auditDetails(entry: SessionEntry): Record<string, unknown> {
  return { date: entry.date, video: entry.video?.fingerprint ?? null };
}
