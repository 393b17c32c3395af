import { expect, test } from "vitest";
import type { Block, Cell, FigureBlock } from "../../shared/reports/document.ts";
import { table } from "./blocks.ts";
import { foldEmpty } from "./fold-empty.ts";

const few = { value: null, why: "r needs three rows." };

function tableOf(rows: readonly (readonly [name: string, n: number, r: Cell])[], nColumn?: string): Block {
  return table({
    id: "t",
    caption: "Table 3. Correlations.",
    ...(nColumn === undefined ? {} : { nColumn }),
    rows,
    columns: [
      { id: "name", label: "Rater", definition: "", format: "text", cell: ([name]) => name },
      { id: "n", label: "n", definition: "", format: "count", cell: ([, n]) => n },
      { id: "r", label: "r", definition: "", format: "r", cell: ([, , r]) => r },
    ],
  });
}

function figureOf(rows: FigureBlock["data"]["rows"]): Block {
  const columns = [{ id: "label", definition: "" }];
  return {
    ...{ kind: "figure", id: "f", caption: "Figure 2. Slopes.", description: "" },
    ...{ light: {}, dark: {}, datasets: {}, data: { columns, rows } },
  };
}

test("a table of statistics without a value becomes its reason", () => {
  const [folded] = foldEmpty([
    tableOf(
      [
        ["R1", 2, few],
        ["R2", 1, few],
      ],
      "n",
    ),
  ]);
  expect(folded).toEqual({
    kind: "note",
    tone: "note",
    text: "Table 3. Correlations. Nothing could be computed. r needs three rows.",
  });
});

test("of several reasons the commonest is told, as one of several", () => {
  const other = { value: null, why: "All rows are alike." };
  const [folded] = foldEmpty([
    tableOf(
      [
        ["R1", 2, few],
        ["R2", 9, other],
        ["R3", 1, few],
      ],
      "n",
    ),
  ]);
  expect(folded).toMatchObject({ text: expect.stringMatching(/Mostly: r needs three rows\.$/) });
});

test("one value keeps a table, and so does a table that lists what was given", () => {
  const kept = [
    tableOf(
      [
        ["R1", 2, few],
        ["R2", 9, 0.4],
      ],
      "n",
    ),
    tableOf([["R1", 2, few]]),
  ];
  expect(foldEmpty(kept)).toEqual(kept);
});

test("a figure without a mark becomes a sentence, one with a number stays", () => {
  expect(foldEmpty([figureOf([])])).toMatchObject([
    { kind: "note", text: expect.stringMatching(/nothing to draw/) },
  ]);
  expect(foldEmpty([figureOf([["R1", null]])])).toMatchObject([{ kind: "note" }]);
  expect(foldEmpty([figureOf([["R1", 0.2]])])).toMatchObject([{ kind: "figure" }]);
});
