import type { ModelCheck } from "../../shared/contract/models.ts";
import type { ExecutionProvider, SelfTestResult } from "../../shared/worker-protocol.ts";
import {
  type CatalogueModel,
  faceReaders,
  type ModelCatalogue,
  modelReference,
} from "../analysis/model-catalogue.ts";
import { Failure } from "../failure.ts";
import type { Platform } from "../platform.ts";
import { runWorkerTask } from "../worker-task.ts";
import { tryModel } from "./lab-models.ts";

/** Has models compute their stored vectors in a child process. @throws Failure ANALYSIS_FAILED */
export async function selfTest(
  platform: Platform,
  models: readonly CatalogueModel[],
  providers: readonly ExecutionProvider[],
): Promise<readonly SelfTestResult[]> {
  const task = { kind: "self-test", models: models.map(modelReference), providers } as const;
  let results: readonly SelfTestResult[] = [];
  await runWorkerTask(platform, task, "", (message) => {
    if (message.type === "self-tested") results = message.results;
  });
  return results;
}

/** Why a model does not pass; null when it does. A model that comes with the program must have vectors. */
export function selfTestProblem(
  { card, origin }: CatalogueModel,
  result: SelfTestResult | undefined,
): string | null {
  if (!result) return `${card.id} was not tested.`;
  if (result.failure !== null) return result.failure;
  if (origin === "shipped" && result.maxDifference === null) return `The self-test of ${card.id} is missing.`;
  return null;
}

/**
 * Checks models: that file and card belong together, that the network computes what it did when it was converted, and
 * for one that reads faces, what it gives for a face.
 *
 * @param modelId one of them; all when left out
 * @throws Failure NOT_FOUND; those of the picture
 */
export async function checkModels(
  platform: Platform,
  catalogue: ModelCatalogue,
  providers: readonly ExecutionProvider[],
  {
    modelId,
    picturePath,
  }: { readonly modelId?: string | undefined; readonly picturePath?: string | undefined },
): Promise<ModelCheck[]> {
  const chosen = catalogue.models.filter(({ card }) => modelId === undefined || card.id === modelId);
  if (chosen.length === 0) {
    throw new Failure("NOT_FOUND", `There is no model "${modelId}" on this computer.`, {
      remedy: `Known are: ${catalogue.cards.map(({ id }) => id).join(", ")}.`,
    });
  }
  const results = await selfTest(platform, chosen, providers);
  const readers = faceReaders(catalogue);
  const checks: ModelCheck[] = [];
  for (const model of chosen) {
    const result = results.find((one) => one.modelId === model.card.id);
    const problem = selfTestProblem(model, result);
    const reads = readers.includes(model.card.id);
    checks.push({
      modelId: model.card.id,
      outcome: problem === null ? "ok" : "failed",
      detail: problem ?? detailOf(result),
      provider: result?.provider ?? null,
      maxDifference: result?.maxDifference ?? null,
      tolerance: result?.tolerance ?? null,
      trial:
        problem === null && reads
          ? await tryModel(platform, catalogue, modelReference(model), picturePath)
          : null,
    });
  }
  return checks;
}

function detailOf(result: SelfTestResult | undefined): string {
  const notice = result?.notice ? ` ${result.notice}` : "";
  if (!result || result.maxDifference === null)
    return `File and card belong together; it has no self-test.${notice}`;
  const difference = Number(result.maxDifference.toPrecision(2));
  return `File and card belong together; the self-test differs by ${difference} (${result.tolerance} passes).${notice}`;
}
