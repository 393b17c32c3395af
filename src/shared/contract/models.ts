import { oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";
import { MODEL_TASKS } from "../model-card.ts";
import { EXECUTION_PROVIDERS } from "../worker-protocol.ts";
import { pixelBoxSchema } from "./evidence.ts";

/** A model as its card describes it. */
export const modelSchema = z.object({
  modelId: z.string(),
  name: z.string(),
  task: z.enum(MODEL_TASKS),
  /** "shipped" with the program, or added by the laboratory on this computer. */
  origin: z.enum(["shipped", "lab"]),
  /** True for a network that reads faces and can be chosen for analyses. */
  choosable: z.boolean(),
  sha256: z.string(),
  source: z.string(),
  licence: z.string(),
  trainingData: z.string(),
  /** Names of its values; null for a network that finds faces. */
  labels: z.array(z.string()).nullable(),
  /** Side of its input in pixels. */
  inputSizePx: z.int(),
  calibration: z.object({ temperature: z.number(), on: z.string() }).nullable(),
  accuracy: z.array(
    z.object({
      on: z.string(),
      n: z.int().nullable(),
      measure: z.string(),
      value: z.number(),
      unit: z.enum(["%", "ratio"]),
    }),
  ),
  limits: z.array(z.string()),
});
export type Model = z.infer<typeof modelSchema>;

/** One way to read expressions: a network as it is, calibrated, several blended, or minutes that were imported. */
export const readingSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["raw", "calibrated", "blend", "imported"]),
  description: z.string(),
  /** Log-probabilities are divided by this; 1 for values as the networks give them. */
  temperature: z.number(),
  parts: z.array(z.object({ modelId: z.string(), weight: z.number() })),
  /** True for the one that reports of the open study rest on unless another one is asked for. */
  usualInReports: z.boolean(),
});
export type ReadingDescription = z.infer<typeof readingSchema>;

/** What a model gave for one face, or for a made-up picture where no face was to be looked for. */
export const trialSchema = z.object({
  values: z.array(z.object({ label: z.string(), value: z.number() })),
  /** Where the face was found, in pixels of the displayed picture; null for a made-up picture. */
  face: pixelBoxSchema.nullable(),
});
export type Trial = z.infer<typeof trialSchema>;

export const modelCheckSchema = z.object({
  modelId: z.string(),
  outcome: z.enum(["ok", "failed"]),
  /** What was found, in words. */
  detail: z.string(),
  /** Where it computes; null where it cannot be used. */
  provider: z.enum(EXECUTION_PROVIDERS).nullable(),
  /** Largest difference from its stored vectors and the one that passes; null for a model without vectors. */
  maxDifference: z.number().nullable(),
  tolerance: z.number().nullable(),
  /** Of a network that reads faces. */
  trial: trialSchema.nullable(),
});
export type ModelCheck = z.infer<typeof modelCheckSchema>;

export const providerSettingSchema = z.object({
  /** Where models compute on this computer; what cannot be used falls back to the CPU. */
  provider: z.enum(EXECUTION_PROVIDERS),
  /** The providers that this system may offer. */
  offered: z.array(z.enum(EXECUTION_PROVIDERS)),
});
export type ProviderSetting = z.infer<typeof providerSettingSchema>;

const byModel = z.object({ modelId: z.string().min(1) });
const trialFailures = failures(
  "NOT_FOUND",
  "INVALID_VALUE",
  "INVALID_FILE",
  "MODEL_DAMAGED",
  "VIDEO_MISSING",
  "UNSUPPORTED_MEDIA",
  "ANALYSIS_FAILED",
);

export const modelsContract = {
  /** The models of this computer: those that come with the program, then the laboratory's own. */
  list: oc.errors(failures("MODEL_DAMAGED")).output(z.array(modelSchema)),
  /**
   * Every way to read expressions that they allow, in the order in which they are offered; then the minutes that were
   * imported into the open study.
   */
  readings: oc.errors(failures("MODEL_DAMAGED")).output(z.array(readingSchema)),
  /**
   * Adds a model of the laboratory: checks the card and the hash, tries the network, and copies both to this computer's
   * models. A failure changes nothing.
   */
  add: oc
    .errors({ ...trialFailures, ...failures("CONFLICT", "STORAGE_FAILED") })
    .input(
      z.object({
        cardPath: z.string().min(1),
        /** The ONNX file; the one that the card names, beside it, when left out. */
        modelPath: z.string().min(1).optional(),
        /** Picture or video with a face to try it on; made-up pictures when left out. */
        picturePath: z.string().min(1).optional(),
      }),
    )
    .output(z.object({ model: modelSchema, trial: trialSchema })),
  /** Checks models: file, self-test and, for networks that read faces, a trial. All of them unless one is named. */
  check: oc
    .errors(trialFailures)
    .input(z.object({ modelId: z.string().min(1).optional(), picturePath: z.string().min(1).optional() }))
    .output(z.array(modelCheckSchema)),
  /** Takes a laboratory's model off this computer; results that were made with it stay in their studies. */
  remove: oc
    .errors(failures("NOT_FOUND", "CONFLICT", "STORAGE_FAILED", "MODEL_DAMAGED"))
    .input(byModel)
    .output(modelSchema),
  provider: oc.output(providerSettingSchema),
  setProvider: oc
    .errors(failures("STORAGE_FAILED"))
    .input(z.object({ provider: z.enum(EXECUTION_PROVIDERS) }))
    .output(providerSettingSchema),
};
