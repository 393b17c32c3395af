import { Cells } from "../exchange/cells.ts";
import { type CsvContent, columnsMissing, invalidFile, readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import { readDecimal } from "../exchange/read-number.ts";
import type { TableFile } from "../exchange/table-imports.ts";
import { otherKindOfTable } from "../exchange/table-kind.ts";

export interface ActionUnitVideo {
  readonly video: string;
  readonly person: string;
  readonly severity: number | null;
  /** By column: a number, a text (a category), or null where it is missing. */
  readonly covariates: Readonly<Record<string, number | string | null>>;
  /** By unit, AU01 .. AU43: mean over the video, 0..1; null: missing. */
  readonly units: Readonly<Record<string, number | null>>;
}

/** Columns of action units: AU01 and, as this program prints them itself, AU1. */
export const UNIT_COLUMN = /^au\d{1,2}$/;

/** Columns that are controlled for where a file has them. */
const COVARIATES = ["age", "sex", "camera", "medication", "repeat_video"];

/**
 * Reads means of action units by video: `video,person`, a column of the severity, `AU01` .. `AU43` as far as there are
 * any, and of the covariates age, sex, camera, medication and repeat_video those that are there. Other columns are left
 * aside. A covariate whose cells are all numbers is one; otherwise its cells are categories.
 *
 * The output of the command action-units has `patient,session` in place of `video,person`, and no severity.
 *
 * @param severity name of the severity's column
 * @param severityOf severity of a patient, for a file without that column; null: it must have it
 * @throws Failure INVALID_FILE naming every bad row
 */
export function readActionUnitVideos(
  { fileName, bytes }: TableFile,
  severity: string,
  severityOf: ((patient: string) => number | null) | null,
): ActionUnitVideo[] {
  const content = readCsv(fileName, bytes, {
    required: [],
    optional: ["video", "person", "patient", "session", severity, ...COVARIATES],
    open: UNIT_COLUMN,
  });
  const ofSessions = !content.columns.includes("video") && content.columns.includes("patient");
  const needed = ofSessions ? ["patient", "session"] : ["video", "person"];
  const missing = [...needed, ...(ofSessions && severityOf ? [] : [severity])].filter(
    (name) => !content.columns.includes(name),
  );
  if (missing.length > 0) {
    const hasUnits = content.columns.some((name) => UNIT_COLUMN.test(name));
    const expected = [...needed, severity, "AU01 to AU43"].join(", ");
    const otherKind =
      hasUnits && !content.columns.includes("time_s")
        ? null
        : otherKindOfTable(fileName, content.columns, expected);
    if (otherKind) throw otherKind;
    const problem = `${columnsMissing(missing)}; expected: ${[...needed, severity].join(", ")} and action units`;
    throw invalidFile(fileName, [{ line: content.headerLine, problem }]);
  }
  const units = unitColumns(fileName, content);
  const covariates = COVARIATES.filter((name) => name !== severity && content.columns.includes(name));
  const numeric = new Set(covariates.filter((name) => isNumeric(content, name)));
  return readEntries(
    fileName,
    content,
    (row) =>
      Cells.read(content, row, (cells) => {
        const person = ofSessions ? cells.patient() : cells.filled("person");
        return {
          video: ofSessions ? `${person} session ${cells.session()}` : cells.filled("video"),
          person,
          severity: content.columns.includes(severity)
            ? cells.number(severity)
            : (severityOf?.(person) ?? null),
          covariates: Object.fromEntries(
            covariates.map((name) => [
              name,
              numeric.has(name) ? cells.number(name) : cells.text(name) || null,
            ]),
          ),
          units: Object.fromEntries(units.map(({ column, unit }) => [unit, cells.share(column)])),
        };
      }),
    ({ video }) => ({ key: video, words: `video ${video}` }),
  );
}

/** A column of values of an action unit, such as "au1" of AU01. */
interface UnitColumn {
  readonly column: string;
  readonly unit: string;
}

/** The columns of action units. @throws Failure INVALID_FILE where there are none, or two of one unit */
export function unitColumns(fileName: string, { columns, headerLine }: CsvContent): UnitColumn[] {
  const units = columns
    .filter((name) => UNIT_COLUMN.test(name))
    .map((column) => ({ column, unit: `AU${column.slice(2).padStart(2, "0")}` }));
  const twice = units.filter(({ unit }, i) => units.findIndex((other) => other.unit === unit) < i);
  if (units.length > 0 && twice.length === 0) return units;
  const problem =
    twice.length > 0
      ? `there are two columns of ${twice.map(({ unit }) => unit).join(", ")}`
      : "there are no action units; expected: columns such as AU01 and AU12";
  throw invalidFile(fileName, [{ line: headerLine, problem }]);
}

function isNumeric({ rows, decimalComma }: CsvContent, column: string): boolean {
  return rows.every(({ fields }) => {
    const text = fields[column] ?? "";
    return text === "" || Number.isFinite(readDecimal(text, decimalComma));
  });
}
