import { readFileSync } from "node:fs";
import { join } from "node:path";
import { voiceModelCardSchema } from "../../shared/speech/voice-model-card.ts";
import type { ModelReference } from "../../shared/worker-protocol.ts";
import { Failure } from "../failure.ts";

/** The model of voice activity that the program brings along. @throws Failure MODEL_DAMAGED */
export function voiceModel(modelsFolder: string): ModelReference {
  const folder = join(modelsFolder, "voice");
  try {
    const card = voiceModelCardSchema.parse(
      JSON.parse(readFileSync(join(folder, "silero-vad.json"), "utf8")),
    );
    return { modelId: card.id, path: join(folder, card.file), sha256: card.sha256 };
  } catch (error) {
    throw new Failure("MODEL_DAMAGED", "The model that finds speech is missing or its card cannot be read.", {
      where: folder,
      remedy: "Install Minutewise again.",
      cause: error,
    });
  }
}
