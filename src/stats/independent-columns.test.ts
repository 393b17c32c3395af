import { expect, test } from "vitest";
import { independentColumns, isExplained } from "./independent-columns.ts";

test("a column that earlier ones explain is left out", () => {
  const { kept } = independentColumns([
    [1, 1, 1, 1],
    [1, 2, 3, 4],
    [3, 5, 7, 9],
    [0, 0, 0, 0],
    [1, 0, 1, 0],
  ]);
  expect(kept).toEqual([0, 1, 4]);
});

test("what is tiny but not explained stays", () => {
  expect(
    independentColumns([
      [1e-200, 2e-200],
      [3e-200, -1e-200],
    ]).kept,
  ).toEqual([0, 1]);
});

test("columns of hundreds of thousands of rows are taken", () => {
  const rows = 300_000;
  const ones = Array.from({ length: rows }, () => 1);
  const course = Array.from({ length: rows }, (_, row) => row / rows);
  expect(independentColumns([ones, course, course.map((value) => 2 - value)]).kept).toEqual([0, 1]);
  expect(isExplained(ones, ones)).toBe(false);
});
