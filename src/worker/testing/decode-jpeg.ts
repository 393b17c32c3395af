import { AV_CODEC_ID_MJPEG } from "node-av/constants";
import { Codec, CodecContext, Packet } from "node-av/lib";
import { createFrame } from "../video/frame-reader.ts";

/** A decoded JPEG. */
export interface DecodedJpeg {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue (0..255, by ITU-T T.871) of a pixel. */
  rgbAt(x: number, y: number): [number, number, number];
}

/** Decodes a JPEG with 4:2:0 chroma. */
export function decodeJpeg(jpeg: Uint8Array): DecodedJpeg {
  const codec = Codec.findDecoder(AV_CODEC_ID_MJPEG);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.threadCount = 1;
  decoder.open2Sync(codec, null);
  const packet = new Packet();
  packet.alloc();
  packet.data = Buffer.from(jpeg);
  const frame = createFrame();
  const results = [
    decoder.sendPacketSync(packet),
    decoder.sendPacketSync(null),
    decoder.receiveFrameSync(frame),
  ];
  if (results.some((result) => result < 0)) throw new Error(`This is no JPEG (${results.join(", ")}).`);
  const { width, height } = frame;
  const strides = [...frame.linesize];
  const planes = (frame.data ?? []).map((plane) => Uint8Array.from(plane));
  packet.free();
  frame.free();
  decoder.freeContext();
  const sample = (plane: number, x: number, y: number): number =>
    planes[plane]?.[y * (strides[plane] ?? 0) + x] ?? Number.NaN;
  return {
    width,
    height,
    rgbAt: (x, y) => {
      const luma = sample(0, x, y);
      const blue = sample(1, x >> 1, y >> 1) - 128;
      const red = sample(2, x >> 1, y >> 1) - 128;
      return [luma + 1.402 * red, luma - 0.344136 * blue - 0.714136 * red, luma + 1.772 * blue];
    },
  };
}
