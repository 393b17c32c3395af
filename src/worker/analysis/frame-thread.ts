import type { MessagePort } from "node:worker_threads";
import type { AnalysisTask } from "../../shared/worker-protocol.ts";
import type { PixelMemory } from "../picture/pixel-memory.ts";
import { TaskFailure } from "../task-failure.ts";
import { type FromFrameThread, ReturnedFrames, RingWriter } from "./frame-ring.ts";
import { RecordedFrames } from "./recorded-frames.ts";
import type { ResumePoint } from "./resume-state.ts";

/** What the thread is started with. */
export interface FrameThreadTask {
  readonly task: AnalysisTask;
  readonly resume: ResumePoint | null;
  /** Where the pictures are to be put. */
  readonly memory: PixelMemory;
  /** Memory of the {@link ReturnedFrames}. */
  readonly returned: SharedArrayBuffer;
  /** Frames that the analysis uses at the same time. */
  readonly held: number;
}

/** Decodes a video in a thread of its own, some frames ahead of the analysis, until the end or until it is stopped. */
export function serveFrames(port: MessagePort, start: FrameThreadTask): void {
  const send = (message: FromFrameThread): void => port.postMessage(message);
  try {
    decode(start, send);
  } catch (error) {
    if (!(error instanceof TaskFailure)) throw error;
    const { code, message, remedy } = error;
    send({ type: "failed", failure: { code, message, remedy } });
  }
}

function decode(start: FrameThreadTask, send: (message: FromFrameThread) => void): void {
  const returned = new ReturnedFrames(start.returned);
  const frames = new RecordedFrames(start.task, start.resume);
  const ring = new RingWriter(start.memory, start.held, returned);
  try {
    frames.goToStart(() => returned.stopped);
    for (let frame = frames.next(); frame !== null; frame = frames.next()) {
      const picture = ring.write(frame.picture);
      if (picture === null) return;
      send({ type: "frame", timeMs: frame.timeMs, derivedTimes: frames.derivedTimes, picture });
    }
    send({ type: "end", findings: frames.findings() });
  } finally {
    frames.close();
  }
}
