import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPairs } from "./confusion.ts";

const ROWS = ["a", "b", "c"] as const;
const COLUMNS = ["x", "y"] as const;

describe("countPairs", () => {
  it("counts by row and column and keeps labels that do not occur", () => {
    expect(
      countPairs(ROWS, COLUMNS, [
        ["a", "y"],
        ["c", "x"],
        ["a", "y"],
      ]),
    ).toEqual([
      [0, 2],
      [0, 0],
      [1, 0],
    ]);
  });

  it("refuses a label that the table does not have, and a label listed twice", () => {
    const foreign: [string, string][] = [["d", "x"]];
    expect(() => countPairs<string, string>(ROWS, COLUMNS, foreign)).toThrow("d, x");
    expect(() => countPairs(["a", "a"], COLUMNS, [])).toThrow(RangeError);
  });

  it("counts every pair once", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ROWS), fc.constantFrom(...COLUMNS))), (pairs) => {
        const counts = countPairs(ROWS, COLUMNS, pairs);
        expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(pairs.length);
        for (const [i, row] of ROWS.entries()) {
          const total = counts[i]?.reduce((sum, count) => sum + count, 0);
          expect(total).toBe(pairs.filter(([label]) => label === row).length);
        }
      }),
    );
  });
});
