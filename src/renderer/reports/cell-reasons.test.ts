import { expect, it } from "vitest";
import { cellReasons } from "./cell-reasons.ts";

const none = (why: string) => ({ value: null, why });

it("gives each reason one letter, however often it stands in the table", () => {
  const rows = [
    ["P1", none("One minute only."), none("One minute only.")],
    ["P2", 0.2, none("No minute.")],
  ];
  expect([...cellReasons({ rows })]).toEqual([
    ["One minute only.", "a"],
    ["No minute.", "b"],
  ]);
});

it("writes no list of a reason for every row", () => {
  expect(cellReasons({ rows: Array.from({ length: 9 }, (_, i) => [none(`Reason ${i}`)]) }).size).toBe(0);
});
