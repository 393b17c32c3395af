import { basename } from "node:path";
import { type PlaybackState, probeSchema, type Video } from "../../shared/contract/media.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import type { ExaminedVideo, LinkedFile } from "./video-file.ts";

interface VideoColumns {
  id: number;
  session_id: number;
  path: string;
  size_bytes: number;
  modified_ms: number;
  fingerprint: string;
  probe: string;
}

/** A linked video as stored; its status is a matter of the disk and not kept. */
export interface StoredVideo extends LinkedFile {
  readonly videoId: number;
  readonly sessionId: number;
  readonly probe: Video["probe"];
}

function toStored(row: VideoColumns): StoredVideo {
  return {
    videoId: row.id,
    sessionId: row.session_id,
    path: row.path,
    sizeBytes: row.size_bytes,
    modifiedMs: row.modified_ms,
    fingerprint: row.fingerprint,
    probe: probeSchema.parse(JSON.parse(row.probe)),
  };
}

const COLUMNS = "id, session_id, path, size_bytes, modified_ms, fingerprint, probe";

export function findVideo(db: StudyDatabase, videoId: number): StoredVideo | null {
  const row = db.prepare<[number], VideoColumns>(`SELECT ${COLUMNS} FROM video WHERE id = ?`).get(videoId);
  return row ? toStored(row) : null;
}

export function videoOfSession(db: StudyDatabase, sessionId: number): StoredVideo | null {
  const row = db
    .prepare<[number], VideoColumns>(`SELECT ${COLUMNS} FROM video WHERE session_id = ?`)
    .get(sessionId);
  return row ? toStored(row) : null;
}

export function allVideos(db: StudyDatabase): StoredVideo[] {
  return db.prepare<[], VideoColumns>(`SELECT ${COLUMNS} FROM video ORDER BY id`).all().map(toStored);
}

/** The video with this content, whichever session it belongs to. */
export function videoByFingerprint(db: StudyDatabase, fingerprint: string): StoredVideo | null {
  const row = db
    .prepare<[string], VideoColumns>(`SELECT ${COLUMNS} FROM video WHERE fingerprint = ? ORDER BY id LIMIT 1`)
    .get(fingerprint);
  return row ? toStored(row) : null;
}

/** Links a file to a session, in place of the one that was linked before. */
export function linkVideo(db: StudyDatabase, sessionId: number, video: ExaminedVideo): void {
  db.prepare(
    `INSERT INTO video (session_id, path, size_bytes, modified_ms, fingerprint, probe, duration_ms, linked_at)
     VALUES (@sessionId, @path, @sizeBytes, @modifiedMs, @fingerprint, @probe, @durationMs, @linkedAt)
     ON CONFLICT (session_id) DO UPDATE SET path = excluded.path, size_bytes = excluded.size_bytes,
       modified_ms = excluded.modified_ms, fingerprint = excluded.fingerprint, probe = excluded.probe,
       duration_ms = excluded.duration_ms, linked_at = excluded.linked_at`,
  ).run({
    sessionId,
    path: video.path,
    sizeBytes: video.sizeBytes,
    modifiedMs: video.modifiedMs,
    fingerprint: video.fingerprint,
    probe: JSON.stringify(video.probe),
    durationMs: video.probe.durationMs,
    linkedAt: new Date().toISOString(),
  });
}

/** The video as the contract shows it. */
export function describeVideo(video: StoredVideo, status: Video["status"], playback: PlaybackState): Video {
  return {
    videoId: video.videoId,
    fileName: basename(video.path),
    path: video.path,
    sizeBytes: video.sizeBytes,
    fingerprint: video.fingerprint,
    status,
    playback,
    probe: video.probe,
  };
}
