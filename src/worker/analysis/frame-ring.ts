import type { WorkerFailure } from "../../shared/worker-protocol.ts";
import type { Picture, Plane } from "../picture/picture.ts";
import { allocatePixels, type PixelMemory } from "../picture/pixel-memory.ts";
import type { ReadingFindings } from "./notices.ts";

/** What the thread that decodes says to the one that analyses. */
export type FromFrameThread =
  | {
      readonly type: "frame";
      readonly timeMs: number;
      /** True when a time had to be told from the frames before, in this frame or an earlier one. */
      readonly derivedTimes: boolean;
      readonly picture: StoredPicture;
    }
  | { readonly type: "end"; readonly findings: Omit<ReadingFindings, "durationMs"> }
  | { readonly type: "failed"; readonly failure: WorkerFailure };

interface StoredPlane extends Omit<Plane, "samples" | "address"> {
  readonly address: number;
  readonly length: number;
}

const PLANES = ["luma", "chromaU", "chromaV"] as const;

/** A picture whose planes lie in the memory that both threads share. */
export type StoredPicture = Omit<Picture, (typeof PLANES)[number]> &
  Readonly<Record<(typeof PLANES)[number], StoredPlane>>;

/** Frames that are decoded ahead of the analysis: as many as fit into this memory, within these bounds. */
const AHEAD_BYTES = 48e6;
const LEAST_AHEAD = 2;
const MOST_AHEAD = 16;
/** Value of the counter of frames given back once nobody wants any more. */
const NO_MORE = 0x7fff_ffff;

/** The counter through which the analysis gives frames back; shared by both threads. */
export class ReturnedFrames {
  readonly memory: SharedArrayBuffer;
  readonly #count: Int32Array;

  constructor(memory = new SharedArrayBuffer(4)) {
    this.memory = memory;
    this.#count = new Int32Array(memory);
  }

  /** All frames before the `count`th may be overwritten. */
  giveBack(count: number): void {
    Atomics.store(this.#count, 0, count);
    Atomics.notify(this.#count, 0);
  }

  stop(): void {
    this.giveBack(NO_MORE);
  }

  get stopped(): boolean {
    return Atomics.load(this.#count, 0) === NO_MORE;
  }

  /** Sleeps until `count` frames have been given back. */
  waitFor(count: number): void {
    for (let given = Atomics.load(this.#count, 0); given < count; given = Atomics.load(this.#count, 0)) {
      Atomics.wait(this.#count, 0, given);
    }
  }
}

interface Slot {
  readonly address: number;
  readonly length: number;
}

/** Writes pictures into slots of shared memory, one after the other and round again. */
export class RingWriter {
  readonly #memory: PixelMemory;
  readonly #held: number;
  readonly #returned: ReturnedFrames;
  readonly #slots: Slot[] = [];
  #size = 0;
  #written = 0;

  /** @param held frames that the analysis uses at the same time */
  constructor(memory: PixelMemory, held: number, returned: ReturnedFrames) {
    this.#memory = memory;
    this.#held = held;
    this.#returned = returned;
  }

  /** Waits for a free slot and copies the picture there; null when no more are wanted. */
  write(picture: Picture): StoredPicture | null {
    const { luma, chromaU, chromaV } = picture;
    const length = luma.samples.length + chromaU.samples.length + chromaV.samples.length;
    this.#size ||= this.#held + Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, Math.floor(AHEAD_BYTES / length)));
    this.#returned.waitFor(this.#written - this.#size + 1);
    if (this.#returned.stopped) return null;
    let { address } = this.#slotFor(length + luma.stride);
    this.#written += 1;
    const store = ({ samples, ...layout }: Plane): StoredPlane => {
      new Uint8Array(this.#memory.buffer, address, samples.length).set(samples);
      address += samples.length;
      return { ...layout, address: address - samples.length, length: samples.length };
    };
    return { ...picture, luma: store(luma), chromaU: store(chromaU), chromaV: store(chromaV) };
  }

  /** The slot of the next picture. The kernel may read one row too many, which is part of the length. */
  #slotFor(length: number): Slot {
    const place = this.#written % this.#size;
    const known = this.#slots[place];
    if (known && known.length >= length) return known;
    const slot = { address: allocatePixels(this.#memory, length), length };
    this.#slots[place] = slot;
    return slot;
  }
}

/** The picture as it lies in shared memory. */
export function pictureIn(memory: PixelMemory, stored: StoredPicture): Picture {
  const plane = ({ length, ...layout }: StoredPlane): Plane => ({
    ...layout,
    samples: new Uint8Array(memory.buffer, layout.address, length),
  });
  const { luma, chromaU, chromaV } = stored;
  return { ...stored, luma: plane(luma), chromaU: plane(chromaU), chromaV: plane(chromaV) };
}
