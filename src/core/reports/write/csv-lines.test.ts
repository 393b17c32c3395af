import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLines } from "./csv-lines.ts";

it("writes what a reader of CSV reads again", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "ä", " ", ",", '"', "\n", "\r", ";", "=", "−") });
  const rows = fc.array(fc.tuple(text, text), { minLength: 1 });
  fc.assert(
    fc.property(rows, (table) => {
      const read = parse(csvLines([["a", "b"], ...table]), { record_delimiter: "\n" });
      expect(read).toEqual([["a", "b"], ...table]);
    }),
  );
});

it("keeps every digit of a number and leaves the field of a missing value empty", () => {
  expect(csvLines([[0.1 + 0.2, 1e-300, -0, null, ""]])).toBe("0.30000000000000004,1e-300,0,,\n");
});
