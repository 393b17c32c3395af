import type { ModelCard } from "../../shared/model-card.ts";

/** Centres of a detector's anchors, x and y by turns, in pixels of its input; in the order of its outputs. */
export function anchorCentres(anchors: NonNullable<ModelCard["anchors"]>): Float32Array {
  const centres: number[] = [];
  for (const { cellsPerSide, cellPx, perCell } of anchors.layers) {
    for (let row = 0; row < cellsPerSide; row++) {
      for (let column = 0; column < cellsPerSide; column++) {
        for (let k = 0; k < perCell; k++) centres.push((column + 0.5) * cellPx, (row + 0.5) * cellPx);
      }
    }
  }
  return Float32Array.from(centres);
}
