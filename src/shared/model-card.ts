import { z } from "zod";
import { EXPRESSIONS } from "./expression.ts";

/** What a network is for. A laboratory's own networks read faces: expressions, action units, or labels of any kind. */
export const MODEL_TASKS = ["face-detection", "face-mesh", "expression", "action-units", "labels"] as const;
export const FACE_READING_TASKS = ["expression", "action-units", "labels"] as const;

/**
 * What the numbers of an output are: probabilities that sum to 1 ("softmax"), scores that we turn into such
 * probabilities ("logits"), values from 0 to 1 that are independent of each other ("sigmoid"), or any finite numbers
 * ("none").
 */
export const ACTIVATIONS = ["softmax", "logits", "sigmoid", "none"] as const;
export type Activation = (typeof ACTIVATIONS)[number];

const pixels = z.int().positive();

const inputSchema = z.strictObject({
  name: z.string().min(1),
  type: z.literal("float32"),
  /** NCHW: each colour plane lies by itself; NHWC: the values of a pixel lie side by side. */
  layout: z.enum(["NCHW", "NHWC"]),
  /** Batch ("N": any number; 1: one face at a time), then channels, height and width in the order of the layout. */
  shape: z.tuple([z.union([z.literal("N"), z.literal(1)]), pixels, pixels, pixels]),
  /** Order of the channels. */
  colour: z.enum(["grey", "rgb", "bgr"]),
  /**
   * Network value = (pixel - mean) / divisor with pixels of 0 to 255: one mean per channel in the network's order,
   * one divisor for all channels or one for each.
   */
  normalisation: z.strictObject({
    mean: z.array(z.number()),
    divisor: z.union([z.number().positive(), z.array(z.number().positive())]),
  }),
});
export type ModelInput = z.infer<typeof inputSchema>;

const outputSchema = z.strictObject({
  name: z.string().min(1),
  type: z.literal("float32"),
  shape: z.tuple([z.union([z.literal("N"), z.literal(1)]), z.int().positive()], z.int().positive()),
  meaning: z.string().min(1),
});

/** How the part of the picture is found that fills the input. */
const preprocessingSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    /** The whole region, scaled to fit, the rest filled with black. */
    kind: z.literal("letterbox"),
    resampling: z.literal("area"),
    note: z.string(),
  }),
  z.strictObject({
    /** A square around the centre of the face's box. */
    kind: z.literal("face-box"),
    /** Side of the square as a multiple of the box's longer side. */
    side: z.number().positive().max(10),
    /** The square is moved up by this share of the box's height. */
    shiftUp: z.number().nonnegative().max(2),
    resampling: z.literal("area"),
    note: z.string(),
  }),
]);

/** Where the anchors of a detector lie: layers of square cells, counted row by row, `perCell` anchors each. */
const anchorsSchema = z.strictObject({
  inputSizePx: z.int().positive(),
  layers: z.array(
    z.strictObject({
      cellsPerSide: z.int().positive(),
      cellPx: z.int().positive(),
      perCell: z.int().positive(),
    }),
  ),
});

const labelSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.+-]{0,39}$/u, "a label is 1 to 40 letters, digits, spaces, _ . + -");

/**
 * What is known about a model, stored as JSON beside its ONNX file. A run refuses a file whose hash is not the card's.
 */
export const modelCardSchema = z
  .strictObject({
    /** Stored with every run; never reused for another model. */
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens"),
    name: z.string().trim().min(1).max(120),
    task: z.enum(MODEL_TASKS),
    /** Name of the ONNX file beside the card. */
    file: z.string().regex(/^[^/\\]+\.onnx$/i, "the name of an .onnx file, without a folder"),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 digits 0-9 a-f"),
    source: z.strictObject({
      /** The package that the weights were taken from, where there is one. */
      package: z.string().optional(),
      version: z.string().optional(),
      files: z.array(z.string()).min(1).optional(),
      /** Where the network is from: an address, a publication. */
      origin: z.string().trim().min(1),
    }),
    licence: z.string().trim().min(1),
    trainingData: z.string().trim().min(1),
    input: inputSchema,
    outputs: z.array(outputSchema).min(1),
    /** Of a network that reads faces: the name of each output value, in output order. */
    labels: z.array(labelSchema).min(1).max(200).optional(),
    /** Of a network that reads faces; "softmax" unless stated. */
    activation: z.enum(ACTIVATIONS).optional(),
    preprocessing: preprocessingSchema,
    anchors: anchorsSchema.optional(),
    /** Of a network that reads faces: below these heights of its box a result is uncertain, and is not to be used. */
    minFaceHeightPx: z.strictObject({ certain: z.int().positive(), usable: z.int().positive() }).optional(),
    /** Of an expression model: log-probabilities divided by the temperature are calibrated on the named set. */
    calibration: z.strictObject({ temperature: z.number().positive(), on: z.string() }).optional(),
    /** Measured figures; `value` is in `unit`. */
    accuracy: z.array(
      z.strictObject({
        on: z.string(),
        n: z.int().positive().optional(),
        measure: z.string(),
        value: z.number(),
        unit: z.enum(["%", "ratio"]),
      }),
    ),
    limits: z.array(z.string().trim().min(1)).min(1),
  })
  .superRefine((card, { addIssue }) => {
    const problem = (path: readonly (string | number)[], message: string): void =>
      addIssue({ code: "custom", path: [...path], message });
    for (const { path, message } of [...inputProblems(card.input), ...readingProblems(card)])
      problem(path, message);
  });

