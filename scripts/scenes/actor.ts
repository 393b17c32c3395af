import { AV_PIX_FMT_YUV420P, SWS_AREA } from "node-av/constants";
import { type Frame, SoftwareScaleContext } from "node-av/lib";
import { type FaceBox, longerSide, squareAround, wholePicture } from "../../src/worker/faces/face-box.ts";
import { FaceDetector } from "../../src/worker/faces/face-detector.ts";
import { loadModel } from "../../src/worker/models/load-model.ts";
import type { Square } from "../../src/worker/picture/picture.ts";
import { PictureSource } from "../../src/worker/picture/read-picture.ts";
import { shippedModel, talkingFace } from "../../src/worker/testing/run-worker.ts";
import { displayOf } from "../../src/worker/video/display.ts";
import { createFrame, FrameReader } from "../../src/worker/video/frame-reader.ts";
import { openMediaFile } from "../../src/worker/video/media-file.ts";
import type { Plane } from "./plane.ts";

/** A stretch of a real recording in which one face is plainly to be seen. */
export interface ActorSource {
  readonly recording: Parameters<typeof talkingFace>[0];
  readonly firstFrame: number;
  readonly frames: number;
}

/** Part of the actor that is shown around the face's box, in box sizes. */
const AROUND = { left: 0.55, right: 0.55, top: 0.6, bottom: 0.25 };
/** Widths and heights of 4:2:0 pictures are even. */
const even = (value: number): number => 2 * Math.round(value / 2);

/** A head and shoulders cut out of a frame, scaled. */
export interface Cutout {
  readonly planes: readonly Plane[];
  readonly width: number;
  readonly height: number;
  /** The face within the cutout. */
  readonly face: FaceBox;
}

/** Somebody to put into a scene: cutouts of a recording at any size. */
export class Actor {
  readonly #frames: readonly Frame[];
  readonly #boxes: readonly FaceBox[];
  readonly #size: number;
  /** Share of the source's own frames in which the detector finds the face at full size. */
  readonly sourceRecall: number;
  #scaler: { readonly key: string; readonly context: SoftwareScaleContext; readonly scaled: Frame } | null =
    null;

  constructor(frames: readonly Frame[], boxes: readonly (FaceBox | null)[]) {
    const found = boxes.filter((box) => box !== null);
    const first = found[0];
    if (!first) throw new Error("There is no face in the actor's recording.");
    this.#frames = frames;
    let last = first;
    this.#boxes = boxes.map((box) => {
      last = box ?? last;
      return last;
    });
    this.#size = found.map(longerSide).sort((a, b) => a - b)[found.length >> 1] ?? 1;
    this.sourceRecall = found.length / boxes.length;
  }

  /** The actor in a scene's frame, its usual face `size` pixels high; the recording runs to and fro. */
  cutout(frame: number, size: number): Cutout {
    const n = this.#frames.length;
    const turn = frame % (2 * n - 2);
    const index = turn < n ? turn : 2 * n - 2 - turn;
    const [source, box, usual] = [this.#frames[index], this.#boxes[index], this.#boxes[0]];
    if (!source || !box || !usual) throw new RangeError(`The actor has no frame ${index}.`);
    const scale = size / this.#size;
    const scaled = this.#scale(source, even(source.width * scale), even(source.height * scale));
    // The cut is fixed, the head moves within it.
    const left = even(Math.max(0, usual.x - AROUND.left * this.#size) * scale);
    const top = even(Math.max(0, usual.y - AROUND.top * this.#size) * scale);
    const right = even(Math.min(source.width, usual.x + (1 + AROUND.right) * this.#size) * scale);
    const bottom = even(Math.min(source.height, usual.y + (1 + AROUND.bottom) * this.#size) * scale);
    const [width, height] = [Math.min(right, scaled.width) - left, Math.min(bottom, scaled.height) - top];
    return {
      planes: [0, 1, 2].map((plane) => {
        const shrink = plane === 0 ? 1 : 2;
        const stride = scaled.linesize[plane] ?? 0;
        const data = scaled.data?.[plane];
        if (!data) throw new Error("The scaled picture lacks a plane.");
        return {
          samples: data.subarray((top / shrink) * stride + left / shrink),
          stride,
          width: width / shrink,
          height: height / shrink,
        };
      }),
      width,
      height,
      face: {
        x: box.x * scale - left,
        y: box.y * scale - top,
        width: box.width * scale,
        height: box.height * scale,
        score: 1,
      },
    };
  }

  close(): void {
    for (const frame of this.#frames) frame.free();
    this.#scaler?.context.freeContext();
    this.#scaler?.scaled.free();
  }

  #scale(source: Frame, width: number, height: number): Frame {
    const key = `${width} ${height}`;
    if (this.#scaler?.key !== key) {
      this.#scaler?.context.freeContext();
      this.#scaler?.scaled.free();
      const context = new SoftwareScaleContext();
      context.getContext(
        source.width,
        source.height,
        AV_PIX_FMT_YUV420P,
        width,
        height,
        AV_PIX_FMT_YUV420P,
        SWS_AREA,
      );
      const scaled = createFrame();
      scaled.width = width;
      scaled.height = height;
      scaled.format = AV_PIX_FMT_YUV420P;
      scaled.getBuffer();
      this.#scaler = { key, context, scaled };
    }
    this.#scaler.context.scaleFrameSync(this.#scaler.scaled, source);
    return this.#scaler.scaled;
  }
}

/** Reads an actor and where its face is in each frame. */
export async function loadActor(source: ActorSource): Promise<Actor> {
  const detector = new FaceDetector(await loadModel(shippedModel("blazeface-back")));
  const file = openMediaFile(talkingFace(source.recording));
  const reader = new FrameReader(file, file.video, 2);
  const pictures = new PictureSource(displayOf(file.video));
  const spare = createFrame();
  const frames: Frame[] = [];
  const boxes: (FaceBox | null)[] = [];
  let last: FaceBox | null = null;
  for (let index = 0; frames.length < source.frames; index++) {
    const frame = createFrame();
    if (!reader.next(frame)) break;
    if (index < source.firstFrame) {
      frame.free();
      continue;
    }
    const picture = pictures.read(frame, spare);
    const region: Square = last ? squareAround(last, 3) : wholePicture(picture);
    const box: FaceBox | null = (await detector.detect(picture, region, 0.5))[0] ?? null;
    frames.push(frame);
    boxes.push(box);
    last = box ?? last;
  }
  spare.free();
  pictures.close();
  reader.close();
  file.close();
  return new Actor(frames, boxes);
}
