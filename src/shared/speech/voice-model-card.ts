import { z } from "zod";

/** What is known about the model of voice activity, stored as JSON beside its ONNX file. */
export const voiceModelCardSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  task: z.literal("voice-activity"),
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.strictObject({
    package: z.string(),
    version: z.string(),
    files: z.array(z.string()).min(1),
    origin: z.string(),
  }),
  licence: z.string(),
  trainingData: z.string(),
  sampleRateHz: z.int().positive(),
  /** New samples a reading, and samples of the reading before that are put in front of them. */
  windowSamples: z.int().positive(),
  contextSamples: z.int().positive(),
  limits: z.array(z.string()).min(1),
});
export type VoiceModelCard = z.infer<typeof voiceModelCardSchema>;