export type ModelCard = z.infer<typeof modelCardSchema>;

interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Channels and side of an input in pixels. */
export function inputSize({ layout, shape }: Pick<ModelInput, "layout" | "shape">): {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
} {
  const [, a, b, c] = shape;
  return layout === "NCHW" ? { channels: a, height: b, width: c } : { channels: c, height: a, width: b };
}

function inputProblems(input: ModelInput): Problem[] {
  const { channels, height, width } = inputSize(input);
  const { mean, divisor } = input.normalisation;
  const wanted = input.colour === "grey" ? 1 : 3;
  const problems: Problem[] = [];
  const say = (path: readonly string[], message: string): void => {
    problems.push({ path: ["input", ...path], message });
  };
  if (channels !== wanted)
    say(["shape"], `${input.colour} needs ${wanted} channels, the ${input.layout} shape has ${channels}`);
  if (height !== width) say(["shape"], `height and width are the same, not ${height} and ${width}`);
  if (mean.length !== wanted)
    say(["normalisation", "mean"], `one value per channel: ${wanted}, not ${mean.length}`);
  if (Array.isArray(divisor) && divisor.length !== wanted)
    say(["normalisation", "divisor"], `one value, or one per channel: ${wanted}, not ${divisor.length}`);
  return problems;
}

function readingProblems(card: {
  readonly task: (typeof MODEL_TASKS)[number];
  readonly labels?: readonly string[] | undefined;
  readonly activation?: Activation | undefined;
  readonly outputs: readonly { readonly shape: readonly (string | number)[] }[];
  readonly preprocessing: { readonly kind: string };
  readonly minFaceHeightPx?: { readonly certain: number; readonly usable: number } | undefined;
}): Problem[] {
  const { task, labels, activation = "softmax", outputs, preprocessing, minFaceHeightPx } = card;
  if (!FACE_READING_TASKS.some((one) => one === task)) return [];
  if (labels === undefined)
    return [{ path: ["labels"], message: "the names of the output values are missing" }];
  const problems: Problem[] = [];
  const twice = labels.filter((label, at) => labels.indexOf(label) !== at);
  if (twice.length > 0) problems.push({ path: ["labels"], message: `named twice: ${twice.join(", ")}` });
  const values = outputs[0]?.shape.slice(1).reduce<number>((product, size) => product * Number(size), 1);
  if (values !== labels.length)
    problems.push({
      path: ["outputs", 0, "shape"],
      message: `${values} values a face, but there are ${labels.length} labels`,
    });
  if (task === "expression") {
    const missing = EXPRESSIONS.filter((name) => !labels.includes(name));
    if (missing.length > 0 || labels.length !== EXPRESSIONS.length)
      problems.push({
        path: ["labels"],
        message: `an expression model has the seven labels ${EXPRESSIONS.join(", ")}, in any order`,
      });
    if (activation !== "softmax" && activation !== "logits")
      problems.push({ path: ["activation"], message: "softmax or logits for an expression model" });
  }
  if (preprocessing.kind !== "face-box")
    problems.push({ path: ["preprocessing", "kind"], message: "face-box for a network that reads faces" });
  if (minFaceHeightPx && minFaceHeightPx.usable > minFaceHeightPx.certain)
    problems.push({ path: ["minFaceHeightPx"], message: "usable is not more than certain" });
  return problems;
}

/** The mistakes of a card in words, one a field: "input.shape: height and width are the same, not 64 and 48". */
export function cardProblems(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.join(".") || "card";
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => `${[...issue.path, key].join(".")}: no such field`);
    if (issue.code === "invalid_type" && issue.message.endsWith("received undefined"))
      return [`${field}: is missing`];
    if (issue.code === "too_small" && issue.minimum === 1 && ["string", "array"].includes(issue.origin))
      return [`${field}: must not be empty`];
    return [`${field}: ${issue.message}`];
  });
}
