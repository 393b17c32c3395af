import type { SpeechParameters, SpeechSegment } from "../../shared/speech/speech-segments.ts";
import { toBlob } from "../analysis/blobs.ts";
import type { StudyDatabase } from "../database/open-database.ts";

export interface NewSpeech {
  readonly videoFingerprint: string;
  readonly modelId: string;
  readonly modelSha256: string;
  readonly parameters: SpeechParameters;
  readonly durationMs: number;
  /** Start and end of each stretch, one after the other; null without audio. */
  readonly segmentsMs: Float64Array | null;
}

export function addSpeech(db: StudyDatabase, speech: NewSpeech): void {
  db.prepare(
    `INSERT INTO speech (video_fingerprint, model_id, model_sha256, parameters, duration_ms, segments_ms, analysed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    speech.videoFingerprint,
    speech.modelId,
    speech.modelSha256,
    JSON.stringify(speech.parameters),
    speech.durationMs,
    speech.segmentsMs && toBlob(speech.segmentsMs),
    new Date().toISOString(),
  );
}

export interface StoredSpeech {
  readonly modelId: string;
  readonly modelSha256: string;
  readonly durationMs: number;
  readonly analysedAt: string;
  /** Null without audio. */
  readonly segments: SpeechSegment[] | null;
}

/** The newest speech of a video; null when nobody has listened to it yet. */
export function speechOf(db: StudyDatabase, videoFingerprint: string): StoredSpeech | null {
  const row = db
    .prepare<
      [string],
      {
        model_id: string;
        model_sha256: string;
        duration_ms: number;
        analysed_at: string;
        segments_ms: Buffer | null;
      }
    >("SELECT * FROM speech WHERE video_fingerprint = ? ORDER BY id DESC LIMIT 1")
    .get(videoFingerprint);
  if (!row) return null;
  return {
    modelId: row.model_id,
    modelSha256: row.model_sha256,
    durationMs: row.duration_ms,
    analysedAt: row.analysed_at,
    segments: row.segments_ms && readSegments(row.segments_ms),
  };
}

function readSegments(blob: Buffer): SpeechSegment[] {
  const pair = 2 * Float64Array.BYTES_PER_ELEMENT;
  return Array.from({ length: blob.length / pair }, (_, i) => ({
    startMs: blob.readDoubleLE(i * pair),
    endMs: blob.readDoubleLE(i * pair + Float64Array.BYTES_PER_ELEMENT),
  }));
}
