import type { WorkerFailure } from "../shared/worker-protocol.ts";

/** An expected end of a task, in the user's words; everything else that is thrown is a bug. */
export class TaskFailure extends Error {
  readonly code: WorkerFailure["code"];
  readonly remedy: string | null;

  constructor(code: WorkerFailure["code"], message: string, remedy: string | null = null) {
    super(message);
    this.name = "TaskFailure";
    this.code = code;
    this.remedy = remedy;
  }
}

/** A file that cannot be used as a video. */
export function unsupported(message: string, remedy: string | null = null): TaskFailure {
  return new TaskFailure("UNSUPPORTED_MEDIA", message, remedy);
}
