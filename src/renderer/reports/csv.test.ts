import { expect, it } from "vitest";
import { figureCsv, tableCsv } from "./csv.ts";

const column = (id: string) => ({ id, label: id.toUpperCase(), definition: "", format: "fixed2" as const });

it("writes a table's bare values, empty where there is none, and why", () => {
  const columns = [column("who"), column("r")];
  const rows = [
    ['R1, "first"', 0.123456789],
    ["R2", { value: null, why: "One minute only." }],
    ["R3\nlate", null],
  ];
  expect(tableCsv({ columns, rows }).split("\n")).toEqual([
    "who,r,reason",
    '"R1, ""first""",0.123456789,',
    "R2,,One minute only.",
    '"R3',
    'late",,',
    "",
  ]);
});

it("writes no column of reasons where none is known", () => {
  expect(tableCsv({ columns: [column("r")], rows: [[1], [null]] })).toBe("r\n1\n\n");
});

it("writes the values of a figure under the names of its columns", () => {
  const columns = [
    { id: "label", definition: "" },
    { id: "value", definition: "" },
  ];
  const rows = [
    ["first, drawn low", 0.123456789],
    ["second", null],
  ];
  expect(figureCsv({ data: { columns, rows } })).toBe(
    'label,value\n"first, drawn low",0.123456789\nsecond,\n',
  );
});
