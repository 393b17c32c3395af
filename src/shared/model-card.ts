import { z } from "zod";

/** The seven emotions in the order in which the product stores and shows them. */
const expressionLabel = z.enum(["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]);

const inputSchema = z.strictObject({
  name: z.string(),
  type: z.literal("float32"),
  /** Batch (any number), channels, height, width: each colour plane lies by itself. */
  layout: z.literal("NCHW"),
  shape: z.tuple([z.literal("N"), z.int().positive(), z.int().positive(), z.int().positive()]),
  colour: z.enum(["grey", "rgb"]),
  /** Network value = (pixel - mean) / divisor with pixels of 0 to 255, one mean per channel. */
  normalisation: z.strictObject({ mean: z.array(z.number()), divisor: z.number().positive() }),
});

const outputSchema = z.strictObject({
  name: z.string(),
  type: z.literal("float32"),
  shape: z.tuple([z.literal("N"), z.int().positive()], z.int().positive()),
  meaning: z.string(),
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
    side: z.number().positive(),
    /** The square is moved up by this share of the box's height. */
    shiftUp: z.number().nonnegative(),
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

/**
 * What is known about a model, stored as JSON beside its ONNX file. A run refuses a file whose hash is not the card's.
 */
export const modelCardSchema = z.strictObject({
  /** Stored with every run; never reused for another model. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string(),
  task: z.enum(["face-detection", "face-mesh", "expression"]),
  /** Name of the ONNX file beside the card. */
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.strictObject({
    package: z.string(),
    version: z.string(),
    files: z.array(z.string()).min(1),
    /** Where the package has the network from. */
    origin: z.string(),
  }),
  licence: z.string(),
  trainingData: z.string(),
  input: inputSchema,
  outputs: z.array(outputSchema).min(1),
  /** Of an expression model: the emotion of each output value, in output order. */
  labels: z.array(expressionLabel).length(7).optional(),
  preprocessing: preprocessingSchema,
  anchors: anchorsSchema.optional(),
  /** Of an expression model: below these heights of the face's box a result is uncertain, and is not to be used. */
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
  limits: z.array(z.string()).min(1),
});

export type ModelCard = z.infer<typeof modelCardSchema>;
