/** Part of an 8-bit plane; `stride` bytes from row to row. */
export interface Plane {
  readonly samples: Uint8Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
}

/** A picture in 4:2:0: luma and two planes of half the width and height. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly [Uint8Array, Uint8Array, Uint8Array];
}

export function createCanvas(width: number, height: number): Canvas {
  const half = (width / 2) * (height / 2);
  return {
    width,
    height,
    planes: [new Uint8Array(width * height), new Uint8Array(half).fill(128), new Uint8Array(half).fill(128)],
  };
}

/** Numbers 0..1 that are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
