import { existsSync } from "node:fs";
import type { FormatClip } from "../../scripts/formats/clips.ts";
import { markPlaces, readMark } from "../../scripts/formats/frame-mark.ts";
import { unplayableBecause } from "../../src/core/media/playable.ts";
import type { Probe } from "../../src/shared/contract/media.ts";
import type { WorkerTask } from "../../src/shared/worker-protocol.ts";
import { analysisTask, runWorker, type WorkerRun } from "../../src/worker/testing/run-worker.ts";
import type { ChromiumPlayer, Played } from "./chromium-player.ts";

/** What became of a recording on its way through the worker and Chromium. Times in ms. */
export interface CheckedClip {
  readonly probe: Probe;
  /** Null: Chromium is expected to play the file itself. */
  readonly unplayable: string | null;
  readonly frames: number;
  readonly faces: number;
  /** Times of the analysed frames. */
  readonly timesMs: readonly number[];
  readonly notices: readonly string[];
  readonly original: Played;
  readonly copy: Played;
  readonly copyFrames: number;
  readonly copyProbe: Probe;
  readonly copyTimeErrorMs: number;
  /** Instants in the file at which pictures of the copy were looked at. */
  readonly lookedAtMs: readonly number[];
  /** Number that the picture of the copy carries at each of them. */
  readonly marks: readonly number[];
  /** When the tone begins in the original and in the copy; null without sound. */
  readonly toneMs: { readonly original: number; readonly copy: number } | null;
}

/** Just after the beginning of a frame, as times in the page are rounded. */
const WITHIN_FRAME_MS = 2;
const PEAKS_PER_SECOND = 200;

/** Sends a recording through probe, analysis, copy and Chromium. */
export async function checkRecording(
  path: string,
  copyPath: string,
  player: ChromiumPlayer,
  { rotation = 0, sound = true }: { readonly rotation?: 0 | 90; readonly sound?: boolean } = {},
): Promise<CheckedClip> {
  const probe = await probed(path);
  const analysis = await run(analysisTask(path, probe.durationMs));
  if (analysis.outcome?.type !== "finished") throw new Error("The analysis did not finish.");
  const timesMs = analysis.minutes.flatMap((minute) => [...minute.timesMs]);
  const made = await run({ kind: "proxy", videoPath: path, targetPath: copyPath });
  if (made.outcome?.type !== "proxied" || existsSync(`${copyPath}.unfinished`)) {
    throw new Error("The copy was not completed.");
  }
  const lookedAtMs = [0, 1, timesMs.length >> 1, (timesMs.length >> 1) + 1, timesMs.length - 1].map(
    (index) => timesMs[index] ?? 0,
  );
  const seeks = lookedAtMs.map((time) => time + WITHIN_FRAME_MS);
  const places = markPlaces(rotation);
  const copy = await player.play(copyPath, seeks, places);
  return {
    probe,
    unplayable: unplayableBecause(probe),
    frames: timesMs.length,
    faces: analysis.minutes.reduce((sum, { nFaces }) => sum + nFaces, 0),
    timesMs,
    notices: [...new Set([...probe.notices, ...probe.traits, ...analysis.outcome.notices])],
    original: await player.play(path, seeks.slice(0, 1), places),
    copy,
    copyFrames: made.outcome.frames,
    copyProbe: await probed(copyPath),
    copyTimeErrorMs: made.outcome.maxTimeErrorMs,
    lookedAtMs,
    marks: (copy?.pictures ?? []).map(({ brightness }) => readMark(brightness)),
    toneMs:
      sound && probe.audio ? { original: await toneStart(path), copy: await toneStart(copyPath) } : null,
  };
}

/** Largest difference between the times of frames and those that the clip was made with, counted from the first. */
export function timeErrorMs(clip: FormatClip, timesMs: readonly number[]): number {
  const count = clip.isCut ? timesMs.length : Math.max(timesMs.length, clip.times.length);
  let largest = 0;
  for (let index = 0; index < count; index++) {
    const wanted = (clip.times[index]?.timeMs ?? Number.NaN) - (clip.times[0]?.timeMs ?? Number.NaN);
    const found = (timesMs[index] ?? Number.NaN) - (timesMs[0] ?? Number.NaN);
    largest = Math.max(largest, Math.abs(found - wanted));
    if (Number.isNaN(found - wanted)) return Number.NaN;
  }
  return largest;
}

/** Numbers that the pictures looked at should carry. */
export function wantedMarks(clip: FormatClip, checked: CheckedClip): number[] {
  return checked.lookedAtMs.map((time) => clip.times[checked.timesMs.indexOf(time)]?.mark ?? Number.NaN);
}

async function probed(path: string): Promise<Probe> {
  const { outcome } = await run({ kind: "probe", videoPath: path });
  if (outcome?.type !== "probed") throw new Error("The file was not probed.");
  return outcome.probe;
}

async function toneStart(path: string): Promise<number> {
  const { outcome } = await run({ kind: "peaks", videoPath: path, peaksPerSecond: PEAKS_PER_SECOND });
  if (outcome?.type !== "peaks" || outcome.values === null) throw new Error("The sound was not read.");
  return (outcome.values.findIndex((peak) => peak > 50) * 1000) / PEAKS_PER_SECOND;
}

async function run(task: WorkerTask): Promise<WorkerRun> {
  const result = await runWorker(task);
  if (result.outcome?.type === "failed") throw new Error(result.outcome.failure.message);
  return result;
}
