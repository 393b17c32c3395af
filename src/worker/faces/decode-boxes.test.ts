import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { modelCardSchema } from "../../shared/model-card.ts";
import { anchorCentres } from "./anchors.ts";
import { decodeBoxes } from "./decode-boxes.ts";
import { suppressOverlaps } from "./suppress.ts";

const card = modelCardSchema.parse(
  JSON.parse(readFileSync(new URL("../../../resources/models/blazeface-back.json", import.meta.url), "utf8")),
);
if (!card.anchors) throw new Error("The detector's card has lost its anchors.");
const centres = anchorCentres(card.anchors);

describe("anchorCentres", () => {
  it("lays 512 anchors in cells of 16 px, then 384 in cells of 32 px", () => {
    expect(centres.length).toBe(2 * 896);
    expect([...centres.slice(0, 6)]).toEqual([8, 8, 8, 8, 24, 8]);
    expect([...centres.slice(2 * 512, 2 * 512 + 2)]).toEqual([16, 16]);
    expect([...centres.slice(-2)]).toEqual([240, 240]);
  });
});

describe("decodeBoxes", () => {
  function outputs(at: number, logit: number, values: readonly number[]) {
    const logits = new Float32Array(896).fill(-20);
    const regressors = new Float32Array(896 * 16);
    logits[at] = logit;
    regressors.set(values, at * 16);
    return { logits, regressors };
  }

  it("places a box in the picture that the region was cut from", () => {
    // The 35th anchor: second row of 16 px cells, third... centre (24, 24).
    const at = 2 * (16 + 1);
    const { logits, regressors } = outputs(at, 2, [4, -4, 40, 60]);
    const region = { x: 100, y: 50, side: 512 };
    const [box, ...others] = decodeBoxes(logits, regressors, centres, region, 256, 0.5);
    expect(others).toEqual([]);
    expect(box?.x).toBeCloseTo(100 + (24 + 4 - 20) * 2);
    expect(box?.y).toBeCloseTo(50 + (24 - 4 - 30) * 2);
    expect(box?.width).toBeCloseTo(80);
    expect(box?.height).toBeCloseTo(120);
    expect(box?.score).toBeCloseTo(0.8808, 4);
  });

  it("leaves out low scores, boxes without an area, and values that are no numbers", () => {
    const region = { x: 0, y: 0, side: 256 };
    const low = outputs(3, -0.1, [0, 0, 10, 10]);
    expect(decodeBoxes(low.logits, low.regressors, centres, region, 256, 0.5)).toEqual([]);
    const flat = outputs(3, 5, [0, 0, 10, -1]);
    expect(decodeBoxes(flat.logits, flat.regressors, centres, region, 256, 0.5)).toEqual([]);
    const broken = outputs(3, Number.NaN, [0, 0, 10, 10]);
    expect(decodeBoxes(broken.logits, broken.regressors, centres, region, 256, 0.5)).toEqual([]);
  });
});

describe("suppressOverlaps", () => {
  it("keeps the best box of each face, best first", () => {
    const a = { x: 0, y: 0, width: 100, height: 100, score: 0.7 };
    const nearA = { x: 10, y: 5, width: 100, height: 100, score: 0.9 };
    const b = { x: 300, y: 0, width: 80, height: 80, score: 0.8 };
    expect(suppressOverlaps([a, nearA, b])).toEqual([nearA, b]);
  });

  it("keeps neighbours that hardly overlap", () => {
    const a = { x: 0, y: 0, width: 100, height: 100, score: 0.7 };
    const beside = { x: 80, y: 0, width: 100, height: 100, score: 0.6 };
    expect(suppressOverlaps([beside, a])).toEqual([a, beside]);
  });
});
