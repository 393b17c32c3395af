import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import type { z } from "zod";
import { type ModelCard, modelCardSchema } from "../../shared/model-card.ts";
import type { ExecutionProvider, ModelReference } from "../../shared/worker-protocol.ts";
import { runSelfTest, type SelfTestOutcome } from "../self-test/run-vectors.ts";
import { type SelfTestVectors, selfTestVectorsSchema } from "../self-test/vectors.ts";
import { TaskFailure } from "../task-failure.ts";
import { providersInOrder, sessionOptions } from "./execution-providers.ts";

export interface LoadedModel {
  readonly card: ModelCard;
  readonly session: InferenceSession;
  /** Where it computes. */
  readonly provider: ExecutionProvider;
  /** Why it does not compute where it was wanted to; null where it does. */
  readonly notice: string | null;
  /** Null for a model without stored vectors. */
  readonly selfTest: SelfTestOutcome | null;
}

/**
 * Loads a model and its card (the JSON of the same name beside it) after its hash has been compared with the one
 * that the task states, and has it compute its stored vectors. A provider that cannot be used, or whose results lie
 * outside the tolerance, is passed over for the next one, the CPU at last.
 *
 * @param providers preferred first
 * @throws TaskFailure MODEL_DAMAGED
 */
export async function loadModel(
  reference: ModelReference,
  providers: readonly ExecutionProvider[] = ["cpu"],
): Promise<LoadedModel> {
  const name = basename(reference.path);
  const bytes = readOrFail(reference.path);
  if (createHash("sha256").update(bytes).digest("hex") !== reference.sha256) {
    throw damaged(`The model file ${name} is not the one that its card describes: its SHA-256 differs.`);
  }
  const card = readJson(reference.path.replace(/\.onnx$/i, ".json"), modelCardSchema, "model card");
  const vectors = readVectors(reference);
  const notices: string[] = [];
  const order = providersInOrder(providers);
  for (const [place, provider] of order.entries()) {
    const instead = `it computes on ${order[place + 1]} instead`;
    try {
      const session = await InferenceSession.create(bytes, sessionOptions(provider));
      const selfTest = vectors && (await runSelfTest(session, card, vectors));
      if (!selfTest || selfTest.maxDifference <= selfTest.tolerance)
        return { card, session, provider, notice: notices.join(" ") || null, selfTest };
      const { maxDifference, tolerance } = selfTest;
      const off = `results off by ${Number(maxDifference.toPrecision(2))}, more than ${tolerance}`;
      if (provider === "cpu")
        throw damaged(`The model ${card.id} does not compute what it should on this computer: ${off}.`);
      await session.release();
      notices.push(`${provider} gives ${off}; ${instead}.`);
    } catch (error) {
      if (error instanceof TaskFailure) throw error;
      process.stderr.write(`${error}\n`);
      if (provider === "cpu") throw damaged(`The model file ${name} cannot be loaded.`);
      notices.push(`${provider} cannot be used on this computer; ${instead}.`);
    }
  }
  throw damaged(`The model file ${name} cannot be loaded.`);
}

function readVectors({ path, sha256 }: ModelReference): SelfTestVectors | null {
  const name = basename(path).replace(/\.onnx$/i, ".json");
  const file = join(dirname(path), "self-test", name);
  if (!existsSync(file)) return null;
  const vectors = readJson(file, selfTestVectorsSchema, "self-test");
  if (vectors.sha256 === sha256) return vectors;
  throw damaged(`The self-test ${name} belongs to another version of the model.`);
}

function readJson<Schema extends z.ZodType>(path: string, schema: Schema, what: string): z.infer<Schema> {
  const text = readOrFail(path).toString("utf8");
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    process.stderr.write(`${error}\n`);
    throw damaged(`The ${what} ${basename(path)} cannot be read.`);
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
