import { EXPRESSIONS } from "../../shared/expression.ts";
import { LAST_MINUTE } from "../../shared/names.ts";
import { MINUTE_MS } from "../../shared/time.ts";
import { Cells } from "../exchange/cells.ts";
import { type CsvContent, columnsNamed, invalidFile, readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import type { TableFile } from "../exchange/table-imports.ts";
import type { ImportedMinute } from "./repo.ts";
import { shareAbove } from "./share-above.ts";

/** A row of a file of minutes. */
export interface MinuteEntry extends Omit<ImportedMinute, "sessionId"> {
  readonly patient: string;
  readonly session: number;
}

const REQUIRED = ["patient", "session", "minute", ...EXPRESSIONS, "n_frames", "n_faces"];
const AGGREGATES = [
  "nonspecific_median",
  "nonspecific_p90",
  "nonspecific_max",
  "nonspecific_bursts",
] as const;
const MS_ABOVE = "nonspecific_ms_above";
const SHARE_ABOVE = "nonspecific_share_above";

/** Seven probabilities may miss 1 by this: means are often rounded to three decimals. */
const SUM_TOLERANCE = 1e-3;

/**
 * Reads minutes: `patient,session,minute`, seven probabilities, `n_frames,n_faces`, and where they are there the
 * summaries of 1 - neutral that `minutes --statistics` prints.
 *
 * @param problemOf what is wrong with a row that could be read, or null
 * @throws Failure INVALID_FILE naming every bad row
 */
export function readMinutes(
  { fileName, bytes }: TableFile,
  problemOf: (entry: MinuteEntry) => string | null,
): MinuteEntry[] {
  const content = readCsv(fileName, bytes, {
    required: REQUIRED,
    optional: ["n_used", ...AGGREGATES, MS_ABOVE, SHARE_ABOVE],
  });
  const hasAggregates = aggregatesIn(fileName, content);
  return readEntries(
    fileName,
    content,
    (row) =>
      Cells.read(content, row, (cells) => {
        const entry = readMinute(cells, hasAggregates);
        const problem = problemOf(entry);
        return problem === null ? entry : cells.refuse(problem);
      }),
    ({ patient, session, minute }) => ({
      key: `${patient.toLowerCase()} ${session} ${minute}`,
      words: `minute ${minute} of this session`,
    }),
  );
}

/** True when the file has the summaries; a part of them is refused, since a summary alone cannot be compared. */
function aggregatesIn(fileName: string, { columns, headerLine }: CsvContent): boolean {
  const share = columns.includes(SHARE_ABOVE) ? SHARE_ABOVE : MS_ABOVE;
  const wanted = [...AGGREGATES, share];
  const missing = wanted.filter((name) => !columns.includes(name));
  if (missing.length === wanted.length) return false;
  if (missing.length === 0) return true;
  throw invalidFile(fileName, [
    { line: headerLine, problem: `the summaries of 1 - neutral lack the ${columnsNamed(missing)}` },
  ]);
}

function readMinute(cells: Cells, hasAggregates: boolean): MinuteEntry {
  const patient = cells.patient();
  const session = cells.session();
  const minute = cells.whole("minute", 1, LAST_MINUTE);
  const nFrames = cells.whole("n_frames", 0, Number.POSITIVE_INFINITY);
  const nFaces = cells.whole("n_faces", 0, Number.POSITIVE_INFINITY);
  if (nFaces > nFrames) cells.refuse(`n_faces ${nFaces} is more than n_frames ${nFrames}`);
  const means = readMeans(cells);
  if (means !== null && nFaces === 0) cells.refuse("the minute has probabilities although n_faces is 0");
  const aggregates = hasAggregates ? readAggregates(cells, { means, nFrames, nFaces }) : null;
  return { patient, session, minute, nFrames, nFaces, means, aggregates };
}

function readMeans(cells: Cells): number[] | null {
  const values = EXPRESSIONS.map((name) => cells.share(name));
  const means = values.filter((value) => value !== null);
  if (means.length === 0) return null;
  if (means.length < values.length) {
    const empty = EXPRESSIONS.filter((_, i) => values[i] === null);
    return cells.refuse(`${empty.join(", ")} is empty where others are not`);
  }
  const sum = means.reduce((total, value) => total + value, 0);
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return means;
  return cells.refuse(`the seven probabilities add up to ${sum.toFixed(4)}, not to 1`);
}

function readAggregates(
  cells: Cells,
  { means, nFrames, nFaces }: Pick<MinuteEntry, "means" | "nFrames" | "nFaces">,
): MinuteEntry["aggregates"] {
  const median = cells.share("nonspecific_median");
  const p90 = cells.share("nonspecific_p90");
  const maximum = cells.share("nonspecific_max");
  const share = cells.share(SHARE_ABOVE);
  const msAbove = cells.text(SHARE_ABOVE) === "" ? cells.number(MS_ABOVE) : null;
  const bursts = cells.text("nonspecific_bursts");
  const filled = [median, p90, maximum, share ?? msAbove, bursts || null].filter((value) => value !== null);
  if (filled.length === 0) return null;
  if (median === null || p90 === null || maximum === null || filled.length < 5) {
    return cells.refuse("some summaries of 1 - neutral are empty where others are not");
  }
  if (means === null) return cells.refuse("the minute has summaries of 1 - neutral but no probabilities");
  if (median > p90 || p90 > maximum) {
    return cells.refuse("the median, 90th percentile and maximum of 1 - neutral do not rise");
  }
  if (msAbove !== null && (msAbove < 0 || msAbove > MINUTE_MS)) {
    return cells.refuse(`${MS_ABOVE} "${cells.text(MS_ABOVE)}" is not between 0 and ${MINUTE_MS}`);
  }
  const nUsed = cells.text("n_used") === "" ? nFaces : cells.whole("n_used", 0, nFaces);
  return {
    median,
    p90,
    maximum,
    shareAbove: share ?? shareAbove(msAbove ?? 0, MINUTE_MS, nFrames, nUsed),
    bursts: cells.whole("nonspecific_bursts", 0, Number.POSITIVE_INFINITY),
  };
}
