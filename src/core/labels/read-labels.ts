import { Cells } from "../exchange/cells.ts";
import { type CsvContent, invalidFile, readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import type { TableFile } from "../exchange/table-imports.ts";
import { TRUTH } from "./truth.ts";

/** A column of answers: "obs1_emotion" is judge "obs1" in the dimension "emotion". */
interface AnswerColumn {
  readonly column: string;
  readonly judge: string;
  readonly dimension: string;
}

export interface ReadLabels {
  /** In the order of the file, the truth left out. */
  readonly judges: readonly string[];
  readonly dimensions: readonly string[];
  readonly clips: readonly {
    readonly clip: string;
    readonly answers: readonly {
      readonly judge: string;
      readonly dimension: string;
      readonly label: string | null;
    }[];
  }[];
}

const TRUTH_COLUMN = /^truth_(.+)$/;

/**
 * Reads labelled clips: `clip,truth_<dimension>...` and a column `<judge>_<dimension>` for each answer, with any judges
 * and dimensions. Columns that end in no dimension are left aside. Names of judges and dimensions are in lower case,
 * labels as they are written.
 *
 * @throws Failure INVALID_FILE naming every bad row
 */
export function readLabels({ fileName, bytes }: TableFile): ReadLabels {
  const content = readCsv(fileName, bytes, { required: ["clip"], open: /_/ });
  const columns = answerColumns(fileName, content);
  const clips = readEntries(
    fileName,
    content,
    (row) =>
      Cells.read(content, row, (cells) => ({
        clip: cells.filled("clip"),
        answers: columns.map(({ column, judge, dimension }) => ({
          judge,
          dimension,
          label: cells.text(column) || null,
        })),
      })),
    ({ clip }) => ({ key: clip, words: `clip ${clip}` }),
  );
  return {
    judges: [...new Set(columns.map(({ judge }) => judge))].filter((judge) => judge !== TRUTH),
    dimensions: [...new Set(columns.map(({ dimension }) => dimension))],
    clips,
  };
}

function answerColumns(fileName: string, { columns, headerLine }: CsvContent): AnswerColumn[] {
  const dimensions = columns.flatMap((name) => TRUTH_COLUMN.exec(name)?.[1] ?? []);
  const refuse = (problem: string): never => {
    throw invalidFile(fileName, [{ line: headerLine, problem }]);
  };
  if (dimensions.length === 0) {
    refuse("column truth_... is missing; expected: clip, truth_emotion, and answers such as obs1_emotion");
  }
  const found = columns.flatMap((column): AnswerColumn[] => {
    // The longest one: with "valence" and "felt_valence", "a_felt_valence" is judge "a".
    const [dimension] = dimensions
      .filter((name) => column.endsWith(`_${name}`) && column.length > name.length + 1)
      .sort((a, b) => b.length - a.length);
    if (dimension === undefined) return [];
    return [{ column, judge: column.slice(0, -dimension.length - 1), dimension }];
  });
  if (found.every(({ judge }) => judge === TRUTH)) {
    refuse(`there are no answers; expected: columns such as obs1_${dimensions[0]}`);
  }
  return found;
}
