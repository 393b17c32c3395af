import { expect, it } from "vitest";
import { tableWidth } from "./table-width.ts";

const column = (head: string, ...cells: string[]) => ({ head, cells });

it("is as wide as the longest cell of each column, or the longest word of its head", () => {
  const narrow = tableWidth([column("Rater", "R1"), column("n", "12")]);
  expect(tableWidth([column("Rater", "R1"), column("n", "9,120")])).toBeGreaterThan(narrow);
  expect(tableWidth([column("Rater", "R1"), column("unanswered clips", "12")])).toBeGreaterThan(narrow);
  expect(tableWidth([column("Rater", "R1"), column("n n n n", "12")])).toBe(narrow);
});

it("does not grow with texts that are broken into lines", () => {
  const long = (length: number) => tableWidth([column("Remark", "x".repeat(length))]);
  expect(long(80)).toBe(long(400));
});
