import { Cells } from "../exchange/cells.ts";
import { type CsvContent, invalidFile, readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import { readDecimal } from "../exchange/read-number.ts";
import type { TableFile } from "../exchange/table-imports.ts";

export interface ActionUnitVideo {
  readonly video: string;
  readonly person: string;
  readonly severity: number | null;
  /** By column: a number, a text (a category), or null where it is missing. */
  readonly covariates: Readonly<Record<string, number | string | null>>;
  /** By unit, AU01 .. AU43: mean over the video, 0..1; null: missing. */
  readonly units: Readonly<Record<string, number | null>>;
}

export const UNIT_COLUMN = /^au\d\d$/;

/** Columns that are controlled for where a file has them. */
const COVARIATES = ["age", "sex", "camera", "medication", "repeat_video"];

/**
 * Reads means of action units by video: `video,person`, a column of the severity, `AU01` .. `AU43` as far as there are
 * any, and of the covariates age, sex, camera, medication and repeat_video those that are there. Other columns are left
 * aside. A covariate whose cells are all numbers is one; otherwise its cells are categories.
 *
 * @param severity name of the severity's column
 * @throws Failure INVALID_FILE naming every bad row
 */
export function readActionUnitVideos({ fileName, bytes }: TableFile, severity: string): ActionUnitVideo[] {
  const content = readCsv(fileName, bytes, {
    required: ["video", "person", severity],
    optional: COVARIATES,
    open: UNIT_COLUMN,
  });
  const units = unitColumns(fileName, content);
  const covariates = COVARIATES.filter((name) => name !== severity && content.columns.includes(name));
  const numeric = new Set(covariates.filter((name) => isNumeric(content, name)));
  return readEntries(
    fileName,
    content,
    (row) =>
      Cells.read(content, row, (cells) => ({
        video: cells.filled("video"),
        person: cells.filled("person"),
        severity: cells.number(severity),
        covariates: Object.fromEntries(
          covariates.map((name) => [name, numeric.has(name) ? cells.number(name) : cells.text(name) || null]),
        ),
        units: Object.fromEntries(units.map((name) => [name.toUpperCase(), cells.share(name)])),
      })),
    ({ video }) => ({ key: video, words: `video ${video}` }),
  );
}

/** The columns of action units. @throws Failure INVALID_FILE where there are none */
export function unitColumns(fileName: string, { columns, headerLine }: CsvContent): string[] {
  const units = columns.filter((name) => UNIT_COLUMN.test(name));
  if (units.length > 0) return units;
  throw invalidFile(fileName, [
    { line: headerLine, problem: "there are no action units; expected: columns such as AU01 and AU12" },
  ]);
}

function isNumeric({ rows, decimalComma }: CsvContent, column: string): boolean {
  return rows.every(({ fields }) => {
    const text = fields[column] ?? "";
    return text === "" || Number.isFinite(readDecimal(text, decimalComma));
  });
}
