import {
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
  AVCOL_RANGE_JPEG,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_BT2020_CL,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_FCC,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  SWS_BICUBIC,
} from "node-av/constants";
import { avGetPixFmtName, type Frame, SoftwareScaleContext } from "node-av/lib";
import type { Display } from "../video/display.ts";
import { type ColourMatrix, type ColourStandard, colourMatrix } from "./colour.ts";
import type { Picture, Plane } from "./picture.ts";

/** Formats that are read as they are: their chroma planes are this many times smaller (a power of two). */
const DIRECT_FORMATS: ReadonlyMap<number, { readonly shiftX: number; readonly shiftY: number }> = new Map<
  number,
  { readonly shiftX: number; readonly shiftY: number }
>([
  [AV_PIX_FMT_YUV420P, { shiftX: 1, shiftY: 1 }],
  [AV_PIX_FMT_YUVJ420P, { shiftX: 1, shiftY: 1 }],
  [AV_PIX_FMT_YUV422P, { shiftX: 1, shiftY: 0 }],
  [AV_PIX_FMT_YUVJ422P, { shiftX: 1, shiftY: 0 }],
  [AV_PIX_FMT_YUV444P, { shiftX: 0, shiftY: 0 }],
  [AV_PIX_FMT_YUVJ444P, { shiftX: 0, shiftY: 0 }],
]);

const FULL_RANGE_FORMATS: ReadonlySet<number> = new Set<number>([
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
]);

const STANDARDS: ReadonlyMap<number, ColourStandard> = new Map<number, ColourStandard>([
  [AVCOL_SPC_BT709, "bt709"],
  [AVCOL_SPC_BT470BG, "bt601"],
  [AVCOL_SPC_SMPTE170M, "bt601"],
  [AVCOL_SPC_FCC, "bt601"],
  [AVCOL_SPC_BT2020_NCL, "bt2020"],
  [AVCOL_SPC_BT2020_CL, "bt2020"],
]);

/** Where nothing is stated, players take pictures of this height and above for BT.709. */
const HIGH_DEFINITION_HEIGHT = 720;

/**
 * Makes pictures of decoded frames without copying them. Pixel formats other than 8-bit planar YUV, and pictures of
 * another size than the first, go through FFmpeg's scaler before.
 */
export class PictureSource {
  readonly #display: Display;
  /** Size of the first picture as stored: boxes of all frames are in its pixels. */
  #size: { readonly width: number; readonly height: number } | null = null;
  #scaler: { context: SoftwareScaleContext; width: number; height: number; format: number } | null = null;

  constructor(display: Display) {
    this.#display = display;
  }

  /**
   * The picture of a frame; valid until the frame is used again.
   *
   * @param spare receives the converted picture where the frame's format needs that
   */
  read(frame: Frame, spare: Frame): Picture {
    const shifts = DIRECT_FORMATS.get(frame.format);
    const { width, height } = frame;
    this.#size ??= { width, height };
    const fits = width === this.#size.width && height === this.#size.height;
    if (shifts && fits) return this.#picture(frame, shifts, colourOf(frame));
    this.#convert(frame, spare, this.#size);
    return this.#picture(spare, { shiftX: 1, shiftY: 1 }, colourOfConverted(frame));
  }

  close(): void {
    this.#scaler?.context.freeContext();
    this.#scaler = null;
  }

  #picture(frame: Frame, shifts: { shiftX: number; shiftY: number }, colour: ColourMatrix): Picture {
    const { width, height } = frame;
    const data = frame.data ?? [];
    const strides = frame.linesize;
    const plane = (index: number, planeWidth: number, planeHeight: number): Plane => {
      const samples = data[index];
      if (samples === undefined) throw new Error(`The frame lacks plane ${index}.`);
      return { samples, stride: strides[index] ?? planeWidth, width: planeWidth, height: planeHeight };
    };
    // Halves are rounded up: FFmpeg's AV_CEIL_RSHIFT.
    const chromaWidth = (width + shifts.shiftX) >> shifts.shiftX;
    const chromaHeight = (height + shifts.shiftY) >> shifts.shiftY;
    const { rotation, scaleX, scaleY } = this.#display;
    const across = width * scaleX;
    const down = height * scaleY;
    return {
      luma: plane(0, width, height),
      chromaU: plane(1, chromaWidth, chromaHeight),
      chromaV: plane(2, chromaWidth, chromaHeight),
      colour,
      rotation,
      width: rotation % 180 === 0 ? across : down,
      height: rotation % 180 === 0 ? down : across,
    };
  }

  #convert(frame: Frame, spare: Frame, size: { readonly width: number; readonly height: number }): void {
    const { width, height } = frame;
    const format = frame.format as Parameters<typeof avGetPixFmtName>[0];
    if (this.#scaler?.width !== width || this.#scaler.height !== height || this.#scaler.format !== format) {
      this.close();
      const context = new SoftwareScaleContext();
      context.getContext(width, height, format, size.width, size.height, AV_PIX_FMT_YUV420P, SWS_BICUBIC);
      this.#scaler = { context, width, height, format };
    }
    if (spare.width !== size.width || spare.height !== size.height) {
      spare.unref();
      spare.width = size.width;
      spare.height = size.height;
      spare.format = AV_PIX_FMT_YUV420P;
      spare.getBuffer();
    }
    this.#scaler.context.scaleFrameSync(spare, frame);
  }
}

function colourOf(frame: Frame): ColourMatrix {
  const guess = frame.height >= HIGH_DEFINITION_HEIGHT ? "bt709" : "bt601";
  const fullRange = frame.colorRange === AVCOL_RANGE_JPEG || FULL_RANGE_FORMATS.has(frame.format);
  return cachedMatrix(STANDARDS.get(frame.colorSpace) ?? guess, fullRange);
}

/** The scaler keeps the matrix of YUV and writes RGB as BT.601 with luma 16..235. */
function colourOfConverted(frame: Frame): ColourMatrix {
  const name = avGetPixFmtName(frame.format as Parameters<typeof avGetPixFmtName>[0]) ?? "";
  const isYuv = /^(yuv|nv|p0|p2|p4|uyvy|yuyv|y2)/.test(name) && frame.colorSpace !== AVCOL_SPC_RGB;
  return isYuv ? colourOf(frame) : cachedMatrix("bt601", false);
}

const matrices = new Map<string, ColourMatrix>();

function cachedMatrix(standard: ColourStandard, fullRange: boolean): ColourMatrix {
  const key = `${standard} ${fullRange}`;
  const known = matrices.get(key);
  if (known) return known;
  const matrix = colourMatrix(standard, fullRange);
  matrices.set(key, matrix);
  return matrix;
}
