import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { ModelCard } from "../../shared/model-card.ts";
import { outputOf } from "../models/output-of.ts";
import { keptValues, largestDifference, type SelfTestVectors, selfTestInput } from "./vectors.ts";

/** How far a model is from what it gave when it was converted. */
export interface SelfTestOutcome {
  readonly maxDifference: number;
  readonly tolerance: number;
}

/** The kept values of every output for a made-up picture. */
export async function runCase(
  session: InferenceSession,
  card: Pick<ModelCard, "input" | "outputs">,
  seed: number,
): Promise<Record<string, number[]>> {
  const [, ...shape] = card.input.shape;
  const picture = new Tensor("float32", selfTestInput(card.input, seed), [1, ...shape]);
  const outputs = await session.run({ [card.input.name]: picture });
  return Object.fromEntries(
    card.outputs.map(({ name }) => [name, keptValues(outputOf(outputs, name))] as const),
  );
}

/** Runs a loaded model on its made-up pictures and compares with what is stored. */
export async function runSelfTest(
  session: InferenceSession,
  card: ModelCard,
  { cases, tolerance }: SelfTestVectors,
): Promise<SelfTestOutcome> {
  let maxDifference = 0;
  for (const { seed, outputs } of cases) {
    const computed = await runCase(session, card, seed);
    for (const { name } of card.outputs) {
      const difference = largestDifference(computed[name] ?? [], outputs[name] ?? []);
      maxDifference = Math.max(maxDifference, difference);
    }
  }
  return { maxDifference, tolerance };
}
