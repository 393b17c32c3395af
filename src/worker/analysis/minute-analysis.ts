import { minuteAt, minuteCount } from "../../shared/time.ts";
import type { AnalysisTask, FromWorker } from "../../shared/worker-protocol.ts";
import type { Finder } from "../faces/face-finder.ts";
import { type FollowState, NOTHING_KNOWN } from "../faces/follow-state.ts";
import { Tracker } from "../faces/tracker.ts";
import type { Picture } from "../picture/picture.ts";
import type { TaskControl } from "../task-control.ts";
import type { ExpressionBatch } from "./expression-batch.ts";
import type { FrameObserver } from "./frame-observer.ts";
import type { TimedFrame } from "./frame-source.ts";
import { MinuteRecord, type RecordLayout } from "./minute-record.ts";
import { type ResumePoint, writeResumeState } from "./resume-state.ts";
import { WindowRecord } from "./window-record.ts";

const PROGRESS_INTERVAL_MS = 200;

/**
 * Turns frames into analysed minutes. Neither a window of frames nor a batch of faces reaches over a minute's end:
 * a minute depends on the one before it through the stated resume state alone, so a resumed run gives the same bytes.
 */
export class MinuteAnalysis {
  readonly #task: AnalysisTask;
  readonly #tracker: Tracker<Picture>;
  readonly #control: TaskControl;
  readonly #send: (message: FromWorker) => void;
  readonly #record: MinuteRecord;
  readonly #windows: WindowRecord;
  readonly #observers: readonly FrameObserver[];
  #window: TimedFrame[] = [];
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
    this.#tracker = new Tracker(finder, task.parameters, resume?.state.following ?? NOTHING_KNOWN);
    this.#control = control;
    this.#send = send;
    this.#record = new MinuteRecord(layout);
    this.#windows = new WindowRecord(this.#record, batch, observers);
    this.#observers = observers;
    for (const observer of observers) {
      if (resume) observer.restore(resume.state.observers[observer.name]);
    }
    this.#minute = resume?.minute ?? minuteAt(task.parameters.fromMs);
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
    const { durationMs, parameters } = this.#task;
    const endMs = Math.min(durationMs, parameters.toMs ?? durationMs);
    const last = Math.max(minuteCount(endMs), this.#hasFrames ? this.#minute : 0);
    await this.#finishMinutesBefore(last + 1);
  }

  /** When the client was lost and taken up again elsewhere, in the whole run. */
  get retaken(): FollowState["retaken"] {
    return this.#tracker.state.retaken;
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
      await this.#windows.endMinute();
      await this.#control.waitForRoom(this.#minute);
      const state = writeResumeState({
        following: this.#tracker.state,
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
    const faces = await this.#tracker.follow(window);
    await this.#windows.write(window, faces, this.framesDone);
    this.#lastTimeMs = window.at(-1)?.timeMs ?? this.#lastTimeMs;
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
