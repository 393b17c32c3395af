import {
  add,
  channelMeans,
  convolution,
  depthwiseConvolution,
  maxPool,
  type Padding,
  prelu,
  relu,
} from "./layers.ts";
import type { GraphValue, OnnxGraph } from "./onnx-graph.ts";
import {
  spatialAttribute,
  type TfGraph,
  type TfNode,
  textAttribute,
  textListAttribute,
} from "./tfjs-graph.ts";
import { floatWeight, integerWeight } from "./tfjs-weights.ts";

/**
 * Writes a TensorFlow graph with channels last into an ONNX graph with channels first.
 * Only what the wanted outputs need is written.
 *
 * @param inputs the ONNX value that stands for each placeholder
 * @param outputs names of the TensorFlow nodes whose values are wanted
 * @returns the ONNX value of each wanted node, in the order of `outputs`
 * @throws on an operation that the networks in use do not have
 */
export function translateGraph(
  source: TfGraph,
  target: OnnxGraph,
  inputs: Readonly<Record<string, GraphValue>>,
  outputs: readonly string[],
): GraphValue[] {
  const needed = reachable(source, outputs);
  const values = new Map<string, GraphValue>(Object.entries(inputs));
  for (const node of source.nodes) {
    if (!needed.has(node.name) || values.has(node.name) || node.op === "Const") continue;
    values.set(node.name, translateNode(source, target, node, values));
  }
  return outputs.map((name) => valueNamed(values, name));
}

function reachable(source: TfGraph, outputs: readonly string[]): Set<string> {
  const nodes = new Map(source.nodes.map((node) => [node.name, node]));
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const node = nodes.get(name);
    if (node === undefined) throw new Error(`The graph has no node named ${name}`);
    found.add(name);
    for (const input of node.input) visit(input);
  };
  for (const output of outputs) visit(output);
  return found;
}

function valueNamed(values: ReadonlyMap<string, GraphValue>, name: string): GraphValue {
  const value = values.get(name);
  if (value === undefined) throw new Error(`The value ${name} is read before it is computed`);
  return value;
}

function translateNode(
  { weights }: TfGraph,
  target: OnnxGraph,
  node: TfNode,
  values: ReadonlyMap<string, GraphValue>,
): GraphValue {
  const [first = "", second = "", third = "", fourth = ""] = node.input;
  const name = shortName(node.name);
  const input = valueNamed(values, first);
  switch (node.op) {
    case "Identity":
      return input;
    case "_FusedConv2D": {
      const activation = activationOf(node);
      const layer = {
        filters: floatWeight(weights, second),
        bias: floatWeight(weights, third).values,
        ...window(node),
      };
      const summed = convolution(target, activation === "none" ? name : `${name}/conv`, input, layer);
      if (activation === "none") return summed;
      return activation === "relu"
        ? relu(target, name, summed)
        : prelu(target, name, summed, floatWeight(weights, fourth).values);
    }
    case "DepthwiseConv2dNative":
      return depthwiseConvolution(target, name, input, {
        filters: floatWeight(weights, second),
        ...window(node),
      });
    case "MaxPool":
      return maxPool(target, name, input, { kernel: spatialAttribute(node, "ksize"), ...window(node) });
    case "AddV2":
      return add(target, name, input, valueNamed(values, second));
    case "Relu":
      return relu(target, name, input);
    case "Prelu":
      return prelu(target, name, input, floatWeight(weights, second).values);
    case "Sigmoid":
      return target.node("Sigmoid", name, [input.name], input.shape);
    case "Softmax":
      return target.node("Softmax", name, [input.name], input.shape, { axis: 1 });
    case "Mean":
      if (integerWeight(weights, second).join() !== "1,2")
        throw new Error(`${node.name}: mean over unexpected axes`);
      return channelMeans(target, name, input);
    case "Pad":
      return padChannels(target, name, input, integerWeight(weights, second));
    case "Reshape":
      return reshape(target, name, input, integerWeight(weights, second));
    default:
      throw new Error(`${node.name}: the operation ${node.op} is not known`);
  }
}

function window(node: TfNode): { strides: [number, number]; padding: Padding } {
  const padding = textAttribute(node, "padding");
  if (padding !== "SAME" && padding !== "VALID")
    throw new Error(`${node.name}: padding ${padding} is not known`);
  return { strides: spatialAttribute(node, "strides"), padding };
}

function activationOf(node: TfNode): "none" | "relu" | "prelu" {
  const fused = textListAttribute(node, "fused_ops").join();
  switch (fused) {
    case "BiasAdd":
      return "none";
    case "BiasAdd,Relu":
      return "relu";
    case "BiasAdd,Prelu":
      return "prelu";
    default:
      throw new Error(`${node.name}: the fused operations ${fused} are not known`);
  }
}

/**
 * Adds empty channels after the present ones; TensorFlow gives pairs (before, after) for batch, height, width, channels.
 *
 * Written as a convolution that copies each channel, which gives the same bits: the runtime's fast layout does not
 * know Pad, and everything that is added to its result would leave that layout as well.
 */
function padChannels(
  target: OnnxGraph,
  name: string,
  input: GraphValue,
  paddings: readonly number[],
): GraphValue {
  const extra = paddings[7] ?? 0;
  if (paddings.slice(0, 7).some((count) => count !== 0))
    throw new Error(`${name}: only channels can be padded`);
  const [channels = 0] = input.shape;
  const padded = channels + extra;
  const copying = new Float32Array(channels * padded);
  for (let channel = 0; channel < channels; channel++) copying[channel * padded + channel] = 1;
  return convolution(target, name, input, {
    filters: { shape: [1, 1, channels, padded], values: copying },
    bias: new Float32Array(padded),
    strides: [1, 1],
    padding: "VALID",
  });
}

/** A new shape for a feature map, its values read in TensorFlow's order (channels last). */
function reshape(target: OnnxGraph, name: string, input: GraphValue, shape: readonly number[]): GraphValue {
  const [channels = 0, height = 0, width = 0] = input.shape;
  const rest = shape.slice(1);
  const isOnePixel = height * width === 1;
  const ordered = isOnePixel
    ? input
    : target.node("Transpose", `${name}/channels-last`, [input.name], [height, width, channels], {
        perm: [0, 2, 3, 1],
      });
  // 0 keeps the batch size of the input.
  const sizes = target.integers(`${name}/shape`, [0, ...rest]);
  return target.node("Reshape", name, [ordered.name, sizes], rest);
}

/** Keras wraps all names of a saved model into these prefixes. */
function shortName(name: string): string {
  return name.replace(/^StatefulPartitionedCall\/[^/]+\//, "");
}
