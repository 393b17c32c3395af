import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type ModelCard, modelCardSchema } from "../../src/shared/model-card.ts";
import { blazefaceBackCard } from "./cards/blazeface-back.ts";
import type { CardText } from "./cards/card-text.ts";
import { faceApiExpressionCard } from "./cards/face-api-expression.ts";
import { faceMeshCard } from "./cards/face-mesh.ts";
import { fer2013XceptionCard } from "./cards/fer2013-xception.ts";
import { blazefaceBack, faceApi, faceMesh, fer2013Xception, packageFile } from "./networks.ts";

const models: readonly { readonly text: CardText; readonly convert: () => Uint8Array }[] = [
  { text: blazefaceBackCard, convert: blazefaceBack },
  { text: faceMeshCard, convert: faceMesh },
  { text: fer2013XceptionCard, convert: fer2013Xception },
  { text: faceApiExpressionCard, convert: faceApi },
];

/**
 * Converts all models and writes each ONNX file with its card into a folder.
 *
 * @returns the cards as written
 * @throws when a package is missing or holds other weights than expected
 */
export function writeModels(folder: string): ModelCard[] {
  mkdirSync(folder, { recursive: true });
  return models.map(({ text, convert }) => {
    const bytes = convert();
    const card = modelCardSchema.parse({
      ...text,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      source: { ...text.source, version: packageVersion(text.source.package) },
    });
    writeFileSync(join(folder, card.file), bytes);
    writeFileSync(join(folder, card.file.replace(/\.onnx$/, ".json")), `${JSON.stringify(card, null, 2)}\n`);
    return card;
  });
}

function packageVersion(packageName: string): string {
  const file = readFileSync(packageFile(packageName, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(file)).version;
}
