import type { FromWorker, StillTask } from "../../shared/worker-protocol.ts";
import { PictureSource } from "../picture/read-picture.ts";
import type { TaskControl } from "../task-control.ts";
import { unsupported } from "../task-failure.ts";
import { displayOf } from "../video/display.ts";
import { FrameClock } from "../video/frame-clock.ts";
import { createFrame, DECODER_THREADS, FrameReader } from "../video/frame-reader.ts";
import { openMediaFile } from "../video/media-file.ts";
import { timeLineOf } from "../video/time-line.ts";
import { regionJpeg } from "./region-jpeg.ts";

/** So much before the instant is decoded: frames right after a seek can be damaged. */
const RUN_UP_MS = 2000;

/** Interval between frames of a file that states none. */
const FALLBACK_INTERVAL_MS = 40;

/**
 * The displayed picture at an instant as JPEG: the last frame that starts at or before it, or the first of all.
 *
 * @returns the closing message
 * @throws TaskFailure VIDEO_MISSING or UNSUPPORTED_MEDIA; TaskCancelled
 */
export async function pictureAt(task: StillTask, control: TaskControl): Promise<FromWorker> {
  // A file that cannot seek, or not to there, is read from its start.
  const still = (await read(task, control, true)) ?? (await read(task, control, false));
  if (still === null) throw unsupported("Not one picture of this video can be decoded.", "Copy it again.");
  return still;
}

async function read(task: StillTask, control: TaskControl, seek: boolean): Promise<FromWorker | null> {
  const file = openMediaFile(task.videoPath);
  const reader = new FrameReader(file, file.video, DECODER_THREADS);
  const pictures = new PictureSource(displayOf(file.video));
  const spare = createFrame();
  let [shown, next] = [createFrame(), createFrame()];
  try {
    const timeLine = timeLineOf(file.context, file.video);
    const { num, den } = file.video.avgFrameRate;
    const clock = new FrameClock(timeLine, num > 0 && den > 0 ? (1000 * den) / num : FALLBACK_INTERVAL_MS);
    const fromMs = task.timeMs - RUN_UP_MS;
    if (seek && (fromMs <= 0 || !reader.seek(timeLine.toTimeStamp(fromMs)))) return null;
    let shownMs: number | null = null;
    while (reader.next(next)) {
      const timeMs = clock.timeOf(next);
      if (seek && (clock.derived || (shownMs === null && timeMs > task.timeMs))) return null;
      if (shownMs !== null && timeMs > task.timeMs) break;
      if (timeMs >= 0 || shownMs === null) {
        shownMs = timeMs;
        [shown, next] = [next, shown];
      }
      if (control.dueToBreathe) await control.breathe();
    }
    if (shownMs === null) return null;
    const picture = pictures.read(shown, spare);
    const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
    return { type: "still", timeMs: Math.max(0, shownMs), ...regionJpeg(picture, whole, task.maxSidePx) };
  } finally {
    for (const frame of [shown, next, spare]) frame.free();
    pictures.close();
    reader.close();
    file.close();
  }
}
