import type { StudyDatabase } from "../database/open-database.ts";

/** A playback copy as recorded; whether its file is still there is a matter of the disk. */
export interface StoredProxy {
  readonly fingerprint: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly frames: number;
  /** Largest difference between a frame's time in the copy and in the original, in ms. */
  readonly maxTimeErrorMs: number;
  readonly encoder: string;
}

interface ProxyColumns {
  video_fingerprint: string;
  file_name: string;
  size_bytes: number;
  frames: number;
  max_time_error_ms: number;
  encoder: string;
}

const SELECT =
  "SELECT video_fingerprint, file_name, size_bytes, frames, max_time_error_ms, encoder FROM proxy";

function toStored(row: ProxyColumns): StoredProxy {
  return {
    fingerprint: row.video_fingerprint,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    frames: row.frames,
    maxTimeErrorMs: row.max_time_error_ms,
    encoder: row.encoder,
  };
}

export function findProxy(db: StudyDatabase, fingerprint: string): StoredProxy | null {
  const row = db.prepare<[string], ProxyColumns>(`${SELECT} WHERE video_fingerprint = ?`).get(fingerprint);
  return row ? toStored(row) : null;
}

/** Records a copy in place of the one that was made before. */
export function storeProxy(db: StudyDatabase, proxy: StoredProxy): void {
  db.prepare(
    `INSERT OR REPLACE INTO proxy (video_fingerprint, file_name, size_bytes, frames, max_time_error_ms, encoder, made_at)
     VALUES (@fingerprint, @fileName, @sizeBytes, @frames, @maxTimeErrorMs, @encoder, @madeAt)`,
  ).run({ ...proxy, madeAt: new Date().toISOString() });
}

export function forgetProxy(db: StudyDatabase, fingerprint: string): void {
  db.prepare("DELETE FROM proxy WHERE video_fingerprint = ?").run(fingerprint);
}
