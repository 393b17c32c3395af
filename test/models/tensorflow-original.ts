import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageFile } from "../../scripts/models/networks.ts";

/** The part of TensorFlow.js that is used here; the bundle's own types need packages that are not installed. */
interface TfTensor {
  readonly shape: readonly number[];
  dataSync(): Float32Array;
}

interface TfGraphModel {
  /** One tensor where one output is wanted, else a list. */
  execute(input: TfTensor, outputs: readonly string[]): TfTensor | readonly TfTensor[];
}

interface TensorFlow {
  env(): { set(flag: string, value: boolean): void };
  setBackend(name: string): Promise<boolean>;
  tensor(values: Float32Array, shape: readonly number[]): TfTensor;
  loadGraphModel(handler: unknown): Promise<TfGraphModel>;
  readonly io: {
    fromMemory(artifacts: unknown): unknown;
    decodeWeights(bytes: ArrayBuffer, specs: unknown): Promise<unknown>;
  };
}

interface ExpressionNet {
  loadFromWeightMap(weights: unknown): void;
  forwardInput(input: unknown): TfTensor;
}

interface FaceApiBundle {
  readonly tf: TensorFlow;
  readonly FaceExpressionNet: new () => ExpressionNet;
  readonly NetInput: new (inputs: readonly TfTensor[]) => unknown;
}

interface TfjsModelFile {
  readonly weightsManifest: readonly [{ readonly paths: readonly [string]; readonly weights: unknown }];
}

/** Values of one batch, channels last as TensorFlow has them. */
export interface ImageBatch {
  readonly values: Float32Array;
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
}

/**
 * TensorFlow.js with its plain JavaScript backend, as face-api carries it. The bundle is made for browsers and fails
 * where it takes Node for its platform; a web worker's global makes it take the browser's.
 */
async function loadBundle(): Promise<FaceApiBundle> {
  Object.assign(globalThis, { WorkerGlobalScope: class {} });
  const path = packageFile("@vladmandic/face-api", "dist/face-api.esm.js");
  const bundle: FaceApiBundle = await import(pathToFileURL(path).href);
  // Keeps it from advertising its faster backends.
  bundle.tf.env().set("IS_TEST", true);
  await bundle.tf.setBackend("cpu");
  return bundle;
}

const bundle = await loadBundle();

/**
 * Runs an original graph model of `@vladmandic/human`.
 *
 * @returns one array per wanted output
 */
export async function originalGraphModel(
  name: "blazeface" | "facemesh" | "emotion",
): Promise<(input: ImageBatch, outputs: readonly string[]) => Float32Array[]> {
  const path = packageFile("@vladmandic/human", `models/${name}.json`);
  const { weightsManifest, ...model }: TfjsModelFile = JSON.parse(readFileSync(path, "utf8"));
  const [group] = weightsManifest;
  const weightData = readBytes(join(dirname(path), group.paths[0]));
  const loaded = await bundle.tf.loadGraphModel(
    bundle.tf.io.fromMemory({ ...model, weightSpecs: group.weights, weightData }),
  );
  return (input, outputs) =>
    [loaded.execute(bundle.tf.tensor(input.values, input.shape), outputs)]
      .flat()
      .map((tensor) => tensor.dataSync());
}

/**
 * Runs face-api's own expression network.
 *
 * @returns a function from RGB pixels (0 to 255, 112 x 112) to seven probabilities per picture
 */
export async function originalFaceApiExpression(): Promise<(pixels: ImageBatch) => Float32Array> {
  const path = packageFile("@vladmandic/face-api", "model/face_expression_model-weights_manifest.json");
  const [group]: TfjsModelFile["weightsManifest"] = JSON.parse(readFileSync(path, "utf8"));
  const bytes = readBytes(join(dirname(path), group.paths[0]));
  const net = new bundle.FaceExpressionNet();
  net.loadFromWeightMap(await bundle.tf.io.decodeWeights(bytes, group.weights));
  return ({ values, shape: [batch, height, width, channels] }) => {
    const size = height * width * channels;
    const pictures = Array.from({ length: batch }, (_, index) =>
      bundle.tf.tensor(values.subarray(index * size, (index + 1) * size), [height, width, channels]),
    );
    return net.forwardInput(new bundle.NetInput(pictures)).dataSync();
  };
}

function readBytes(path: string): ArrayBuffer {
  return new Uint8Array(readFileSync(path)).buffer;
}
