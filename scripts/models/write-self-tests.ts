import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import type { ModelCard } from "../../src/shared/model-card.ts";
import { sessionOptions } from "../../src/worker/models/execution-providers.ts";
import { runCase } from "../../src/worker/self-test/run-vectors.ts";
import type { SelfTestVectors } from "../../src/worker/self-test/vectors.ts";

const SEEDS = [1, 2];

/**
 * Far above what processors differ in (about 0.00001), far below what a wrong weight or operator changes; half
 * precision on a graphics card lies near it.
 */
const TOLERANCE = 0.001;

/** Has each model compute made-up pictures on the CPU and writes what it gives into `self-test/` beside the models. */
export async function writeSelfTests(folder: string, cards: readonly ModelCard[]): Promise<void> {
  mkdirSync(join(folder, "self-test"), { recursive: true });
  for (const card of cards) {
    const session = await InferenceSession.create(
      readFileSync(join(folder, card.file)),
      sessionOptions("cpu"),
    );
    const cases: SelfTestVectors["cases"] = [];
    for (const seed of SEEDS) {
      const outputs = await runCase(session, card, seed);
      const rounded = Object.entries(outputs).map(([name, values]) => [name, values.map(readable)] as const);
      cases.push({ seed, outputs: Object.fromEntries(rounded) });
    }
    await session.release();
    const vectors: SelfTestVectors = {
      modelId: card.id,
      sha256: card.sha256,
      tolerance: TOLERANCE,
      cases,
    };
    const file = join(folder, "self-test", card.file.replace(/\.onnx$/, ".json"));
    writeFileSync(file, `${JSON.stringify(vectors)}\n`);
  }
}

/** Nine digits are enough to tell a float32. */
function readable(value: number): number {
  return Number(value.toPrecision(9));
}
