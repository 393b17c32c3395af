import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeModels } from "../../scripts/models/write-models.ts";
import { modelCardSchema } from "../../src/shared/model-card.ts";
import { modelFolder } from "./converted-model.ts";

/** Files that the conversion writes; folders hold models that come as ONNX. */
const committed = readdirSync(modelFolder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
  .sort();

let again = "";

beforeAll(() => {
  again = mkdtempSync(join(tmpdir(), "minutewise-models-"));
  writeModels(again);
});

afterAll(() => rmSync(again, { recursive: true }));

describe("model conversion", () => {
  it("writes four models with a card each and nothing else", () => {
    expect(committed).toHaveLength(8);
    expect(readdirSync(again).sort()).toEqual(committed);
  });

  it.each(committed)("gives the committed bytes of %s again", (file) => {
    expect(readFileSync(join(again, file)).equals(readFileSync(join(modelFolder, file)))).toBe(true);
  });

  it.each(committed.filter((file) => file.endsWith(".json")))("%s states the hash of its model", (file) => {
    const card = modelCardSchema.parse(JSON.parse(readFileSync(join(modelFolder, file), "utf8")));
    const bytes = readFileSync(join(modelFolder, card.file));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(card.sha256);
  });
});
