import { renameSync, rmSync } from "node:fs";
import type { Frame } from "node-av/lib";
import { MINUTE_MS } from "../../shared/time.ts";
import type { FromWorker, ProxyTask } from "../../shared/worker-protocol.ts";
import type { TaskControl } from "../task-control.ts";
import { unsupported } from "../task-failure.ts";
import { displayedSize, displayOf } from "../video/display.ts";
import { FrameClock } from "../video/frame-clock.ts";
import { createFrame, DECODER_THREADS, FrameReader } from "../video/frame-reader.ts";
import { measureDuration } from "../video/measure-duration.ts";
import { openMediaFile } from "../video/media-file.ts";
import { timeLineOf } from "../video/time-line.ts";
import { usualIntervalMs } from "../video/usual-interval.ts";
import { compareTimes } from "./compare-times.ts";
import { PictureFilter, storedColourSpace } from "./picture-filter.ts";
import { ENCODER, ProxyFile } from "./proxy-file.ts";
import { PROXY_UNITS_PER_MS, proxySize } from "./proxy-size.ts";
import { SoundTrack } from "./sound-track.ts";

/** Frames between two messages about how far the copy is. */
const PROGRESS_INTERVAL = 25;

/**
 * Makes the copy of a video that Chromium plays. Its frames are those that an analysis looks at, each at the same
 * time of the same time line. The file gets its name when it is complete and its times have been checked.
 *
 * @returns the closing message
 * @throws TaskFailure VIDEO_MISSING, UNSUPPORTED_MEDIA or STORAGE_FAILED; TaskCancelled. Nothing is left behind then.
 */
export async function makeProxy(
  task: ProxyTask,
  control: TaskControl,
  send: (message: FromWorker) => void,
): Promise<FromWorker> {
  const unfinished = `${task.targetPath}.unfinished`;
  try {
    const times = await writeProxy(task.videoPath, unfinished, control, send);
    const maxTimeErrorMs = await compareTimes(unfinished, times.stored, control);
    renameSync(unfinished, task.targetPath);
    return { type: "proxied", frames: times.frames, maxTimeErrorMs, encoder: ENCODER };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Times in ms of the frames that the copy should have. */
interface WrittenTimes {
  readonly stored: readonly number[];
  /** Frames of the original among them. */
  readonly frames: number;
}

async function writeProxy(
  source: string,
  target: string,
  control: TaskControl,
  send: (message: FromWorker) => void,
): Promise<WrittenTimes> {
  const latestMs = (await durationOf(source, control)) + MINUTE_MS;
  const file = openMediaFile(source);
  const frame = createFrame();
  const finished = createFrame();
  const reader = new FrameReader(file, file.video, DECODER_THREADS);
  const sound = SoundTrack.open(source, latestMs);
  let pictures: PictureFilter | null = null;
  let output: ProxyFile | null = null;
  try {
    const usualMs = usualIntervalMs(file.video);
    const timeLine = timeLineOf(file.context, file.video);
    const unitsPerTick = timeLine.unitMs * PROXY_UNITS_PER_MS;
    const clock = new FrameClock(timeLine, usualMs);
    const display = displayOf(file.video);
    const times: number[] = [];
    let frames = 0;
    let last = -1n;
    const add = (picture: Frame): void => {
      sound?.readTo(Number(picture.pts) / PROXY_UNITS_PER_MS, (block) => output?.addSound(block));
      output?.addPicture(picture);
    };
    const takeAll = (): void => {
      while (pictures?.take(finished)) add(finished);
    };
    while (reader.next(frame)) {
      const timeMs = clock.timeOf(frame);
      // The same frames as an analysis leaves out.
      if (!(timeMs >= 0 && timeMs > (times.at(-1) ?? -1) && timeMs < latestMs)) continue;
      if (pictures === null || output === null) {
        const size = proxySize(displayedSize(display, frame.width, frame.height));
        pictures = new PictureFilter(display, size);
        const colorSpace = storedColourSpace(frame);
        output = new ProxyFile({
          path: target,
          ...size,
          colorSpace,
          usualMs,
          channels: sound?.channels ?? null,
        });
        sound?.setBlock(output.soundBlock);
      }
      if (pictures.differs(frame)) {
        pictures.end();
        takeAll();
      }
      const pts = BigInt(Math.round(timeMs * PROXY_UNITS_PER_MS));
      if (frames === 0 && sound === null && pts > 0n) {
        // Nothing else holds the time line's zero: the first picture stands there from the beginning.
        const copy = frame.clone();
        if (copy === null) throw new Error("A picture could not be copied.");
        pictures.push(copy, 0n, pts);
        copy.free();
        times.push(0);
        last = 0n;
      }
      last = pts > last ? pts : last + 1n;
      pictures.push(frame, last, BigInt(Math.round(Number(frame.duration) * unitsPerTick)));
      times.push(timeMs);
      frames += 1;
      takeAll();
      if (frames % PROGRESS_INTERVAL === 0) send({ type: "progress", framesDone: frames, timeMs });
      if (control.dueToBreathe) await control.breathe();
    }
    if (output === null) throw unsupported("Not one picture of this video can be decoded.", "Copy it again.");
    pictures?.end();
    takeAll();
    sound?.readToEnd((block) => output?.addSound(block));
    output.finish();
    return { stored: times, frames };
  } finally {
    pictures?.close();
    output?.close();
    sound?.close();
    finished.free();
    frame.free();
    reader.close();
    file.close();
  }
}

async function durationOf(path: string, control: TaskControl): Promise<number> {
  const file = openMediaFile(path);
  try {
    const { endMs } = await measureDuration(file, timeLineOf(file.context, file.video), control);
    return Math.max(0, endMs || 0);
  } finally {
    file.close();
  }
}
