import { PIXEL_KERNEL_CODE } from "./pixel-kernel-code.ts";
import { createPixelMemory } from "./pixel-memory.ts";

/** The functions of scripts/pixel-kernel/pixel-kernel.as, where their parameters are described. */
interface PixelKernel {
  resample(
    plane: number,
    stride: number,
    width: number,
    sums: number,
    out: number,
    shift: number,
    rows: number,
    rowTaps: number,
    rowFirst: number,
    rowWeights: number,
    columns: number,
    columnTaps: number,
    columnFirst: number,
    columnWeights: number,
  ): void;
  writeGrey(
    luma: number,
    right: number,
    down: number,
    rows: number,
    columns: number,
    scale: number,
    shift: number,
    channel: number,
    out: number,
  ): void;
  writeColour(
    luma: number,
    right: number,
    down: number,
    u: number,
    v: number,
    chromaRight: number,
    chromaDown: number,
    rows: number,
    columns: number,
    colour: number,
    channels: number,
    out: number,
    step: number,
  ): void;
}

/** The memory that this thread's kernel computes in. */
export const pixelMemory = createPixelMemory();

export const pixelKernel = new WebAssembly.Instance(
  new WebAssembly.Module(Buffer.from(PIXEL_KERNEL_CODE, "base64")),
  { env: { memory: pixelMemory } },
).exports as PixelKernel;
