import { minuteAt, minuteCount } from "../../shared/time.ts";
import type { AnalysisTask, FromWorker } from "../../shared/worker-protocol.ts";
import { squareAround, wholePicture } from "../faces/face-box.ts";
import { type Finder, REGION } from "../faces/face-finder.ts";
import { type FollowState, followWindow, NOTHING_KNOWN } from "../faces/follow.ts";
import { partOfPicture } from "../faces/region-of-interest.ts";
import type { Picture } from "../picture/picture.ts";
import type { TaskControl } from "../task-control.ts";
import type { ExpressionBatch } from "./expression-batch.ts";
import type { FrameObserver } from "./frame-observer.ts";
import type { TimedFrame } from "./frame-source.ts";
import { MinuteRecord, type RecordLayout } from "./minute-record.ts";
import { type ResumePoint, writeResumeState } from "./resume-state.ts";

const PROGRESS_INTERVAL_MS = 200;

/**
 * Turns frames into analysed minutes. Neither a window of frames nor a batch of faces reaches over a minute's end:
 * a minute depends on the one before it through the stated resume state alone, so a resumed run gives the same bytes.
 */
export class MinuteAnalysis {
  readonly #task: AnalysisTask;
  readonly #finder: Finder<Picture>;
  readonly #batch: ExpressionBatch;
  readonly #control: TaskControl;
  readonly #send: (message: FromWorker) => void;
  readonly #record: MinuteRecord;
  readonly #observers: readonly FrameObserver[];
  #window: TimedFrame[] = [];
  #state: FollowState;
  #minute: number;
  #lastTimeMs: number | null;
  #lastProgress = 0;
  /** Frames that have been analysed, those of earlier runs included. */
  framesDone: number;
  /** True once a frame's time had to be told from the frames before. */
  derivedTimes: boolean;

  constructor(
    task: AnalysisTask,
    layout: RecordLayout,
    resume: ResumePoint | null,
    finder: Finder<Picture>,
    batch: ExpressionBatch,
    control: TaskControl,
    send: (message: FromWorker) => void,
    observers: readonly FrameObserver[] = [],
  ) {
    this.#task = task;
    this.#finder = finder;
    this.#batch = batch;
    this.#control = control;
    this.#send = send;
    this.#record = new MinuteRecord(layout);
    this.#observers = observers;
    for (const observer of observers) {
      if (resume) observer.restore(resume.state.observers[observer.name]);
    }
    this.#state = resume?.state ?? NOTHING_KNOWN;
    this.#minute = resume?.minute ?? 1;
    this.#lastTimeMs = resume?.state.lastTimeMs ?? null;
    this.framesDone = resume?.framesBefore ?? 0;
    this.derivedTimes = resume?.state.derivedTimes ?? false;
  }

  /** Takes the next frame. @throws TaskCancelled */
  async add(frame: TimedFrame): Promise<void> {
    await this.#finishMinutesBefore(minuteAt(frame.timeMs));
    this.#window.push(frame);
    if (this.#window.length >= this.#task.parameters.detectionInterval) await this.#readWindow();
  }

  /** Sends what is left, and empty minutes up to the video's stated end. @throws TaskCancelled */
  async end(): Promise<void> {
    const last = Math.max(minuteCount(this.#task.durationMs), this.#hasFrames ? this.#minute : 0);
    await this.#finishMinutesBefore(last + 1);
  }

  /** Frames that have been analysed or wait for it, those of earlier runs included. */
  get framesSeen(): number {
    return this.framesDone + this.#window.length;
  }

  get #hasFrames(): boolean {
    return this.#record.frames > 0 || this.#window.length > 0;
  }

  async #finishMinutesBefore(minute: number): Promise<void> {
    while (this.#minute < minute) {
      await this.#readWindow();
      await this.#batch.run(this.#record);
      await this.#control.waitForRoom(this.#minute);
      const { box, missedSinceMs, framesSinceSearch } = this.#state;
      const state = writeResumeState({
        box,
        missedSinceMs,
        framesSinceSearch,
        lastTimeMs: this.#lastTimeMs,
        derivedTimes: this.derivedTimes,
        observers: Object.fromEntries(this.#observers.map((observer) => [observer.name, observer.state()])),
      });
      const following = { framesBefore: this.framesDone, state };
      this.#send({ type: "minute", minute: this.#record.finish(this.#minute, following) });
      this.#minute += 1;
    }
  }

  /** Finds the faces of the waiting frames and hands them to the expression models. */
  async #readWindow(): Promise<void> {
    const window = this.#window;
    if (window.length === 0) return;
    const { boxes, state } = await followWindow(window, this.#state, this.#finder, this.#task.parameters);
    this.#state = state;
    for (const [index, { picture, timeMs }] of window.entries()) {
      const box = boxes[index] ?? null;
      const frame = this.#record.add(timeMs, box);
      const region = partOfPicture(box ? squareAround(box, REGION) : wholePicture(picture), picture);
      for (const observer of this.#observers) {
        const frameInRun = this.framesDone + index;
        await observer.observe(
          { picture, timeMs, frameInRun, indexInMinute: frame, box, track: box ? 1 : 0, region },
          this.#record,
        );
      }
      if (box !== null) {
        this.#batch.add(picture, box, frame);
        if (this.#batch.full) await this.#batch.run(this.#record);
      }
      this.#lastTimeMs = timeMs;
    }
    this.framesDone += window.length;
    this.#window = [];
    this.#reportProgress();
    this.#control.check();
  }

  #reportProgress(): void {
    const now = performance.now();
    if (now - this.#lastProgress < PROGRESS_INTERVAL_MS || this.#lastTimeMs === null) return;
    this.#lastProgress = now;
    this.#send({ type: "progress", framesDone: this.framesDone, timeMs: this.#lastTimeMs });
  }
}
