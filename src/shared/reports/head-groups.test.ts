import { expect, test } from "vitest";
import type { Column } from "./document.ts";
import { fullLabel, headGroups } from "./head-groups.ts";

const column = (id: string, group?: string): Column => ({
  id,
  label: id,
  definition: "",
  format: "r",
  ...(group === undefined ? {} : { group }),
});

test("neighbours of the same group stand under one head, others under none", () => {
  const groups = headGroups([
    column("n"),
    column("r", "r"),
    column("low", "r"),
    column("auc", "AUC"),
    column("p"),
  ]);
  expect(
    groups.map(({ group, columns }) => [group, columns.map(({ column: { id }, place }) => [id, place])]),
  ).toEqual([
    [null, [["n", 0]]],
    [
      "r",
      [
        ["r", 1],
        ["low", 2],
      ],
    ],
    ["AUC", [["auc", 3]]],
    [null, [["p", 4]]],
  ]);
});

test("columns without a group are not taken together", () => {
  expect(headGroups([column("a"), column("b")])).toHaveLength(2);
});

test("a column that stands alone says its group", () => {
  expect(fullLabel(column("low", "r"))).toBe("r: low");
  expect(fullLabel(column("n"))).toBe("n");
});
