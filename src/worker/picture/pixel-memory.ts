/// <reference path="./web-assembly.d.ts" />

const PAGE_BYTES = 65_536;
/** Address space, not memory in use: 2 GB. */
const MOST_PAGES = 32_768;
/** What may be read behind the end of a block: the kernel takes several pixels at a time. */
const SLACK_BYTES = 64;

export type PixelMemory = WebAssembly.Memory;

/** Memory for pixels that several threads and the pixel kernel reach. It grows, and nothing in it ever moves. */
export function createPixelMemory(): PixelMemory {
  return new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
}

/**
 * The address of a new block that nobody else uses, whichever thread asks; never given back.
 *
 * @throws RangeError when there is no memory
 */
export function allocatePixels(memory: PixelMemory, bytes: number): number {
  return memory.grow(Math.ceil((bytes + SLACK_BYTES) / PAGE_BYTES)) * PAGE_BYTES;
}
