import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { type VoiceModelCard, voiceModelCardSchema } from "../../shared/speech/voice-model-card.ts";
import type { ModelReference } from "../../shared/worker-protocol.ts";
import { outputOf } from "../models/output-of.ts";
import { TaskFailure } from "../task-failure.ts";

/** The recurrent network's memory: two layers of 128 values. */
const STATE_SHAPE = [2, 1, 128] as const;

/** Tells for one window of sound after the other how probable speech is. Windows must come in order, without gaps. */
export class VoiceDetector {
  readonly card: VoiceModelCard;
  readonly #session: InferenceSession;
  readonly #sampleRate: Tensor;
  readonly #input: Float32Array;
  #state: Tensor = new Tensor("float32", new Float32Array(2 * 128), STATE_SHAPE);

  private constructor(card: VoiceModelCard, session: InferenceSession) {
    this.card = card;
    this.#session = session;
    this.#sampleRate = new Tensor("int64", BigInt64Array.of(BigInt(card.sampleRateHz)), []);
    this.#input = new Float32Array(card.contextSamples + card.windowSamples);
  }

  /** @throws TaskFailure MODEL_DAMAGED */
  static async load(reference: ModelReference): Promise<VoiceDetector> {
    try {
      const bytes = readFileSync(reference.path);
      if (createHash("sha256").update(bytes).digest("hex") !== reference.sha256)
        throw new Error("SHA-256 differs");
      const card = voiceModelCardSchema.parse(
        JSON.parse(readFileSync(reference.path.replace(/\.onnx$/, ".json"), "utf8")),
      );
      const options = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: "sequential" } as const;
      return new VoiceDetector(card, await InferenceSession.create(bytes, options));
    } catch (error) {
      process.stderr.write(`${error}\n`);
      throw new TaskFailure(
        "MODEL_DAMAGED",
        `The model file ${basename(reference.path)} is missing, or not the one that its card describes.`,
        "Install Minutewise again.",
      );
    }
  }

  /** Probability (0..1) of speech in a window of `windowSamples` samples. */
  async probability(window: Float32Array): Promise<number> {
    const { contextSamples, windowSamples } = this.card;
    this.#input.set(window, contextSamples);
    const outputs = await this.#session.run({
      input: new Tensor("float32", this.#input, [1, contextSamples + windowSamples]),
      state: this.#state,
      sr: this.#sampleRate,
    });
    this.#state = new Tensor("float32", outputOf(outputs, "stateN"), STATE_SHAPE);
    this.#input.copyWithin(0, windowSamples);
    return outputOf(outputs, "output")[0] ?? 0;
  }
}
