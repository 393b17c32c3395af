import { joinModelNotices } from "../../shared/model-notices.ts";
import type { ExecutionProvider, FromWorker, ModelReference } from "../../shared/worker-protocol.ts";
import { type LoadedModel, loadModel } from "./load-model.ts";

/** Loads the models of a task one after the other and tells where each computes. */
export class ModelLoader {
  readonly #providers: readonly ExecutionProvider[];
  readonly #loaded: LoadedModel[] = [];

  /** @param providers preferred first */
  constructor(providers: readonly ExecutionProvider[]) {
    this.#providers = providers;
  }

  /** @throws TaskFailure MODEL_DAMAGED */
  async load(reference: ModelReference): Promise<LoadedModel> {
    const model = await loadModel(reference, this.#providers);
    this.#loaded.push(model);
    return model;
  }

  /** The message that says what has been loaded so far. */
  report(): FromWorker {
    return {
      type: "loaded",
      providers: this.#loaded.map(({ card, provider, selfTest }) => ({
        modelId: card.id,
        provider,
        maxDifference: selfTest?.maxDifference ?? null,
      })),
      notice: joinModelNotices(this.#loaded.map(({ card, notice }) => ({ modelId: card.id, notice }))),
    };
  }
}
