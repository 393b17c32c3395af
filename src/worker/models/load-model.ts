import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { type ModelCard, modelCardSchema } from "../../shared/model-card.ts";
import type { ModelReference } from "../../shared/worker-protocol.ts";
import { TaskFailure } from "../task-failure.ts";

export interface LoadedModel {
  readonly card: ModelCard;
  readonly session: InferenceSession;
}

/** One thread: on two cores a second one fights FFmpeg's. The results are the same bits with any number. */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ["cpu"],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
};

/**
 * Loads a model and its card (the JSON of the same name beside it) after its hash has been compared with the one
 * that the task states.
 *
 * @throws TaskFailure MODEL_DAMAGED
 */
export async function loadModel(reference: ModelReference): Promise<LoadedModel> {
  const name = basename(reference.path);
  const bytes = readOrFail(reference.path);
  if (createHash("sha256").update(bytes).digest("hex") !== reference.sha256) {
    throw damaged(`The model file ${name} is not the one that its card describes: its SHA-256 differs.`);
  }
  const card = readCard(reference.path.replace(/\.onnx$/, ".json"));
  try {
    return { card, session: await InferenceSession.create(bytes, SESSION_OPTIONS) };
  } catch (error) {
    process.stderr.write(`${error}\n`);
    throw damaged(`The model file ${name} cannot be loaded.`);
  }
}

function readCard(path: string): ModelCard {
  const text = readOrFail(path).toString("utf8");
  try {
    return modelCardSchema.parse(JSON.parse(text));
  } catch (error) {
    process.stderr.write(`${error}\n`);
    throw damaged(`The model card ${basename(path)} cannot be read.`);
  }
}

function readOrFail(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    process.stderr.write(`${error}\n`);
    throw damaged(`The file ${basename(path)} is missing or cannot be read.`);
  }
}

function damaged(message: string): TaskFailure {
  return new TaskFailure("MODEL_DAMAGED", message, "Install Minutewise again.");
}
