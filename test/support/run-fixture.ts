import { addRun, finishRun } from "../../src/core/analysis/run-repo.ts";
import { storeMinute } from "../../src/core/analysis/store-minute.ts";
import { videoOfSession } from "../../src/core/media/repo.ts";
import type { OpenStudy } from "../../src/core/study/open-study.ts";
import type { AnalysedMinute, PixelBox } from "../../src/shared/worker-protocol.ts";
import { emptyMinute } from "./stand-in-worker.ts";

export const NETWORK = "fer2013-xception";

/** A frame of a made-up run; without a box there is no face. */
export interface MadeUpFrame {
  readonly timeMs: number;
  readonly box?: PixelBox;
  readonly track?: number;
  readonly presence?: number;
  /** Seven probabilities in the order of EXPRESSIONS; without them the face has no result. */
  readonly seven?: readonly number[];
}

/** A minute as the child would send it. */
export function madeUpMinute(
  minute: number,
  frames: readonly MadeUpFrame[],
  more: Partial<AnalysedMinute> = {},
): AnalysedMinute {
  const used = frames.flatMap(({ box, seven }) => (box && seven ? [seven] : []));
  const mean = (k: number): number => used.reduce((sum, seven) => sum + (seven[k] ?? 0), 0) / used.length;
  const nothing = Number.NaN;
  return {
    ...emptyMinute(minute),
    nFrames: frames.length,
    nFaces: frames.filter(({ box }) => box).length,
    timesMs: Float64Array.from(frames, ({ timeMs }) => timeMs),
    boxes: Float32Array.from(
      frames.flatMap(({ box }) =>
        box ? [box.x, box.y, box.width, box.height] : [nothing, nothing, nothing, nothing],
      ),
    ),
    scores: Float32Array.from(frames, ({ box }) => (box ? 0.75 : nothing)),
    presences: Float32Array.from(frames, ({ box, presence }) => (box ? (presence ?? 0.99) : nothing)),
    tracks: Uint32Array.from(frames, ({ box, track }) => (box ? (track ?? 1) : 0)),
    probabilities: [
      {
        modelId: NETWORK,
        values: Float32Array.from(
          frames.flatMap(({ box, seven }) => [
            ...(box && seven ? seven : new Array<number>(7).fill(nothing)),
          ]),
        ),
      },
    ],
    readings: [
      {
        modelId: NETWORK,
        nUsed: used.length,
        nUncertain: 0,
        means: used.length > 0 ? [0, 1, 2, 3, 4, 5, 6].map(mean) : null,
        statistics: null,
      },
    ],
    ...more,
  };
}

/** Stores a finished run of a session's linked video. */
export function storeRun(
  study: OpenStudy,
  sessionId: number,
  minutes: readonly AnalysedMinute[],
  more: { parameters?: unknown; notices?: readonly string[]; toMs?: number; finished?: boolean } = {},
): number {
  const video = videoOfSession(study.db, sessionId);
  if (!video) throw new Error("The session has no video.");
  const runId = addRun(study.db, {
    sessionId,
    videoId: video.videoId,
    videoFingerprint: video.fingerprint,
    durationMs: video.probe.durationMs,
    runKey: "made up",
    models: [{ modelId: NETWORK, sha256: "a".repeat(64) }],
    parameters: more.parameters ?? { eventThreshold: 0.5 },
    versions: { "node-av": "6.1.0" },
    fromMs: 0,
    toMs: more.toMs ?? null,
    machine: { cores: 2 },
  });
  for (const minute of minutes) storeMinute(study.db, runId, minute);
  if (more.finished !== false) finishRun(study.db, runId, more.notices ?? []);
  return runId;
}
