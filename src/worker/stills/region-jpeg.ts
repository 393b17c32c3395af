import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_QSCALE,
  AV_PIX_FMT_YUVJ420P,
  FF_ENCODER_MJPEG,
  FF_QP2LAMBDA,
} from "node-av/constants";
import { Codec, CodecContext, type Frame, Packet, Rational } from "node-av/lib";
import type { PixelBox } from "../../shared/worker-protocol.ts";
import type { Picture } from "../picture/picture.ts";
import { RESAMPLED_UNITS } from "../picture/resample.ts";
import { createFrame } from "../video/frame-reader.ts";
import { jpegColour } from "./jpeg-colour.ts";
import { sampleRegion } from "./region-sampler.ts";

/** FFmpeg's scale of 1 (best) to 31; 4 shows a face without visible blocks at about 12 kB. */
const QUALITY = 4;

export interface RegionJpeg {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * A part of the displayed picture as JPEG, turned and stretched as it is shown, never enlarged. The same picture
 * gives the same bytes.
 *
 * @param region in displayed pixels, within the picture
 * @param maxSidePx the longer side is at most this long
 */
export function regionJpeg(picture: Picture, region: PixelBox, maxSidePx: number): RegionJpeg {
  const { width, height } = stillSize(region, maxSidePx);
  const frame = createFrame();
  try {
    frame.width = width;
    frame.height = height;
    frame.format = AV_PIX_FMT_YUVJ420P;
    frame.pts = 0n;
    must(frame.getBuffer(), "buffer");
    draw(picture, region, frame);
    return { jpeg: encode(frame), width, height };
  } finally {
    frame.free();
  }
}

/** Size of a region's still in pixels. */
export function stillSize(region: PixelBox, maxSidePx: number): { width: number; height: number } {
  const scale = Math.min(1, maxSidePx / Math.max(region.width, region.height));
  return {
    width: Math.max(1, Math.round(region.width * scale)),
    height: Math.max(1, Math.round(region.height * scale)),
  };
}

function draw(picture: Picture, region: PixelBox, frame: Frame): void {
  const [luma, blue, red] = frame.data ?? [];
  const [lumaStride = 0, blueStride = 0, redStride = 0] = frame.linesize;
  if (!luma || !blue || !red) throw new Error("The still has no planes.");
  const { width, height } = frame;
  const across = (width + 1) >> 1;
  const rows = (height + 1) >> 1;
  const ys = sampleRegion(picture, picture.luma, region, width, height);
  const us = sampleRegion(picture, picture.chromaU, region, across, rows);
  const vs = sampleRegion(picture, picture.chromaV, region, across, rows);
  const colour = jpegColour(picture.colour);
  const centre = 128 * RESAMPLED_UNITS;
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const at = us.base + (j >> 1) * us.down + (i >> 1) * us.right;
      const u = ((us.values[at] as number) - centre) / RESAMPLED_UNITS;
      const v = ((vs.values[at] as number) - centre) / RESAMPLED_UNITS;
      const y = (ys.values[ys.base + j * ys.down + i * ys.right] as number) / RESAMPLED_UNITS - colour.black;
      luma[j * lumaStride + i] = byte(colour.lumaY * y + colour.lumaU * u + colour.lumaV * v);
      if (((i | j) & 1) !== 0) continue;
      blue[(j >> 1) * blueStride + (i >> 1)] = byte(128 + colour.blueU * u + colour.blueV * v);
      red[(j >> 1) * redStride + (i >> 1)] = byte(128 + colour.redU * u + colour.redV * v);
    }
  }
}

/** Each still has a size of its own, so each has an encoder of its own; on one thread, as its bytes must not vary. */
function encode(frame: Frame): Uint8Array {
  const codec = Codec.findEncoderByName(FF_ENCODER_MJPEG);
  const encoder = new CodecContext();
  const packet = new Packet();
  packet.alloc();
  try {
    encoder.allocContext3(codec);
    encoder.width = frame.width;
    encoder.height = frame.height;
    encoder.pixelFormat = AV_PIX_FMT_YUVJ420P;
    encoder.timeBase = new Rational(1, 25);
    encoder.threadCount = 1;
    encoder.setFlags(AV_CODEC_FLAG_QSCALE, AV_CODEC_FLAG_BITEXACT);
    encoder.globalQuality = QUALITY * FF_QP2LAMBDA;
    must(encoder.open2Sync(codec, null), "encoder");
    frame.quality = QUALITY * FF_QP2LAMBDA;
    must(encoder.sendFrameSync(frame), "picture");
    must(encoder.sendFrameSync(null), "end");
    must(encoder.receivePacketSync(packet), "file");
    if (packet.data === null) throw new Error("The JPEG encoder gave nothing.");
    return new Uint8Array(packet.data);
  } finally {
    packet.free();
    encoder.freeContext();
  }
}

function byte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
}

function must(result: number, what: string): void {
  if (result < 0) throw new Error(`A still could not be made: ${what} (${result}).`);
}
