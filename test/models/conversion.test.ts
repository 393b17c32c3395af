import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeModels } from "../../scripts/models/write-models.ts";
import { writeSelfTests } from "../../scripts/models/write-self-tests.ts";
import { modelCardSchema } from "../../src/shared/model-card.ts";
import { loadModel } from "../../src/worker/models/load-model.ts";
import { largestDifference, selfTestVectorsSchema } from "../../src/worker/self-test/vectors.ts";
import { shippedModel } from "../../src/worker/testing/run-worker.ts";
import { modelFolder } from "./converted-model.ts";

/** The files of a folder that the conversion writes; folders in it hold models that come as ONNX, and self-tests. */
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    .sort();

const committed = filesOf(modelFolder);

let again = "";

beforeAll(async () => {
  again = mkdtempSync(join(tmpdir(), "minutewise-models-"));
  await writeSelfTests(again, writeModels(again));
});

afterAll(() => rmSync(again, { recursive: true }));

describe("model conversion", () => {
  it("writes four models with a card each and nothing else", () => {
    expect(committed).toHaveLength(8);
    expect(filesOf(again)).toEqual(committed);
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

describe("self-test vectors", () => {
  const read = (folder: string, file: string) =>
    selfTestVectorsSchema.parse(JSON.parse(readFileSync(join(folder, "self-test", file), "utf8")));

  it.each(filesOf(join(modelFolder, "self-test")))("%s are what the model gives again", (file) => {
    const committed = read(modelFolder, file);
    const written = read(again, file);
    expect(written.sha256).toBe(committed.sha256);
    for (const [i, { outputs }] of committed.cases.entries()) {
      for (const [name, values] of Object.entries(outputs)) {
        const difference = largestDifference(written.cases[i]?.outputs[name] ?? [], values);
        expect(difference).toBeLessThan(committed.tolerance);
      }
    }
  });

  it("stand beside every model, and each model passes its own", async () => {
    expect(filesOf(join(modelFolder, "self-test"))).toHaveLength(4);
    for (const name of [
      "blazeface-back",
      "face-mesh",
      "expression-fer2013-xception",
      "expression-face-api",
    ]) {
      const { selfTest, provider, notice } = await loadModel(shippedModel(name));
      expect(selfTest?.maxDifference).toBeLessThan(selfTest?.tolerance ?? 0);
      expect([provider, notice]).toEqual(["cpu", null]);
    }
  });

  it("are not passed where the model computes something else", async () => {
    const folder = mkdtempSync(join(tmpdir(), "minutewise-self-test-"));
    cpSync(again, folder, { recursive: true });
    const file = join(folder, "self-test", "face-mesh.json");
    const vectors = JSON.parse(readFileSync(file, "utf8"));
    vectors.cases[0].outputs.points[5] += 1;
    writeFileSync(file, JSON.stringify(vectors));
    const model = { ...shippedModel("face-mesh"), path: join(folder, "face-mesh.onnx") };
    await expect(loadModel(model)).rejects.toMatchObject({
      code: "MODEL_DAMAGED",
      message: expect.stringContaining("does not compute what it should"),
    });
    rmSync(folder, { recursive: true });
  });

  it("are computed on the CPU where a wanted provider is not there, and that is said", async () => {
    const missing = process.platform === "win32" ? "coreml" : "dml";
    const { provider, notice } = await loadModel(shippedModel("expression-face-api"), [missing]);
    expect(provider).toBe("cpu");
    expect(notice).toBe(`${missing} cannot be used on this computer; it computes on cpu instead.`);
  });
});
