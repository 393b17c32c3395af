import { EXPRESSIONS } from "../../shared/expression.ts";
import { Failure } from "../failure.ts";

interface KindOfTable {
  readonly words: string;
  /** How it is imported: the command, and the name in the page. */
  readonly command: string;
  readonly inPage: string;
  /** True for the columns of a complete table of this kind. */
  readonly fits: (columns: readonly string[]) => boolean;
}

const has =
  (...names: readonly string[]) =>
  (columns: readonly string[]): boolean =>
    names.every((name) => columns.includes(name));
const some =
  (pattern: RegExp) =>
  (columns: readonly string[]): boolean =>
    columns.some((name) => pattern.test(name));

const UNIT = /^au\d{1,2}$/;

const KINDS: readonly KindOfTable[] = [
  {
    words: "ratings",
    command: "import-ratings",
    inPage: "Ratings from CSV",
    fits: has("patient", "session", "minute", "rater", "arousal", "emotion"),
  },
  {
    words: "minutes of another program",
    command: "import-minutes",
    inPage: "Tables from CSV: Minutes of another program",
    fits: has("patient", "session", "minute", ...EXPRESSIONS, "n_frames", "n_faces"),
  },
  {
    words: "labelled clips",
    command: "import-labels",
    inPage: "Tables from CSV: Labelled clips",
    fits: (columns) => has("clip")(columns) && some(/^truth_./)(columns),
  },
  {
    words: "action units",
    command: "import-action-units",
    inPage: "Tables from CSV: Action units and severity",
    fits: (columns) => has("video", "person")(columns) && some(UNIT)(columns),
  },
  {
    words: "a series of action units",
    command: "import-action-units --series",
    inPage: "Tables from CSV: Action units and severity, CSV file of series",
    fits: (columns) => has("time_s")(columns) && some(UNIT)(columns),
  },
  {
    words: "questionnaires",
    command: "import-outcomes",
    inPage: "Tables from CSV: Questionnaires (outcome)",
    fits: (columns) =>
      has("patient")(columns) && (some(/^(pre|post)_./)(columns) || has("timepoint", "score")(columns)),
  },
  {
    words: "sessions",
    command: "import --manifest",
    inPage: "Sessions from CSV",
    fits: (columns) =>
      has("patient", "session")(columns) &&
      some(/^(n_minutes|analysed|exclusion_reason|video)$/)(columns) &&
      !columns.includes("minute"),
  },
];

/**
 * The failure for a file that is no table of the expected kind but, by its columns, one of another kind; null where
 * that cannot be told.
 *
 * @param columns of the file, in lower case
 * @param expected the columns that a table of the expected kind has, in words
 */
export function otherKindOfTable(
  fileName: string,
  columns: readonly string[],
  expected: string,
): Failure | null {
  const kind = KINDS.find(({ fits }) => fits(columns));
  if (!kind) return null;
  const { words, command, inPage } = kind;
  return new Failure(
    "INVALID_FILE",
    `${fileName} is a table of another kind: by its columns it holds ${words}. Nothing of it was stored.`,
    {
      where: fileName,
      remedy: `Expected here are the columns ${expected}. What this file holds is imported with ${command}, in the page as “${inPage}”.`,
    },
  );
}
