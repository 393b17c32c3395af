import { Worker } from "node:worker_threads";
import type { AnalysisTask } from "../../shared/worker-protocol.ts";
import type { Picture } from "../picture/picture.ts";
import { pixelMemory } from "../picture/pixel-kernel.ts";
import type { TaskControl } from "../task-control.ts";
import { TaskFailure } from "../task-failure.ts";
import { type FromFrameThread, pictureIn, ReturnedFrames } from "./frame-ring.ts";
import type { FrameThreadTask } from "./frame-thread.ts";
import type { ReadingFindings } from "./notices.ts";
import type { ResumePoint } from "./resume-state.ts";

/** A decoded frame; its picture stays valid until `detectionInterval` more frames have been read. */
export interface TimedFrame {
  readonly picture: Picture;
  readonly timeMs: number;
}

/** How long a cancel may go unnoticed while no frame comes. */
const CANCEL_CHECK_MS = 50;

/**
 * The frames of a video with their times, in strictly rising order. They are decoded ahead in a thread of their own:
 * the models block the thread that they run in, and FFmpeg's threads stand still unless somebody feeds them.
 */
export class FrameSource {
  readonly #control: TaskControl;
  readonly #thread: Worker;
  readonly #returned = new ReturnedFrames();
  readonly #held: number;
  readonly #ended: Promise<void>;
  readonly #cancelCheck = setInterval(() => this.#wake(), CANCEL_CHECK_MS);
  #arrived: FromFrameThread[] = [];
  #error: Error | null = null;
  #wake: () => void = () => {};
  #taken = 0;
  #findings: Omit<ReadingFindings, "durationMs"> | null = null;
  /** True when times had to be told from the frames before, up to the frame that was taken last. */
  derivedTimes: boolean;

  constructor(task: AnalysisTask, resume: ResumePoint | null, control: TaskControl) {
    this.#control = control;
    this.#held = task.parameters.detectionInterval + 1;
    this.derivedTimes = resume?.state.derivedTimes ?? false;
    const workerData: FrameThreadTask = {
      task,
      resume,
      memory: pixelMemory,
      returned: this.#returned.memory,
      held: this.#held,
    };
    this.#thread = new Worker(threadEntry(), { workerData });
    this.#thread.on("message", (message: FromFrameThread) => {
      this.#arrived.push(message);
      this.#wake();
    });
    this.#thread.on("error", (error) => {
      this.#error = error instanceof Error ? error : new Error(String(error));
      this.#wake();
    });
    this.#ended = new Promise((resolve) => this.#thread.on("exit", () => resolve()));
  }

  /** The next frame; null at the end. @throws TaskFailure VIDEO_MISSING or UNSUPPORTED_MEDIA; TaskCancelled */
  async next(): Promise<TimedFrame | null> {
    if (this.#findings !== null) return null;
    this.#returned.giveBack(Math.max(0, this.#taken - this.#held + 1));
    const message = await this.#nextMessage();
    if (message.type === "failed") {
      const { code, message: words, remedy } = message.failure;
      throw new TaskFailure(code, words, remedy);
    }
    if (message.type === "end") {
      this.#findings = message.findings;
      return null;
    }
    this.#taken += 1;
    this.derivedTimes = message.derivedTimes;
    return { picture: pictureIn(pixelMemory, message.picture), timeMs: message.timeMs };
  }

  /** What was found out about the file; known once all frames have been read. */
  findings(): Omit<ReadingFindings, "durationMs"> {
    if (this.#findings === null) throw new Error("The video has not been read to its end.");
    return this.#findings;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    clearInterval(this.#cancelCheck);
    this.#returned.stop();
    await this.#ended;
  }

  async #nextMessage(): Promise<FromFrameThread> {
    for (;;) {
      const message = this.#arrived.shift();
      if (message !== undefined) return message;
      if (this.#error !== null) throw this.#error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#control.check();
    }
  }
}

/** The child's own program, which tells by `isMainThread` what it is to do: so it is found in a built program too. */
function threadEntry(): string {
  const [, entry] = process.argv;
  if (entry === undefined) throw new Error("The program of this process is not known.");
  return entry;
}
