import { centreDistance, type FaceBox, longerSide } from "../faces/face-box.ts";
import type { Finder } from "../faces/face-finder.ts";
import type { LookSignature } from "../faces/look-signature.ts";

/** Something in a painted scene that the detector takes for a face. */
export interface PaintedFace {
  readonly x: number;
  readonly y?: number;
  /** 100 unless stated. */
  readonly size?: number;
  /** Photographs never change; "lettering" the mesh does not confirm. */
  readonly kind?: "person" | "photograph" | "lettering";
}

/** A frame of a painted scene: what stands in it, and its number. */
export interface PaintedFrame {
  readonly frame: number;
  readonly faces: readonly PaintedFace[];
  /** True where not even the camera's noise changes. */
  readonly frozen?: boolean;
}

const WIDTH = 1280;
const HEIGHT = 720;
/** Parts of the picture that are searched one by one. */
const COLUMNS = 4;

/** Finds what is painted, and counts its looks. */
export class SceneFinder implements Finder<PaintedFrame> {
  looks = 0;
  searchedParts = 0;
  presences = 0;

  async around(frame: PaintedFrame, box: FaceBox, side: number): Promise<FaceBox[]> {
    this.looks += 1;
    return frame.faces.map(boxOf).filter((face) => centreDistance(box, face) <= (side - 1) / 2);
  }

  parts(): number {
    return 1 + COLUMNS;
  }

  async candidates(frame: PaintedFrame, part: number): Promise<FaceBox[]> {
    this.searchedParts += 1;
    const all = frame.faces.map(boxOf);
    if (part === 0) return all.filter((box) => longerSide(box) >= 150);
    const width = WIDTH / COLUMNS;
    return all.filter((box) => Math.floor((box.x + box.width / 2) / width) === part - 1);
  }

  async presence(frame: PaintedFrame, box: FaceBox): Promise<number> {
    this.presences += 1;
    const seen = nearest(frame, box);
    return seen && seen.kind !== "lettering" ? 0.99 : 0.1;
  }

  signature(frame: PaintedFrame, box: FaceBox): LookSignature {
    const seen = nearest(frame, box);
    // People's looks differ from frame to frame; everything else has one look, told apart by its place.
    const seed = seen === null ? 7 : isPerson(seen) ? 1000 + frame.frame : Math.round(seen.x);
    return Buffer.from(
      Uint8Array.from({ length: 256 }, (_, i) => (i * seed * 7919 + seed * seed) % 251),
    ).toString("base64");
  }

  checksum({ frame, frozen }: PaintedFrame): number {
    return frozen ? 0 : frame + 1;
  }

  size(): { readonly width: number; readonly height: number } {
    return { width: WIDTH, height: HEIGHT };
  }
}

function isPerson({ kind }: PaintedFace): boolean {
  return kind === undefined || kind === "person";
}

function nearest(frame: PaintedFrame, box: FaceBox): PaintedFace | null {
  return frame.faces.find((face) => centreDistance(box, boxOf(face)) <= 0.5) ?? null;
}

function boxOf({ x, y = 200, size = 100 }: PaintedFace): FaceBox {
  return { x, y, width: size, height: size, score: 0.9 };
}

/** Frames from stretches: how many frames, and what stands in the i-th of a stretch. */
export function paintFrames(
  ...stretches: readonly (readonly [count: number, faces: (i: number) => readonly PaintedFace[]])[]
): PaintedFrame[] {
  const frames: PaintedFrame[] = [];
  for (const [count, faces] of stretches) {
    for (let i = 0; i < count; i++) frames.push({ frame: frames.length, faces: faces(i) });
  }
  return frames;
}
