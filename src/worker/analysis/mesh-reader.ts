import * as z from "zod";
import { summariseLandmarks } from "../../shared/face-geometry/landmark-summary.ts";
import type { FaceMesh } from "../faces/face-mesh.ts";
import type { FrameObserver, ObservedFrame } from "./frame-observer.ts";
import type { MinuteRecord } from "./minute-record.ts";

/** Times of frames are rounded in files: this much less than the interval is still the interval. */
const ROUNDING_MS = 0.5;

/** Below this the mesh fits something that is no face: its points mean nothing. */
const LEAST_PRESENCE = 0.5;

const stateSchema = z.object({
  /** Time of the last reading; null before the first. */
  lastMs: z.number().nullable(),
  /** Track of the last reading's face, and what the mesh said about it. */
  track: z.int(),
  presence: z.number(),
});
type MeshState = z.infer<typeof stateSchema>;

const NOTHING_READ: MeshState = { lastMs: null, track: 0, presence: 0 };

/**
 * Reads the client's face with the mesh at intervals: head pose, openings and distances of landmarks; and whether
 * there still is a face. Frames between two readings carry the presence of the last one.
 */
export class MeshReader implements FrameObserver {
  readonly name = "mesh";
  readonly #mesh: Pick<FaceMesh, "read">;
  readonly #intervalMs: number;
  #state = NOTHING_READ;

  /** @param intervalMs least time between two readings; 0 reads every frame */
  constructor(mesh: Pick<FaceMesh, "read">, intervalMs: number) {
    this.#mesh = mesh;
    this.#intervalMs = intervalMs;
  }

  async observe(frame: ObservedFrame, record: MinuteRecord): Promise<void> {
    const { picture, timeMs, indexInMinute, box, track } = frame;
    if (box === null) return;
    const { lastMs } = this.#state;
    if (lastMs === null || timeMs - lastMs >= this.#intervalMs - ROUNDING_MS) {
      const { presence, points } = await this.#mesh.read(picture, box);
      this.#state = { lastMs: timeMs, track, presence };
      const summary = presence >= LEAST_PRESENCE ? summariseLandmarks(points) : null;
      if (summary) record.addMesh(indexInMinute, summary);
    }
    if (this.#state.track === track) record.setPresence(indexInMinute, this.#state.presence);
  }

  /** What was said about another person's face does not hold for the client's. */
  forget(track: number): void {
    if (this.#state.track === track) this.#state = { ...this.#state, track: 0 };
  }

  state(): MeshState {
    return this.#state;
  }

  /** @throws Error when this is not what {@link state} gave */
  restore(state: unknown): void {
    this.#state = stateSchema.parse(state);
  }
}
