import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLabelledPictures, readLabels } from "../../scripts/accuracy/labelled-pictures.ts";
import { measureReading } from "../../scripts/accuracy/measure-reading.ts";
import { enlarge, readExpressions } from "../../scripts/accuracy/read-expressions.ts";
import { shippedModel } from "../../src/worker/testing/run-worker.ts";

const labels = (text: string) => readLabels("labels.csv", new TextEncoder().encode(text));

describe("labels of pictures", () => {
  it("are taken by their row, whatever the order, delimiter and case", () => {
    expect(labels("row;label\r\n1;Happy\r\n0;sad\r\n")).toEqual(["sad", "happy"]);
    expect(labels("\ufeffrow,label\n0,neutral\n")).toEqual(["neutral"]);
  });

  it.each([
    ["row,label\n0,furious\n", '"furious" is none of angry'],
    ["row,label\nx,happy\n", '"x" is no row number'],
    ["row,label\n0,happy\n0,sad\n", "row 0 stands twice"],
    ["row,label\n0,happy\n2,sad\n", "row 1 is missing"],
  ])("that are wrong are named with their row: %j", (text, problem) => {
    expect(() => labels(text)).toThrow(
      expect.objectContaining({
        code: "INVALID_FILE",
        problems: [expect.objectContaining({ problem: expect.stringContaining(problem) })],
      }),
    );
  });
});

describe("enlarging", () => {
  it("draws straight lines between the centres of the pixels and keeps the edge", () => {
    const enlarged = enlarge(Uint8Array.of(0, 100, 0, 100), 2, 4);
    expect([...enlarged.subarray(0, 4)]).toEqual([0, 25, 75, 100]);
  });
});

describe("the measures of a reading", () => {
  it("count right and wrong, and the neutral faces read as negative", () => {
    const sure = (place: number) => Array.from({ length: 7 }, (_, i) => (i === place ? 0.94 : 0.01));
    // Read as happy, happy, sad, surprise, neutral.
    const values = Float32Array.from([3, 3, 4, 5, 6].flatMap(sure));
    const measures = measureReading(values, ["happy", "happy", "neutral", "neutral", "neutral"]);
    expect(measures).toMatchObject({ n: 5, accuracy: 3 / 5, neutralReadAsNegative: 1 / 3 });
    expect(measures.uar).toBeCloseTo((1 + 1 / 3) / 2, 12);
    expect(measures.expectedCalibrationError).toBeCloseTo(0.94 - 0.6, 6);
    expect(measures.meanNegativeLogLikelihood).toBeCloseTo(-(3 * Math.log(0.94) + 2 * Math.log(0.01)) / 5, 6);
    expect(measures.confusion.counts[6]).toEqual([0, 0, 0, 0, 1, 1, 1]);
  });
});

const faces = process.env["MINUTEWISE_FACES"] ?? join(import.meta.dirname, "../../../shared/faces");

describe.runIf(existsSync(faces))("on FER-2013 PublicTest", () => {
  it.each([
    ["expression-fer2013-xception", 0.65],
    ["expression-face-api", 0.57],
  ])("%s is right at least as often as stated", { timeout: 120_000 }, async (name, floor) => {
    const { pixels, labels: truth } = readLabelledPictures(
      join(faces, "fer2013-public-48x48.u8"),
      join(faces, "fer2013-public-labels.csv"),
    );
    const measured = measureReading(await readExpressions(shippedModel(name), pixels), truth);
    expect(measured.accuracy).toBeGreaterThan(floor);
  });
});
