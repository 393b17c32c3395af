import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readCsv } from "../../src/core/exchange/read-csv.ts";
import { Failure, systemErrorCode } from "../../src/core/failure.ts";
import { EXPRESSIONS, type Expression } from "../../src/shared/expression.ts";
import type { FileProblem } from "../../src/shared/failure.ts";

/** Pixels to a side of the pictures. */
export const PICTURE_SIDE = 48;
const PICTURE_BYTES = PICTURE_SIDE * PICTURE_SIDE;

/** Grey pictures of faces, one after the other, row by row, with what each one shows. */
export interface LabelledPictures {
  readonly pixels: Uint8Array;
  readonly labels: readonly Expression[];
}

/**
 * Reads a file of pictures (2,304 bytes each, no header) and the CSV of their labels (columns row, label; rows from 0).
 *
 * @throws Failure INVALID_FILE
 */
export function readLabelledPictures(pixelsPath: string, labelsPath: string): LabelledPictures {
  const pixels = readOrFail(pixelsPath);
  if (pixels.length === 0 || pixels.length % PICTURE_BYTES !== 0) {
    throw new Failure(
      "INVALID_FILE",
      `${basename(pixelsPath)} has ${pixels.length} bytes, which is no whole number of pictures of ${PICTURE_BYTES} bytes.`,
      {
        where: pixelsPath,
        remedy: "Give grey pictures of 48 x 48 pixels, one byte a pixel, without a header.",
      },
    );
  }
  const labels = readLabels(basename(labelsPath), readOrFail(labelsPath));
  const count = pixels.length / PICTURE_BYTES;
  if (labels.length !== count) {
    throw new Failure("INVALID_FILE", `There are ${count} pictures and ${labels.length} labels.`, {
      where: labelsPath,
      remedy: "Give the two files of one set.",
    });
  }
  return { pixels, labels };
}

/** The labels in the order of the pictures. @throws Failure INVALID_FILE with every bad row */
export function readLabels(fileName: string, bytes: Uint8Array): Expression[] {
  const { rows, problems: unreadable } = readCsv(fileName, bytes, { required: ["row", "label"] });
  const problems: FileProblem[] = [...unreadable];
  const labels = new Map<number, Expression>();
  for (const { line, fields } of rows) {
    const text = fields["label"] ?? "";
    const label = EXPRESSIONS.find((name) => name === text.toLowerCase());
    const row = /^\d+$/.test(fields["row"] ?? "") ? Number(fields["row"]) : null;
    if (row === null) problems.push({ line, problem: `"${fields["row"]}" is no row number` });
    else if (labels.has(row)) problems.push({ line, problem: `row ${row} stands twice` });
    else if (!label) problems.push({ line, problem: `"${text}" is none of ${EXPRESSIONS.join(", ")}` });
    if (row !== null && label) labels.set(row, label);
  }
  if (problems.length > 0) throw badRows(fileName, problems);
  return Array.from({ length: labels.size }, (_, row) => {
    const label = labels.get(row);
    if (!label) throw badRows(fileName, [{ line: row + 2, problem: `row ${row} is missing` }]);
    return label;
  });
}

function badRows(fileName: string, found: readonly FileProblem[]): Failure {
  const problems = found.toSorted((a, b) => a.line - b.line);
  const rows = problems.length === 1 ? "1 row" : `${problems.length} rows`;
  return new Failure("INVALID_FILE", `${fileName} has ${rows} that cannot be read.`, {
    where: fileName,
    remedy: "Correct the rows named.",
    problems,
  });
}

function readOrFail(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    const reason = code === "ENOENT" ? "is not there" : `cannot be read (${code})`;
    throw new Failure("INVALID_FILE", `The file ${basename(path)} ${reason}.`, { where: path, cause: error });
  }
}
