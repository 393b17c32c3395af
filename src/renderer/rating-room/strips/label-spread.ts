/**
 * Moves labels apart so that neighbours keep `gap` between them, as near to where they want to be as their order
 * allows (least squares: overlapping labels become a block around their mean). All values in px; the result stands
 * in the order of the input and lies in [0, height] as far as there is room for all.
 */
export function spreadLabels(wanted: readonly number[], gap: number, height: number): number[] {
  const order = wanted
    .map((position, index) => ({ position, index }))
    .sort((a, b) => a.position - b.position);
  const blocks: { sum: number; indices: number[] }[] = [];
  for (const { position, index } of order) {
    blocks.push({ sum: position, indices: [index] });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (!last || !before || blockEnd(before, gap) + gap <= blockStart(last)) break;
      // Each label's wish counts from the start of the block: a label k places in is k gaps lower.
      before.sum += last.sum - last.indices.length * before.indices.length * gap;
      before.indices.push(...last.indices);
      blocks.pop();
    }
  }
  const placed = new Array<number>(wanted.length).fill(0);
  let floor = 0;
  for (const block of blocks) {
    let at = Math.max(floor, blockStart(block));
    for (const index of block.indices) {
      placed[index] = at;
      at += gap;
    }
    floor = at;
  }
  return pushedUp(
    placed,
    order.map(({ index }) => index),
    gap,
    height,
  );
}

/** `sum` adds up the wished starts of the block's first label as seen from each of its labels. */
function blockStart(block: { sum: number; indices: number[] }): number {
  return block.sum / block.indices.length;
}

function blockEnd(block: { sum: number; indices: number[] }, gap: number): number {
  return blockStart(block) + (block.indices.length - 1) * gap;
}

function pushedUp(placed: number[], order: readonly number[], gap: number, height: number): number[] {
  let ceiling = height;
  for (const index of order.toReversed()) {
    const at = Math.min(placed[index] ?? 0, ceiling);
    placed[index] = at;
    ceiling = at - gap;
  }
  return placed;
}
