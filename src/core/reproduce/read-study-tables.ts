import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LAST_MINUTE } from "../../shared/names.ts";
import { compareTexts } from "../compare-texts.ts";
import { Cells } from "../exchange/cells.ts";
import { pastTheEnd } from "../exchange/past-the-end.ts";
import { readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import type { TableFile } from "../exchange/table-imports.ts";
import { Failure, systemErrorCode } from "../failure.ts";
import { readMinutes } from "../imported-minutes/read-minutes.ts";
import { readRatings } from "../ratings/read-ratings.ts";
import { type KnownSession, StudySessions } from "./study-sessions.ts";
import {
  ACTION_UNITS,
  type ActionUnitRow,
  JUDGES,
  type LabelRow,
  type MinuteRow,
  type OutcomeRow,
  type RatingRow,
  type StudyTables,
  SUBSCALES,
} from "./study-tables.ts";

/** A row of a table and what of it may stand there once; null: nothing. */
interface ReadRow<Row> {
  readonly row: Row;
  readonly once: { readonly key: string; readonly words: string } | null;
}

/**
 * Reads `sessions.csv`, `ratings.csv`, `fer_minutes.csv`, `outcomes.csv`, `au.csv`, `au_series.csv` and
 * `labels16.csv` of a folder. Rows come in the order of patient, session, minute and rater; an empty field is a missing
 * value. What the imports of a study refuse is refused here: ratings and minutes that the codebook or arithmetic rule
 * out, rows that stand twice, patients and sessions that `sessions.csv` does not name.
 *
 * @throws Failure INVALID_FILE naming the file and every row of it that cannot be taken
 */
export async function readStudyTables(folder: string): Promise<StudyTables> {
  const take = async <Result>(name: string, read: (file: TableFile) => Result): Promise<Result> =>
    namingFolder(folder, name, read, await readBytes(folder, name));

  const sessions = new StudySessions(await take("sessions.csv", readSessions));
  return {
    sessions: sessions.all.toSorted(byKey),
    ratings: (await take("ratings.csv", (file) => ratingRows(file, sessions))).sort(byKey),
    minutes: (await take("fer_minutes.csv", (file) => minuteRows(file, sessions))).sort(byKey),
    outcomes: (await take("outcomes.csv", (file) => outcomeRows(file, sessions))).sort(byKey),
    actionUnits: await take("au.csv", actionUnitRows),
    series: await take("au_series.csv", (file) =>
      readTable(file, ["au12"], (cells) => ({ row: needed(cells, "au12", cells.share("au12")), once: null })),
    ),
    labels: await take("labels16.csv", labelRows),
  };
}

const OUTCOME_COLUMNS = [
  "patient",
  "dropout",
  ...["pre", "post"].flatMap((time) => SUBSCALES.map((name) => `${time}_${name}`)),
];
const COVARIATE_COLUMNS = ["person", "repeat_video", "age", "sex", "camera", "medication", "bdi"];
const ACTION_UNIT_COLUMNS = [...COVARIATE_COLUMNS, ...ACTION_UNITS.map((name) => name.toLowerCase())];
const LABEL_COLUMNS = ["truth", ...JUDGES].flatMap((who) => [`${who}_emotion`, `${who}_valence`]);

function readSessions(file: TableFile): KnownSession[] {
  return readTable(file, ["patient", "session", "analysed", "n_raters"], (cells) => {
    const [patient, session] = [cells.patient(), cells.session()];
    const row = {
      patient,
      session,
      analysed: needed(cells, "analysed", cells.flag("analysed")),
      raterCount: cells.whole("n_raters", 0, Number.POSITIVE_INFINITY),
      length: cells.text("n_minutes") === "" ? null : cells.whole("n_minutes", 1, LAST_MINUTE),
    };
    const once = { key: `${patient.toLowerCase()} ${session}`, words: `session ${session} of ${patient}` };
    return { row, once };
  });
}

function ratingRows(file: TableFile, sessions: StudySessions): RatingRow[] {
  const raters = new Map<string, string>();
  return readRatings(file, (patient, session) => sessions.ratable(patient, session)).map(
    ({ sessionId, minute, rater, value: { arousal, emotion } }) => {
      const { patient, session } = sessions.at(sessionId);
      // Codes are the same in any case; the first spelling counts, as in a study.
      const code = raters.get(rater.toLowerCase()) ?? rater;
      raters.set(rater.toLowerCase(), code);
      return { patient, session, minute, rater: code, arousal, emotion };
    },
  );
}

function minuteRows(file: TableFile, sessions: StudySessions): MinuteRow[] {
  const entries = readMinutes(file, ({ patient, session, minute }) => {
    const found = sessions.find(patient, session);
    return typeof found === "string" ? found : pastTheEnd(minute, found.length);
  });
  return entries.map(({ patient, session, minute, means }) => ({
    patient: sessions.spelling(patient),
    session,
    minute,
    means,
  }));
}

function outcomeRows(file: TableFile, sessions: StudySessions): OutcomeRow[] {
  return readTable(file, OUTCOME_COLUMNS, (cells) => {
    const typed = cells.patient();
    const unknown = sessions.unknown(typed);
    if (unknown !== null) cells.refuse(unknown);
    const patient = sessions.spelling(typed);
    const row = {
      patient,
      dropout: needed(cells, "dropout", cells.flag("dropout")),
      pre: SUBSCALES.map((name) => cells.number(`pre_${name}`)),
      post: SUBSCALES.map((name) => cells.number(`post_${name}`)),
    };
    return { row, once: { key: patient, words: `patient ${patient}` } };
  });
}

function actionUnitRows(file: TableFile): ActionUnitRow[] {
  return readTable(file, ACTION_UNIT_COLUMNS, (cells) => {
    const number = (column: string): number => needed(cells, column, cells.number(column));
    const row = {
      person: cells.filled("person"),
      repeatVideo: number("repeat_video"),
      age: number("age"),
      sex: cells.filled("sex"),
      camera: cells.filled("camera"),
      medication: number("medication"),
      bdi: number("bdi"),
      units: ACTION_UNITS.map((name) => needed(cells, name, cells.share(name.toLowerCase()))),
    };
    return { row, once: onceOf(cells, "video") };
  });
}

function labelRows(file: TableFile): LabelRow[] {
  return readTable(file, LABEL_COLUMNS, (cells) => {
    const label = (who: string) => ({
      emotion: cells.filled(`${who}_emotion`),
      valence: cells.filled(`${who}_valence`),
    });
    return { row: { truth: label("truth"), judged: JUDGES.map(label) }, once: onceOf(cells, "clip") };
  });
}

/** A name that may stand once, where the table has such a column. */
function onceOf(cells: Cells, column: string): ReadRow<never>["once"] {
  const name = cells.text(column);
  return name === "" ? null : { key: name, words: `${column} ${name}` };
}

function needed<Value>(cells: Cells, column: string, value: Value | null): Value {
  return value ?? cells.refuse(`${column} is empty`);
}

function readTable<Row>(
  { fileName, bytes }: TableFile,
  columns: readonly string[],
  read: (cells: Cells) => ReadRow<Row>,
): Row[] {
  const content = readCsv(fileName, bytes, { required: columns });
  const entries = readEntries(
    fileName,
    content,
    (row) => Cells.read(content, row, read),
    ({ once }) => once,
  );
  return entries.map(({ row }) => row);
}

/** Reads a table; what the imports say of a bad file is said of this folder and of this command. */
function namingFolder<Result>(
  folder: string,
  fileName: string,
  read: (file: TableFile) => Result,
  bytes: Uint8Array,
): Result {
  try {
    return read({ fileName, bytes });
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "INVALID_FILE") throw error;
    const count = error.problems.length === 1 ? "1 row" : `${error.problems.length} rows`;
    throw new Failure("INVALID_FILE", `${fileName} has ${count} that cannot be read. Nothing was computed.`, {
      where: join(folder, fileName),
      remedy: "Correct the rows named and run the command again.",
      problems: error.problems,
      cause: error,
    });
  }
}

async function readBytes(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    throw new Failure("INVALID_FILE", `${name} cannot be read in this folder.`, {
      where: folder,
      remedy: "Check that the folder holds the seven tables, and that you may read them.",
      cause: error,
    });
  }
}

/** Patient, session, minute and rater; texts by their code units, so that no language changes the order. */
function byKey(a: Partial<RatingRow>, b: Partial<RatingRow>): number {
  return (
    compareTexts(a.patient ?? "", b.patient ?? "") ||
    (a.session ?? 0) - (b.session ?? 0) ||
    (a.minute ?? 0) - (b.minute ?? 0) ||
    compareTexts(a.rater ?? "", b.rater ?? "")
  );
}
