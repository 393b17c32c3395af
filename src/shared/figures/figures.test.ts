import { expect, it } from "vitest";
import { calibrationCurves } from "./calibration-curves.ts";
import { cellsOfPoints } from "./correlation-scatter.ts";
import { reliabilityDrift } from "./reliability-drift.ts";
import { reliabilityPairTable } from "./reliability-pair-table.ts";
import { sessionCourse } from "./session-course.ts";
import { SHADES } from "./share-shades.ts";

const axes = { x: "Predicted", y: "Observed" };
const bin = { n: 40, predicted: 0.01, observed: 0.02, low: 0.001, high: 0.13 };

/** All values that stand under a key anywhere in a specification. */
function found(spec: unknown, key: string): unknown[] {
  if (spec === null || typeof spec !== "object") return [];
  return Object.entries(spec).flatMap(([name, part]) => [
    ...(name === key ? [part] : []),
    ...found(part, key),
  ]);
}

it("holds the longest interval of a rare label within its panel", () => {
  const panel = { key: "love", title: "Love", bins: [bin], sparse: true, withheld: null } as const;
  const ends = found(calibrationCurves([panel], axes, "light"), "domain") as [number, number][];
  expect(Math.max(...ends.map(([, end]) => end))).toBeGreaterThan(bin.high);
  expect(Math.max(...ends.map(([start]) => start))).toBeLessThan(0);
});

it("gives the reason in the place of a curve of too few cases", () => {
  const withheld = "7 of 3,996 rows: too few for a curve";
  const panel = { key: "disgust", title: "Disgust", bins: [bin], sparse: true, withheld } as const;
  const spec = JSON.stringify(calibrationCurves([panel], axes, "light"));
  expect(spec).toContain(JSON.stringify(["7 of 3,996 rows: too", "few for a curve"]));
  expect(spec).not.toContain("predicted");
});

it("draws no line across a session in which the rater has no point", () => {
  const point = { rater: "R1", difference: 0.1, low: null, high: null, n: 9 };
  const points = [1, 2, 4].map((at) => ({ ...point, at, label: String(at) }));
  const spec = reliabilityDrift(points, { raters: ["R1"], title: "Session" }, "light");
  const [values] = (found(spec, "values") as { at?: number; run: number }[][]).filter(
    (rows) => Array.isArray(rows) && rows[0]?.at !== undefined,
  );
  expect(values?.map(({ run }) => run)).toEqual([0, 0, 1]);
});

it("shades a pair that never occurs with the lowest step, on both grounds", () => {
  const table = { first: "R1", second: "R2", what: "arousal", labels: ["1", "2"] };
  for (const theme of ["light", "dark"] as const) {
    const spec = reliabilityPairTable({ ...table, counts: [Array(2).fill(0), [0, 1]] }, theme);
    expect(found(spec, "color")).toContainEqual({
      field: "share",
      type: "quantitative",
      scale: { domain: [0, 1], range: SHADES[theme].range },
      legend: null,
    });
  }
});

it("gives a session of one minute an axis of 1 - neutral with room around its value", () => {
  const point = { patient: "P01", session: 1, minute: 1, rater: "R1", arousal: 3, emotion: null };
  const spec = sessionCourse([{ ...point, nonspecific: 0.67707 }], "light");
  const domains = found(spec, "domain") as [number, number][];
  const [low, high] = domains.at(-1) ?? [0, 0];
  expect(high - low).toBeCloseTo(0.1, 10);
  expect(low).toBeLessThan(0.67707);
  expect(high).toBeGreaterThan(0.67707);
  expect(found(spec, "format")).toContain(".2f");
});

it("counts many points in cells of all raters and of each, none lost", () => {
  const points = Array.from({ length: 6000 }, (_, i) => ({
    ...{ patient: "P01", session: 1, minute: i + 1, emotion: null },
    rater: i % 3 === 0 ? "R2" : "R1",
    arousal: 1 + (i % 7),
    nonspecific: (i % 101) / 100,
  }));
  const cells = cellsOfPoints(points) ?? [];
  const sum = (rater: string | null) =>
    cells.filter((cell) => cell.rater === rater).reduce((all, { n }) => all + n, 0);
  expect([sum(null), sum("R1"), sum("R2")]).toEqual([6000, 4000, 2000]);
  expect(cellsOfPoints(points.slice(0, 5000))).toBeNull();
});
