import { describe, expect, it } from "vitest";
import { type ColumnText, fitTable, isLong } from "./wide-tables.ts";

const column = (head: string, cell: string, isText = false): ColumnText => ({ head, cells: [cell], isText });
const many = (count: number, head: string, cell: string): ColumnText[] =>
  Array.from({ length: count }, () => column(head, cell));

describe("tables on paper", () => {
  it("keep their size where there is room", () => {
    expect(fitTable([column("Rater", "R1", true), ...many(5, "r", ".25")])).toEqual({
      points: 9,
      upright: false,
    });
  });

  it("become smaller with the number of columns", () => {
    const [ten, twenty] = [10, 20].map((count) => fitTable(many(count, "95% from", "−123.45")));
    expect(ten?.points).toBeGreaterThan(twenty?.points ?? 9);
    expect(twenty?.upright).toBe(false);
  });

  it("turn long heads upright where those alone make them wide", () => {
    const fit = fitTable([column("Truth", "anger", true), ...many(16, "contentment", "12")]);
    expect(fit).toEqual({ points: 9, upright: true });
  });

  it("break long texts, and only texts, into lines", () => {
    expect(isLong(column("Reason", "All minutes of the session have the same arousal.", true))).toBe(true);
    expect(isLong(column("p", "1234567890123456789012345678901"))).toBe(false);
  });
});
