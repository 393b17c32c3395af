import { describe, expect, it } from "vitest";
import type { Cell } from "../../shared/reports/document.ts";
import { nextOrder, orderedRows } from "./table-order.ts";

const ordered = (cells: Cell[], descending = false, strong: number[] = []) =>
  orderedRows({ rows: cells.map((cell) => [cell]), strong }, { column: 0, descending }).map(
    (position) => cells[position],
  );

describe("order of a table", () => {
  it("goes by the size of numbers, not by their digits", () => {
    expect(ordered([10, 9, -2, 0.5])).toEqual([-2, 0.5, 9, 10]);
    expect(ordered([10, 9, -2, 0.5], true)).toEqual([10, 9, 0.5, -2]);
  });

  it("puts cells without a value last both ways", () => {
    const none = { value: null, why: "The rater chose the same level throughout." };
    expect(ordered([none, 2, null, 1])).toEqual([1, 2, none, null]);
    expect(ordered([none, 2, null, 1], true)).toEqual([2, 1, none, null]);
  });

  it("counts within names", () => {
    expect(ordered(["P10", "P2", "P1"])).toEqual(["P1", "P2", "P10"]);
  });

  it("keeps rows that are set apart at their end of the table", () => {
    expect(ordered([99, 3, 1, 2, 98], false, [0, 4])).toEqual([99, 1, 2, 3, 98]);
    expect(ordered([3, 50, 1, 98], true, [1, 3])).toEqual([3, 1, 50, 98]);
  });

  it("leaves equal rows as they stood", () => {
    const rows: Cell[][] = [
      ["b", 1],
      ["a", 1],
    ];
    expect(orderedRows({ rows, strong: [] }, { column: 1, descending: true })).toEqual([0, 1]);
  });

  it("goes up, down and back to the report's own order", () => {
    const up = nextOrder(null, 2);
    expect(up).toEqual({ column: 2, descending: false });
    expect(nextOrder(up, 2)).toEqual({ column: 2, descending: true });
    expect(nextOrder({ column: 2, descending: true }, 2)).toBeNull();
    expect(nextOrder(up, 0)).toEqual({ column: 0, descending: false });
  });
});
