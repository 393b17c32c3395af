import { basename } from "node:path";
import type { WorkerTask } from "../shared/worker-protocol.ts";

const KEPT_CHARACTERS = 8_000;

/**
 * What a worker wrote to its standard error, for the log: the end of it, with the video's path and file name
 * taken out, since those can name a patient.
 */
export class WorkerComplaints {
  #text = "";
  readonly #hidden: string[] = [];

  add(chunk: Buffer): void {
    this.#text = (this.#text + chunk.toString("utf8")).slice(-KEPT_CHARACTERS);
  }

  hidePathsOf(task: WorkerTask): void {
    if ("videoPath" in task) this.#hidden.push(task.videoPath, basename(task.videoPath));
    if ("picturePath" in task && task.picturePath !== null)
      this.#hidden.push(task.picturePath, basename(task.picturePath));
  }

  text(): string {
    return this.#hidden.reduce((text, hidden) => text.replaceAll(hidden, "[video]"), this.#text).trim();
  }
}
