import type { Rotation } from "../video/display.ts";
import type { ColourMatrix } from "./colour.ts";

/** One plane of 8-bit samples; `stride` bytes from row to row. */
export interface Plane {
  readonly samples: Uint8Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** Where the samples lie in the memory of the pixel kernel; without it they lie elsewhere and are copied there. */
  readonly address?: number;
}

/** A decoded frame with all that is needed to read displayed pixels from it. */
export interface Picture {
  readonly luma: Plane;
  readonly chromaU: Plane;
  readonly chromaV: Plane;
  readonly colour: ColourMatrix;
  readonly rotation: Rotation;
  /** Size as displayed, not rounded. */
  readonly width: number;
  readonly height: number;
}

/** A square of the displayed picture in its pixels; may reach beyond it. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}
