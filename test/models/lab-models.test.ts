import { copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OnnxGraph } from "../../scripts/models/onnx-graph.ts";
import { readModelCatalogue } from "../../src/core/analysis/model-catalogue.ts";
import { addLabModel, labModelsFolder, removeLabModel } from "../../src/core/models/lab-models.ts";
import { createNodePlatform } from "../../src/core/node-platform.ts";
import { talkingFace } from "../../src/worker/testing/run-worker.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { modelFolder } from "./converted-model.ts";

/** A network of a laboratory: the second model under labels of another kind. */
const CARD = {
  id: "lab-words",
  name: "Words of our own",
  task: "labels",
  file: "net.onnx",
  source: { origin: "our laboratory" },
  licence: "MIT",
  trainingData: "Not stated.",
  input: {
    name: "image",
    type: "float32",
    layout: "NCHW",
    shape: ["N", 3, 112, 112],
    colour: "rgb",
    normalisation: { mean: [122.782, 117.001, 104.298], divisor: [255, 255, 255] },
  },
  outputs: [
    { name: "probabilities", type: "float32", shape: ["N", 7], meaning: "Probability of each word." },
  ],
  labels: ["calm", "joy", "grief", "rage", "alarm", "nausea", "wonder"],
  preprocessing: { kind: "face-box", side: 1.3, shiftUp: 0, resampling: "area", note: "" },
  limits: ["For tests."],
};

/** Gives the mean of each channel: what it sees can be computed by hand. */
function channelMeans(layout: "NCHW" | "NHWC"): Uint8Array {
  const graph = new OnnxGraph("means");
  const image = graph.input("image", layout === "NCHW" ? [3, 8, 8] : [8, 8, 3]);
  const axes = layout === "NCHW" ? [2, 3] : [1, 2];
  graph.output(graph.node("ReduceMean", "means", [image.name], [3], { axes, keepdims: 0 }));
  return graph.encode();
}

