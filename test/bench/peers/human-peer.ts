/**
 * Faces and expressions by `@vladmandic/human` (WebAssembly in Node): detection and its FER-2013 network on every
 * frame. Prints one JSON object. `node human-peer.ts VIDEO FRAMES`
 */
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { AV_PIX_FMT_RGB24, SWS_BILINEAR } from "node-av/constants";
import { SoftwareScaleContext } from "node-av/lib";
import * as z from "zod";
import { createFrame, FrameReader } from "../../../src/worker/video/frame-reader.ts";
import { openMediaFile } from "../../../src/worker/video/media-file.ts";

interface Tensor {
  dispose(): void;
}

interface Human {
  readonly tf: { tensor(values: Uint8Array, shape: readonly number[], type: "int32"): Tensor };
  load(): Promise<void>;
  detect(image: Tensor): Promise<{ readonly face: readonly { readonly emotion?: readonly unknown[] }[] }>;
}

const [path, wanted] = z.tuple([z.string(), z.coerce.number().int().positive()]).parse(process.argv.slice(2));
const packages = join(import.meta.dirname, "node_modules");
const folder = join(packages, "@vladmandic/human");
const wasm = join(packages, "@tensorflow/tfjs-backend-wasm/dist");
const { Human: Program } = createRequire(import.meta.url)(join(folder, "dist/human.node-wasm.js")) as {
  Human: new (config: unknown) => Human;
};
// The program fetches its models, and Node fetches no files.
const models = createServer((request, response) => {
  createReadStream(join(folder, "models", basename(request.url ?? ""))).pipe(response);
});
await once(models.listen(0, "127.0.0.1"), "listening");
const { port } = models.address() as AddressInfo;
const off = { enabled: false };
const human = new Program({
  backend: "wasm",
  wasmPath: `${wasm}/`,
  modelBasePath: `http://127.0.0.1:${port}/`,
  cacheSensitivity: 0,
  filter: off,
  face: {
    enabled: true,
    detector: { maxDetected: 1, skipFrames: 0, skipTime: 0, rotation: false },
    mesh: off,
    iris: off,
    description: off,
    antispoof: off,
    liveness: off,
    emotion: { enabled: true, skipFrames: 0, skipTime: 0, minConfidence: 0 },
  },
  body: off,
  hand: off,
  object: off,
  gesture: off,
  segmentation: off,
});
await human.load();

const file = openMediaFile(path);
const reader = new FrameReader(file, file.video, 2);
const frame = createFrame();
const colour = createFrame();
const scaler = new SoftwareScaleContext();

/** The next frame as RGB; null at the end. */
function next(): Tensor | null {
  if (!reader.next(frame)) return null;
  const { width, height } = frame;
  if (colour.width !== width) {
    const format = frame.format as Parameters<SoftwareScaleContext["getContext"]>[2];
    scaler.getContext(width, height, format, width, height, AV_PIX_FMT_RGB24, SWS_BILINEAR);
    colour.width = width;
    colour.height = height;
    colour.format = AV_PIX_FMT_RGB24;
    colour.getBuffer();
  }
  scaler.scaleFrameSync(colour, frame);
  const stride = colour.linesize[0] ?? width * 3;
  const rows = colour.data?.[0];
  if (!rows) throw new Error("The frame has no pixels.");
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    pixels.set(rows.subarray(y * stride, y * stride + width * 3), y * width * 3);
  }
  return human.tf.tensor(pixels, [1, height, width, 3], "int32");
}

let frames = 0;
let faces = 0;
let start = performance.now();
for (let image = next(); image !== null && frames < wanted; image = next()) {
  const { face } = await human.detect(image);
  image.dispose();
  // The first frame warms up.
  if (frames === 0) start = performance.now();
  if (face[0]?.emotion && face[0].emotion.length > 0) faces += 1;
  frames += 1;
}
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ peer: "human", frames, faces, framesPerSecond: (frames - 1) / seconds }));
process.exit(0);
