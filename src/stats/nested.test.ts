import { describe, expect, it } from "vitest";
import { bootstrap, clusterBootstrap } from "./bootstrap.ts";
import { concordance } from "./concordance.ts";
import { pearson } from "./correlation.ts";
import { groupingOf } from "./grouping.ts";
import { intraclassCorrelations } from "./intraclass.ts";
import { nestedCorrelation } from "./nested-correlation.ts";
import { type RatedValue, varianceComponents } from "./variance-components.ts";

/** Shrout & Fleiss 1979, table 2. */
const TABLE = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
const rowsOf = (table: readonly (readonly number[])[], cluster = (_: number) => ""): RatedValue[] =>
  table.flatMap((row, u) =>
    row.map((value, r) => ({ unit: `u${u}`, rater: `r${r}`, cluster: cluster(u), value })),
  );

describe("variance components", () => {
  it("give the coefficients of the mean squares where the table is complete", () => {
    const [, two, three, , twoK] = intraclassCorrelations(TABLE).values ?? [];
    const result = varianceComponents(rowsOf(TABLE), 4);
    expect(result).toMatchObject({
      agreement: expect.closeTo(two?.icc ?? 0, 6),
      consistency: expect.closeTo(three?.icc ?? 0, 6),
      agreementOfMean: expect.closeTo(twoK?.icc ?? 0, 6),
      betweenClusters: null,
      converged: true,
    });
  });

  it("take an incomplete table, and tell clusters from the units in them", () => {
    // Clusters far apart, units of one alike: agreement lies between the clusters.
    const far = Array.from({ length: 24 }, (_, u) => {
      const level = Math.floor(u / 6) * 10;
      return [level + Math.sin(u), level + Math.cos(3 * u), level + Math.sin(5 * u)];
    });
    const rows = rowsOf(far, (u) => `c${Math.floor(u / 6)}`).filter((_, i) => i % 5 !== 0);
    const result = varianceComponents(rows, 3);
    if (result.agreement === null) throw new Error(result.reason);
    expect(result).toMatchObject({ clusters: 4, units: 24, raters: 3 });
    expect(result.betweenClusters).toBeGreaterThan(0.95);
    expect(result.withinClusters).toBeLessThan(0.3);
  });

  it("say why there are none", () => {
    const row = (unit: string, rater: string, value: number): RatedValue => ({
      unit,
      rater,
      cluster: "",
      value,
    });
    expect(varianceComponents([row("a", "x", 1), row("a", "y", 2)], 2)).toMatchObject({ reason: "one-unit" });
    expect(varianceComponents([row("a", "x", 1), row("b", "x", 2)], 2)).toMatchObject({
      reason: "one-rater",
    });
    expect(varianceComponents([row("a", "x", 1), row("b", "y", 2)], 2)).toMatchObject({
      reason: "no-second-rating",
    });
    const same = ["a", "b"].flatMap((unit) => [row(unit, "x", 3), row(unit, "y", 3)]);
    expect(varianceComponents(same, 2)).toMatchObject({ agreement: null, reason: "no-variation" });
  });
});

describe("correlation within and between", () => {
  it("tells a course from a level", () => {
    // Within each group y falls with x; groups with a higher x have a higher y.
    const rows = [0, 1, 2].flatMap((g) =>
      [0, 1, 2].map((i) => ({ g: `g${g}`, x: 10 * g + i, y: 10 * g - i })),
    );
    const [x, y] = [rows.map((row) => row.x), rows.map((row) => row.y)];
    const result = nestedCorrelation(x, y, groupingOf(rows.map((row) => row.g)));
    expect(result).toEqual({ within: expect.closeTo(-1, 12), between: expect.closeTo(1, 12), groups: 3 });
    expect(pearson(x, y).r).toBeGreaterThan(0.9);
  });
});

describe("concordance", () => {
  it("is 1 on the line of equality, and lower for a shift that Pearson's r does not see", () => {
    expect(concordance([1, 2, 3, 4], [1, 2, 3, 4])).toMatchObject({ ccc: expect.closeTo(1, 12) });
    const shifted = concordance([1, 2, 3, 4, 6], [3, 4.5, 5, 6, 8]);
    expect(shifted?.ccc).toBeLessThan(0.8);
    expect(shifted?.interval?.low).toBeLessThan(shifted?.ccc ?? 0);
    expect(shifted?.interval?.high).toBeGreaterThan(shifted?.ccc ?? 1);
    expect(concordance([1, 1, 1], [1, 2, 3])).toBeNull();
  });
});

describe("cluster bootstrap", () => {
  const clusters = [0, 1, 2, 3, 4, 5].map((c) =>
    [0, 1].map((p) => [0, 1, 2, 3].map((i) => 8 * c + 4 * p + i)),
  );
  const values = Array.from({ length: 48 }, (_, i) => Math.floor(i / 8) + Math.sin(i) / 10);
  const meanOf = (drawn: ArrayLike<number>): number =>
    Array.from(drawn, (i) => values[i] ?? 0).reduce((sum, value) => sum + value, 0) / drawn.length;

  it("is wider than one that takes the cases as independent, and reproducible", () => {
    const options = { replicates: 500, seed: 11 };
    const nested = clusterBootstrap(clusters, meanOf, options);
    const [plain] = bootstrap(48, (drawn) => [meanOf(drawn)], options);
    expect(nested?.se).toBeGreaterThan(1.5 * (plain?.se ?? 0));
    expect(clusterBootstrap(clusters, meanOf, options)).toEqual(nested);
  });

  it("counts the replicates in which the statistic exists", () => {
    let calls = 0;
    const result = clusterBootstrap(clusters, () => (calls++ % 2 === 0 ? calls : null), {
      replicates: 10,
      seed: 1,
    });
    expect(result?.replicates).toBe(5);
    expect(clusterBootstrap(clusters, () => null, { replicates: 10, seed: 1 })).toBeNull();
  });
});
