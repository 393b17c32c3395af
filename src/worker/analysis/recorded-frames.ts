import { AV_FRAME_FLAG_CORRUPT } from "node-av/constants";
import type { Frame } from "node-av/lib";
import { MINUTE_MS, minuteStartMs } from "../../shared/time.ts";
import type { AnalysisTask } from "../../shared/worker-protocol.ts";
import type { Picture } from "../picture/picture.ts";
import { PictureSource } from "../picture/read-picture.ts";
import { displayOf } from "../video/display.ts";
import { FrameClock } from "../video/frame-clock.ts";
import { createFrame, decoderThreads, FrameReader } from "../video/frame-reader.ts";
import { type MediaFile, openMediaFile } from "../video/media-file.ts";
import { timeLineOf } from "../video/time-line.ts";
import type { ReadingFindings } from "./notices.ts";
import type { ResumePoint } from "./resume-state.ts";

/** A decoded frame; its picture stays valid until the next one is read. */
export interface RecordedFrame {
  readonly picture: Picture;
  readonly timeMs: number;
}

/** After a seek, this much before the wanted minute is decoded and dropped: frames right after a seek can be damaged. */
const RUN_UP_MS = 5000;

/** Interval between frames of a file that states none. */
const FALLBACK_INTERVAL_MS = 40;

/** The frames of a video with their times, in strictly rising order. */
export class RecordedFrames {
  readonly #task: AnalysisTask;
  readonly #resume: ResumePoint | null;
  readonly #frame: Frame = createFrame();
  /** Receives converted pictures. */
  readonly #spare: Frame = createFrame();
  readonly #endMs: number;
  #open: OpenVideo;
  #lastTimeMs: number;
  #waiting: RecordedFrame | null = null;
  #damaged = 0;
  #outOfOrder = 0;
  #errorsBefore = 0;

  /** @throws TaskFailure VIDEO_MISSING or UNSUPPORTED_MEDIA */
  constructor(task: AnalysisTask, resume: ResumePoint | null) {
    this.#task = task;
    this.#resume = resume;
    this.#endMs = task.parameters.toMs ?? Number.POSITIVE_INFINITY;
    this.#lastTimeMs = resume?.state.lastTimeMs ?? Number.NEGATIVE_INFINITY;
    this.#open = openVideo(task.videoPath);
  }

  /** True when times had to be told from the frames before. */
  get derivedTimes(): boolean {
    return this.#open.clock.derived || (this.#resume?.state.derivedTimes ?? false);
  }

  /**
   * Goes to the first frame of the span, or of the minute to resume at.
   *
   * @param stopped asked for every frame on the way; when true, the way is given up
   */
  goToStart(stopped: () => boolean): void {
    const { fromMs } = this.#task.parameters;
    const startMs = Math.max(fromMs, this.#resume ? minuteStartMs(this.#resume.minute) : 0);
    if (startMs <= 0) return;
    if (this.#resume?.state.derivedTimes || !this.#seekBefore(startMs)) this.#reopen();
    do this.#waiting = this.#read();
    while (this.#waiting !== null && this.#waiting.timeMs < startMs && !stopped());
    // What was met on the way belongs to minutes that are stored already, also when nothing comes after it.
    this.#damaged = 0;
    this.#outOfOrder = 0;
    this.#errorsBefore = this.#open.reader.errors;
  }

  /** The next frame; null at the end of the video or the span. */
  next(): RecordedFrame | null {
    const frame = this.#waiting ?? this.#read();
    this.#waiting = null;
    return frame !== null && frame.timeMs < this.#endMs ? frame : null;
  }

  findings(): Omit<ReadingFindings, "durationMs"> {
    const { reader, clock } = this.#open;
    return {
      jumps: clock.jumps,
      errors: reader.errors - this.#errorsBefore,
      damaged: this.#damaged,
      outOfOrder: this.#outOfOrder,
      brokeOff: reader.brokeOff,
      lastTimeMs: Math.max(0, this.#lastTimeMs),
    };
  }

  close(): void {
    this.#frame.free();
    this.#spare.free();
    this.#open.close();
  }

  /** Seeks to before an instant; false when the file cannot, or lands behind it. */
  #seekBefore(startMs: number): boolean {
    const { reader, timeLine, clock } = this.#open;
    if (!reader.seek(timeLine.toTimeStamp(Math.max(0, startMs - RUN_UP_MS)))) return false;
    if (!reader.next(this.#frame)) return false;
    const timeMs = clock.timeOf(this.#frame);
    return !clock.derived && timeMs < startMs;
  }

  #reopen(): void {
    this.#open.close();
    this.#open = openVideo(this.#task.videoPath);
  }

  /** The next frame whose time lies after the one before and within the file. */
  #read(): RecordedFrame | null {
    const { reader, clock, pictures } = this.#open;
    const latestMs = this.#task.durationMs + MINUTE_MS;
    const frame = this.#frame;
    for (;;) {
      if (!reader.next(frame)) return null;
      const timeMs = clock.timeOf(frame);
      if (!(timeMs >= 0 && timeMs > this.#lastTimeMs && timeMs < latestMs)) {
        this.#outOfOrder += 1;
        continue;
      }
      if (frame.hasFlags(AV_FRAME_FLAG_CORRUPT) || frame.decodeErrorFlags !== 0) this.#damaged += 1;
      this.#lastTimeMs = timeMs;
      return { picture: pictures.read(frame, this.#spare), timeMs };
    }
  }
}

interface OpenVideo {
  readonly reader: FrameReader;
  readonly clock: FrameClock;
  readonly timeLine: ReturnType<typeof timeLineOf>;
  readonly pictures: PictureSource;
  close(): void;
}

function openVideo(path: string): OpenVideo {
  const file: MediaFile = openMediaFile(path);
  const { video, context } = file;
  const timeLine = timeLineOf(context, video);
  const reader = new FrameReader(file, video, decoderThreads(video.codecpar.width, video.codecpar.height));
  const { num, den } = video.avgFrameRate;
  const pictures = new PictureSource(displayOf(video));
  return {
    reader,
    clock: new FrameClock(timeLine, num > 0 && den > 0 ? (1000 * den) / num : FALLBACK_INTERVAL_MS),
    timeLine,
    pictures,
    close: () => {
      pictures.close();
      reader.close();
      file.close();
    },
  };
}
