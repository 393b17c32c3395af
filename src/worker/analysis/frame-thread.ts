import type { MessagePort } from "node:worker_threads";
import type { AnalysisTask } from "../../shared/worker-protocol.ts";
import { TaskFailure } from "../task-failure.ts";
import { type FromFrameThread, ReturnedFrames, RingWriter } from "./frame-ring.ts";
import { RecordedFrames } from "./recorded-frames.ts";
import type { ResumePoint } from "./resume-state.ts";

/** What the thread is started with. */
export interface FrameThreadTask {
  readonly task: AnalysisTask;
  readonly resume: ResumePoint | null;
  /** Memory of the {@link ReturnedFrames}. */
  readonly returned: SharedArrayBuffer;
  /** Frames that the analysis uses at the same time. */
  readonly held: number;
}

/** Decodes a video in a thread of its own, some frames ahead of the analysis, until the end or until it is stopped. */
export function serveFrames(port: MessagePort, { task, resume, returned, held }: FrameThreadTask): void {
  const send = (message: FromFrameThread): void => port.postMessage(message);
  try {
    decode(task, resume, new ReturnedFrames(returned), held, send);
  } catch (error) {
    if (!(error instanceof TaskFailure)) throw error;
    const { code, message, remedy } = error;
    send({ type: "failed", failure: { code, message, remedy } });
  }
}

function decode(
  task: AnalysisTask,
  resume: ResumePoint | null,
  returned: ReturnedFrames,
  held: number,
  send: (message: FromFrameThread) => void,
): void {
  const frames = new RecordedFrames(task, resume);
  const ring = new RingWriter(held, returned);
  try {
    frames.goToStart(() => returned.stopped);
    for (let frame = frames.next(); frame !== null; frame = frames.next()) {
      const written = ring.write(frame.picture);
      if (written === null) return;
      send({ type: "frame", timeMs: frame.timeMs, derivedTimes: frames.derivedTimes, ...written });
    }
    send({ type: "end", findings: frames.findings() });
  } finally {
    frames.close();
  }
}