function laboratory() {
  const folder = tempFolder();
  const platform = { ...createNodePlatform("command-line"), userDataFolder: join(folder, "user") };
  copyFileSync(join(modelFolder, "expression-face-api.onnx"), join(folder, "net.onnx"));
  const catalogue = () => readModelCatalogue(platform.modelsFolder, labModelsFolder(platform));
  return {
    platform,
    catalogue,
    file: (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    add: (card: unknown, more: { modelPath?: string; picturePath?: string } = {}) => {
      const cardPath = join(folder, "card.json");
      writeFileSync(cardPath, typeof card === "string" ? card : JSON.stringify(card));
      return addLabModel(platform, catalogue(), { cardPath, ...more });
    },
    stored: () => {
      const place = labModelsFolder(platform);
      return existsSync(place) ? readdirSync(place) : [];
    },
  };
}

describe("a laboratory's model", () => {
  it("is checked, tried on a face, listed with its hash, and removed", async () => {
    const lab = laboratory();
    const { model, trial } = await lab.add(CARD, { picturePath: talkingFace("cap13_edit2.mp4") });
    expect(model).toMatchObject({ modelId: "lab-words", origin: "lab", licence: "MIT", choosable: true });
    expect(trial.face?.height).toBeGreaterThan(60);
    expect(trial.values.map(({ label }) => label)).toEqual(CARD.labels);
    expect(trial.values.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 4);
    expect(lab.stored()).toEqual(["lab-words"]);
    expect(lab.catalogue().models.find(({ card }) => card.id === "lab-words")).toMatchObject({
      origin: "lab",
      card: { sha256: model.sha256 },
    });
    await expect(lab.add(CARD)).rejects.toMatchObject({ code: "CONFLICT" });
    removeLabModel(lab.platform, lab.catalogue(), "lab-words");
    expect(lab.stored()).toEqual([]);
    expect(() => removeLabModel(lab.platform, lab.catalogue(), "face-mesh")).toThrow("comes with Minutewise");
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{ id:", "is no JSON"],
    ["a field is missing", { ...CARD, licence: undefined }, "licence: is missing"],
    ["a field is unknown", { ...CARD, colour: "rgb" }, "colour: no such field"],
    [
      "too few means",
      changed({ normalisation: { mean: [0], divisor: 1 } }),
      "one value per channel: 3, not 1",
    ],
    [
      "another shape",
      changed({ shape: ["N", 3, 96, 96] }),
      "has the shape N x 3 x 112 x 112, not N x 3 x 96 x 96",
    ],
    ["another input", changed({ name: "x" }), 'no input "x"; it has "image"'],
    ["fewer labels", { ...CARD, labels: ["a", "b"] }, "7 values a face, but there are 2 labels"],
    ["not the seven", { ...CARD, task: "expression" }, "an expression model has the seven labels"],
    [
      "an id that is taken",
      { ...CARD, id: "fer2013-xception" },
      'There is a model "fer2013-xception" already',
    ],
    ["another hash", { ...CARD, sha256: "0".repeat(64) }, "its SHA-256 differs"],
    ["a detector", { ...CARD, task: "face-detection" }, "can be added, not face-detection"],
  ])("is refused in words and changes nothing: %s", async (_, card, words) => {
    const lab = laboratory();
    await expect(lab.add(card)).rejects.toThrow(words);
    expect(lab.stored()).toEqual([]);
  });

  it("is refused when the file is no network, or its values are not what the card says", async () => {
    const lab = laboratory();
    const modelPath = lab.file("junk.onnx", "no network");
    await expect(lab.add(CARD, { modelPath })).rejects.toMatchObject({ code: "INVALID_FILE" });
    const means = lab.file("means.onnx", channelMeans("NCHW"));
    await expect(lab.add(meansCard({ activation: "softmax" }), { modelPath: means })).rejects.toThrow(
      'Scores before the softmax are "logits"',
    );
    await expect(lab.add(CARD, { picturePath: means })).rejects.toMatchObject({ code: "UNSUPPORTED_MEDIA" });
    expect(lab.stored()).toEqual([]);
  });

  it.each(["NCHW", "NHWC"] as const)(
    "may want its pixels as %s, blue first, normalised by channel",
    async (layout) => {
      const lab = laboratory();
      const modelPath = lab.file("means.onnx", channelMeans(layout));
      const plain = { mean: [0, 0, 0], divisor: 255 };
      const picturePath = talkingFace("cap13_edit2.mp4");
      const shape = layout === "NCHW" ? ["N", 3, 8, 8] : ["N", 8, 8, 3];
      const ask = async (id: string, colour: string, normalisation: unknown) => {
        const card = meansCard({ id, input: { ...CARD.input, layout, shape, colour, normalisation } });
        const { trial } = await lab.add(card, { modelPath, picturePath });
        return trial.values.map(({ value }) => value);
      };
      const [red = 0, green = 0, blue = 0] = await ask("rgb", "rgb", plain);
      expect(red).toBeGreaterThan(blue);
      const turned = await ask("bgr", "bgr", { mean: [10, 20, 30], divisor: [255, 51, 25.5] });
      const expected = [(blue * 255 - 10) / 255, (green * 255 - 20) / 51, (red * 255 - 30) / 25.5];
      for (const [i, value] of turned.entries()) expect(value).toBeCloseTo(expected[i] ?? 0, 3);
    },
  );
});

function changed(input: object) {
  return { ...CARD, input: { ...CARD.input, ...input } };
}

function meansCard(changes: object) {
  return {
    ...CARD,
    id: "means",
    activation: "none",
    labels: ["first", "second", "third"],
    input: { ...CARD.input, shape: ["N", 3, 8, 8] },
    outputs: [{ name: "means", type: "float32", shape: ["N", 3], meaning: "Mean of each channel." }],
    ...changes,
  };
}
