import { readFileSync } from "node:fs";
import { z } from "zod";
import { readWeights, type Weights, weightsManifestSchema } from "./tfjs-weights.ts";

const attributeSchema = z.object({
  s: z.base64().optional(),
  b: z.boolean().optional(),
  list: z.object({ i: z.array(z.string()).optional(), s: z.array(z.base64()).optional() }).optional(),
});

const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attributeSchema).default({}),
});

const graphModelSchema = z.object({
  format: z.literal("graph-model"),
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: weightsManifestSchema,
});

/** One operation of a TensorFlow graph; `input` holds the names of the nodes that it reads. */
export type TfNode = z.infer<typeof nodeSchema>;

export interface TfGraph {
  /** Every node once, each after the nodes that it reads. */
  readonly nodes: readonly TfNode[];
  readonly weights: Weights;
}

/** Reads a TensorFlow.js graph model (the JSON file; its weights stand beside it). */
export function readGraphModel(path: string): TfGraph {
  const model = graphModelSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return { nodes: model.modelTopology.node, weights: readWeights(model.weightsManifest, path) };
}

/** A text attribute such as `padding`. */
export function textAttribute(node: TfNode, name: string): string {
  const text = node.attr[name]?.s;
  if (text === undefined) throw new Error(`${node.name} (${node.op}) has no attribute ${name}`);
  return Buffer.from(text, "base64").toString("utf8");
}

/** A list of texts such as `fused_ops`; empty when the attribute is absent. */
export function textListAttribute(node: TfNode, name: string): readonly string[] {
  return (node.attr[name]?.list?.s ?? []).map((text) => Buffer.from(text, "base64").toString("utf8"));
}

/** Height and width out of an attribute that lists batch, height, width, channels, such as `strides`. */
export function spatialAttribute(node: TfNode, name: string): [height: number, width: number] {
  const [batch, height, width, channels] = (node.attr[name]?.list?.i ?? []).map(Number);
  if (height === undefined || width === undefined || batch !== 1 || channels !== 1) {
    throw new Error(`${node.name} (${node.op}): ${name} must be 1, height, width, 1`);
  }
  return [height, width];
}
