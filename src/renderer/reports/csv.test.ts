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

it("writes a figure's data with all fields that any row has", () => {
  expect(figureCsv({ datasets: { data1: [{ x: 1 }, { x: 2, y: true }] } })).toBe("x,y\n1,\n2,true\n");
});

it("names the data sets of a figure that has several", () => {
  const datasets = { points: [{ x: 1 }], lines: [{ x: 0, ends: [1, 2] }] };
  expect(figureCsv({ datasets })).toBe('dataset,x,ends\npoints,1,\nlines,0,"[1,2]"\n');
});
