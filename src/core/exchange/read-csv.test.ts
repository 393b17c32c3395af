import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "./read-csv.ts";
import { readDate } from "./read-date.ts";
import { readDecimal } from "./read-number.ts";

const COLUMNS = { required: ["patient", "note"] };
const read = (bytes: Uint8Array) => readCsv("file.csv", bytes, COLUMNS);
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Windows-1252 for the characters that these tests use. */
function windows1252(text: string): Uint8Array {
  const special: Record<string, number> = { "€": 0x80, "–": 0x96 };
  return Uint8Array.from([...text].map((character) => special[character] ?? character.charCodeAt(0)));
}

describe("reading a CSV", () => {
  const expected = [{ line: 2, fields: { patient: "P01", note: "Müller – ärgerlich" } }];

  it.each([
    ["comma, UTF-8", utf8("patient,note\nP01,Müller – ärgerlich\n")],
    ["semicolon, UTF-8 with byte order mark", utf8("\ufeffpatient;note\r\nP01;Müller – ärgerlich\r\n")],
    ["semicolon, Windows-1252", windows1252("patient;note\r\nP01;Müller – ärgerlich\r\n")],
    [
      "tab, UTF-16",
      new Uint8Array([
        0xff,
        0xfe,
        ...new Uint8Array(
          Uint16Array.from([..."patient\tnote\nP01\tMüller – ärgerlich"].map((c) => c.charCodeAt(0))).buffer,
        ),
      ]),
    ],
    ["quoted, other case, no last line end", utf8('"Patient" , "NOTE"\n"P01","Müller – ärgerlich"')],
  ])("understands %s", (_name, bytes) => {
    expect(read(bytes)).toMatchObject({ rows: expected, problems: [], columns: ["patient", "note"] });
  });

  it("skips rows without content but counts their lines", () => {
    expect(read(utf8("patient,note\n\n,\nP02,x\n")).rows).toEqual([
      { line: 4, fields: { patient: "P02", note: "x" } },
    ]);
  });

  it.each([
    ["an empty file", utf8(" \n"), 1, /empty/],
    ["a missing column", utf8("patient,remark\nP01,x\n"), 1, /column note is missing/],
    ["a binary file", new Uint8Array([80, 75, 3, 4, 0, 0, 0, 8]), 1, /not a text file/],
  ])("names what is wrong with %s", (_name, bytes, line, words) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({
        code: "INVALID_FILE",
        problems: [{ line, problem: expect.stringMatching(words) }],
      }),
    );
  });

  it("hands on short rows as problems beside the rows that can be read", () => {
    expect(read(utf8("patient,note\nP01,x\nP02\n"))).toMatchObject({
      rows: [{ line: 2 }],
      problems: [{ line: 3, problem: "has 1 field where the header has 2" }],
    });
  });

  it("names the very line whose quotation mark is left open, and reads the others", () => {
    const content = read(utf8('patient,note\r\nP01,"x\r\n"P02","y"\r\nP03,a"b\r\n'));
    expect(content.rows).toEqual([{ line: 3, fields: { patient: "P02", note: "y" } }]);
    expect(content.problems).toEqual([
      { line: 2, problem: expect.stringMatching(/never closed/) },
      { line: 4, problem: expect.stringMatching(/misplaced/) },
    ]);
  });

  it("takes Excel's line with the delimiter for what it is", () => {
    expect(read(utf8("sep=;\r\npatient;note\r\nP01;x\r\n")).rows).toEqual([
      { line: 3, fields: { patient: "P01", note: "x" } },
    ]);
  });

  it.each([
    ["remark\nx\n", /^columns patient, note are missing; expected: patient, note/],
    ["patient,patient,note,note\n", /^columns patient, note stand twice$/],
    ["patient|note\nP01|x\n", /divided by comma, semicolon or tab/],
    ["patient,patient,note\nP01,P02,x\n", /column patient stands twice/],
  ])("refuses the header of %j", (text, words) => {
    expect(() => read(utf8(text))).toThrow(
      expect.objectContaining({ problems: [{ line: 1, problem: expect.stringMatching(words) }] }),
    );
  });

  it("never ends otherwise than with rows or a failure that names a line", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readCsv("file.csv", new Uint8Array([...utf8("patient,note\n"), ...bytes]), COLUMNS);
        } catch (error) {
          expect(error).toMatchObject({
            code: "INVALID_FILE",
            problems: expect.arrayContaining([{ line: expect.any(Number), problem: expect.any(String) }]),
          });
        }
      }),
    );
  });

  it("says where a comma may be a decimal comma, and refuses open columns that stand twice", () => {
    const decimalComma = (text: string) => read(utf8(text)).decimalComma;
    expect(["patient,note", "patient;note", "patient\tnote"].map(decimalComma)).toEqual([false, true, true]);
    const open = { required: ["patient"], open: /^pre_/ };
    expect(() => readCsv("file.csv", utf8("patient,pre_a,PRE_A,x,x\n"), open)).toThrow(
      expect.objectContaining({ problems: [{ line: 1, problem: "column pre_a stands twice" }] }),
    );
  });
});

describe("reading a decimal number", () => {
  it("reads every number as it is printed, and with a comma where that is allowed", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readDecimal(String(value), false)).toBe(value + 0);
        expect(readDecimal(String(value).replace(".", ","), true)).toBe(value + 0);
      }),
    );
  });

  it("takes nothing else for a number", () => {
    for (const text of ["", "-", "1,5", "0x1f", "1.000.000", "NaN", "Infinity", "1 000", "5%", "e5"])
      expect(readDecimal(text, false)).toBeNaN();
    for (const text of ["1,000,000", "1.000,5", ","]) expect(readDecimal(text, true)).toBeNaN();
  });
});

describe("reading a date", () => {
  it("takes ISO and German dates and no others", () => {
    expect(["2026-01-31", "31.01.2026", "1.2.2026"].map(readDate)).toEqual([
      "2026-01-31",
      "2026-01-31",
      "2026-02-01",
    ]);
    expect(["31/01/2026", "2026-02-30", "30.02.2026", "yesterday"].map(readDate)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
