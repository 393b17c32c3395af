import { readFileSync } from "node:fs";
import { add, channelMeans, convolution, depthwiseConvolution, relu, type Size2 } from "./layers.ts";
import { type GraphValue, OnnxGraph } from "./onnx-graph.ts";
import { floatWeight, readWeights, type Weights, weightsManifestSchema } from "./tfjs-weights.ts";

/**
 * The expression network of face-api as an ONNX file. The package has its weights alone; the structure follows its
 * code (`src/faceFeatureExtractor/FaceFeatureExtractor.ts`, `src/faceExpressionNet/FaceExpressionNet.ts`), without the
 * subtraction of the mean and the division, which the caller does while cropping.
 *
 * @param manifestPath `face_expression_model-weights_manifest.json` of the package
 */
export function faceApiExpression(manifestPath: string): Uint8Array {
  const manifest = weightsManifestSchema.parse(JSON.parse(readFileSync(manifestPath, "utf8")));
  const weights = readWeights(manifest, manifestPath);
  const graph = new OnnxGraph("face-api-expression");

  let features = graph.input("image", [3, 112, 112]);
  for (const block of ["dense0", "dense1", "dense2", "dense3"])
    features = denseBlock(graph, block, features, weights);

  // The original pools 7 x 7 windows of a 7 x 7 map: the mean of each channel.
  const means = channelMeans(graph, "means", features);
  const classifier = floatWeight(weights, "fc/weights");
  const scores = graph.node(
    "Gemm",
    "scores",
    [
      means.name,
      graph.floats("fc/weights", classifier.shape, classifier.values),
      graph.floats("fc/bias", [7], floatWeight(weights, "fc/bias").values),
    ],
    [7],
  );
  graph.output(graph.node("Softmax", "probabilities", [scores.name], [7], { axis: 1 }));
  return graph.encode();
}

/**
 * Four convolutions, each reading the rectified sum of all before it. The sum is carried along, so that each further
 * convolution costs one addition and not one per predecessor.
 */
function denseBlock(graph: OnnxGraph, block: string, input: GraphValue, weights: Weights): GraphValue {
  const halved = isSeparable(weights, `${block}/conv0`)
    ? separableConvolution(graph, `${block}/conv0`, input, weights, [2, 2])
    : convolution(graph, `${block}/conv0`, input, {
        filters: floatWeight(weights, `${block}/conv0/filters`),
        bias: floatWeight(weights, `${block}/conv0/bias`).values,
        strides: [2, 2],
        padding: "SAME",
      });
  let sum = relu(graph, `${block}/conv0/relu`, halved);
  let rectified = sum;
  for (const step of [1, 2, 3]) {
    const layer = `${block}/conv${step}`;
    sum = add(graph, `${layer}/sum`, separableConvolution(graph, layer, rectified, weights, [1, 1]), sum);
    rectified = relu(graph, `${layer}/relu`, sum);
  }
  return rectified;
}

function isSeparable(weights: Weights, layer: string): boolean {
  return weights.has(`${layer}/depthwise_filter`);
}

function separableConvolution(
  graph: OnnxGraph,
  layer: string,
  input: GraphValue,
  weights: Weights,
  strides: Size2,
): GraphValue {
  const filtered = depthwiseConvolution(graph, `${layer}/depthwise`, input, {
    filters: floatWeight(weights, `${layer}/depthwise_filter`),
    strides,
    padding: "SAME",
  });
  return convolution(graph, `${layer}/pointwise`, filtered, {
    filters: floatWeight(weights, `${layer}/pointwise_filter`),
    bias: floatWeight(weights, `${layer}/bias`).values,
    strides: [1, 1],
    padding: "VALID",
  });
}
