import type { GraphValue, OnnxGraph } from "./onnx-graph.ts";

/** A weight with its shape in TensorFlow's order. */
export interface LayerWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export type Padding = "SAME" | "VALID";
export type Size2 = readonly [height: number, width: number];

/** Where a window slides over a feature map: `pads` is top, left, bottom, right. */
interface Sliding {
  readonly pads: readonly [number, number, number, number];
  readonly outHeight: number;
  readonly outWidth: number;
}

/** An ordinary convolution with bias; filters are height, width, in, out. */
export function convolution(
  graph: OnnxGraph,
  name: string,
  input: GraphValue,
  layer: { filters: LayerWeight; bias: Float32Array; strides: Size2; padding: Padding },
): GraphValue {
  const [height = 0, width = 0, channelsIn = 0, channelsOut = 0] = layer.filters.shape;
  const weights = reorder(layer.filters.values, [height, width, channelsIn, channelsOut], [3, 2, 0, 1]);
  const slide = sliding(input, [height, width], layer.strides, layer.padding);
  return graph.node(
    "Conv",
    name,
    [
      input.name,
      graph.floats(`${name}/weights`, [channelsOut, channelsIn, height, width], weights),
      graph.floats(`${name}/bias`, [channelsOut], layer.bias),
    ],
    [channelsOut, slide.outHeight, slide.outWidth],
    { kernel_shape: [height, width], strides: layer.strides, pads: slide.pads },
  );
}

/** A convolution of each channel by itself, without bias; filters are height, width, channels, 1. */
export function depthwiseConvolution(
  graph: OnnxGraph,
  name: string,
  input: GraphValue,
  layer: { filters: LayerWeight; strides: Size2; padding: Padding },
): GraphValue {
  const [height = 0, width = 0, channels = 0, multiplier = 0] = layer.filters.shape;
  if (multiplier !== 1) throw new Error(`${name}: ${multiplier} filters per channel are not supported`);
  const weights = reorder(layer.filters.values, [height, width, channels, 1], [2, 3, 0, 1]);
  const slide = sliding(input, [height, width], layer.strides, layer.padding);
  return graph.node(
    "Conv",
    name,
    [input.name, graph.floats(`${name}/weights`, [channels, 1, height, width], weights)],
    [channels, slide.outHeight, slide.outWidth],
    { group: channels, kernel_shape: [height, width], strides: layer.strides, pads: slide.pads },
  );
}

export function maxPool(
  graph: OnnxGraph,
  name: string,
  input: GraphValue,
  layer: { kernel: Size2; strides: Size2; padding: Padding },
): GraphValue {
  const slide = sliding(input, layer.kernel, layer.strides, layer.padding);
  const [channels = 0] = input.shape;
  return graph.node("MaxPool", name, [input.name], [channels, slide.outHeight, slide.outWidth], {
    kernel_shape: layer.kernel,
    strides: layer.strides,
    pads: slide.pads,
  });
}

export function relu(graph: OnnxGraph, name: string, input: GraphValue): GraphValue {
  return graph.node("Relu", name, [input.name], input.shape);
}

/**
 * A rectifier with one learnt slope per channel, written as x + (1 - slope) * relu(-x): the runtime has fast kernels
 * for convolutions, rectifiers and a sum behind a convolution, and a slow one for PRelu, which took half of the face
 * mesh's time.
 */
export function prelu(graph: OnnxGraph, name: string, input: GraphValue, slopes: Float32Array): GraphValue {
  const negated = scaleChannels(
    graph,
    `${name}/negated`,
    input,
    slopes.map(() => -1),
  );
  const negativePart = relu(graph, `${name}/negative-part`, negated);
  const lifted = scaleChannels(
    graph,
    `${name}/lifted`,
    negativePart,
    slopes.map((slope) => 1 - slope),
  );
  return add(graph, name, lifted, input);
}

function scaleChannels(graph: OnnxGraph, name: string, input: GraphValue, factors: Float32Array): GraphValue {
  return depthwiseConvolution(graph, name, input, {
    filters: { shape: [1, 1, factors.length, 1], values: factors },
    strides: [1, 1],
    padding: "VALID",
  });
}

/** The sum of two values of one shape. */
export function add(graph: OnnxGraph, name: string, left: GraphValue, right: GraphValue): GraphValue {
  if (left.shape.join() !== right.shape.join()) {
    throw new Error(
      `${name}: ${left.name} (${left.shape.join()}) and ${right.name} (${right.shape.join()}) differ in shape`,
    );
  }
  return graph.node("Add", name, [left.name, right.name], left.shape);
}

/** The mean of each channel, one value per channel. */
export function channelMeans(graph: OnnxGraph, name: string, input: GraphValue): GraphValue {
  const [channels = 0] = input.shape;
  const pooled = graph.node("GlobalAveragePool", `${name}/pool`, [input.name], [channels, 1, 1]);
  return graph.node("Flatten", name, [pooled.name], [channels], { axis: 1 });
}

/**
 * TensorFlow's SAME padding puts the odd pixel at the bottom and right, and depends on the size of the input
 * (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
 */
function sliding(input: GraphValue, kernel: Size2, strides: Size2, padding: Padding): Sliding {
  const [, height = 0, width = 0] = input.shape;
  const vertical = slidingAlong(height, kernel[0], strides[0], padding);
  const horizontal = slidingAlong(width, kernel[1], strides[1], padding);
  return {
    pads: [vertical.before, horizontal.before, vertical.after, horizontal.after],
    outHeight: vertical.out,
    outWidth: horizontal.out,
  };
}

function slidingAlong(size: number, kernel: number, stride: number, padding: Padding) {
  if (padding === "VALID") return { before: 0, after: 0, out: Math.floor((size - kernel) / stride) + 1 };
  const out = Math.ceil(size / stride);
  const total = Math.max(0, (out - 1) * stride + kernel - size);
  const before = Math.floor(total / 2);
  return { before, after: total - before, out };
}

/** Puts the four axes of an array into another order: the new axis i is the old axis `order[i]`. */
function reorder(values: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = order.map((axis) => strides[axis] ?? 0);
  const [n0 = 0, n1 = 0, n2 = 0, n3 = 0] = order.map((axis) => shape[axis] ?? 0);
  const result = new Float32Array(values.length);
  let next = 0;
  for (let a = 0; a < n0; a++)
    for (let b = 0; b < n1; b++)
      for (let c = 0; c < n2; c++)
        for (let d = 0; d < n3; d++) result[next++] = values[a * s0 + b * s1 + c * s2 + d * s3] ?? Number.NaN;
  return result;
}
