import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { EXPRESSIONS } from "../../shared/expression.ts";
import type { FileProblem } from "../../shared/failure.ts";
import { type CsvRow, invalidFile, readCsv } from "../exchange/read-csv.ts";
import { Failure, systemErrorCode } from "../failure.ts";

export const SUBSCALES = [
  "yoq_id",
  "yoq_so",
  "yoq_ir",
  "yoq_sp",
  "yoq_bd",
  "lopf_sd",
  "lopf_em",
  "lopf_id",
  "lopf_in",
  "zan_bpd",
] as const;

export const ACTION_UNITS = [
  "AU01",
  "AU02",
  "AU04",
  "AU05",
  "AU06",
  "AU07",
  "AU09",
  "AU10",
  "AU11",
  "AU12",
  "AU14",
  "AU15",
  "AU17",
  "AU20",
  "AU23",
  "AU24",
  "AU25",
  "AU26",
  "AU28",
  "AU43",
] as const;

/** Who answered in `labels16.csv` beside the truth: three people and a model. */
export const OBSERVERS = ["obs1", "obs2", "obs3"] as const;
export const JUDGES = [...OBSERVERS, "model"] as const;

export interface MinuteKey {
  readonly patient: string;
  readonly session: number;
  readonly minute: number;
}
export interface SessionRow {
  readonly patient: string;
  readonly session: number;
  readonly analysed: boolean;
  readonly raterCount: number;
}
export interface RatingRow extends MinuteKey {
  readonly rater: string;
  /** 1..7; null: not ratable. */
  readonly arousal: number | null;
  readonly emotion: string | null;
}
export interface MinuteRow extends MinuteKey {
  /** In the order of {@link EXPRESSIONS}; null: no face. */
  readonly means: readonly number[] | null;
}
export interface OutcomeRow {
  readonly patient: string;
  readonly dropout: boolean;
  /** In the order of {@link SUBSCALES}; null: missing. */
  readonly pre: readonly (number | null)[];
  readonly post: readonly (number | null)[];
}
export interface ActionUnitRow {
  readonly person: string;
  readonly repeatVideo: number;
  readonly age: number;
  readonly sex: string;
  readonly camera: string;
  readonly medication: number;
  readonly bdi: number;
  /** In the order of {@link ACTION_UNITS}. */
  readonly units: readonly number[];
}
interface Label {
  readonly emotion: string;
  readonly valence: string;
}
export interface LabelRow {
  readonly truth: Label;
  /** In the order of {@link JUDGES}. */
  readonly judged: readonly Label[];
}

/** The seven tables of a study whose statistics are to be computed without its videos. */
export interface StudyTables {
  readonly sessions: readonly SessionRow[];
  readonly ratings: readonly RatingRow[];
  readonly minutes: readonly MinuteRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly actionUnits: readonly ActionUnitRow[];
  readonly series: readonly number[];
  readonly labels: readonly LabelRow[];
}

/**
 * Reads `sessions.csv`, `ratings.csv`, `fer_minutes.csv`, `outcomes.csv`, `au.csv`, `au_series.csv` and
 * `labels16.csv` of a folder. Rows come in the order of patient, session, minute and rater; an empty field is a missing
 * value.
 *
 * @throws Failure INVALID_FILE naming the file and every row that cannot be read
 */
export async function readStudyTables(folder: string): Promise<StudyTables> {
  return {
    sessions: (await readTable(folder, "sessions.csv", SESSION_COLUMNS, readSession)).sort(byKey),
    ratings: (await readTable(folder, "ratings.csv", RATING_COLUMNS, readRating)).sort(byKey),
    minutes: (await readTable(folder, "fer_minutes.csv", MINUTE_COLUMNS, readMinute)).sort(byKey),
    outcomes: (await readTable(folder, "outcomes.csv", OUTCOME_COLUMNS, readOutcome)).sort(byKey),
    actionUnits: await readTable(folder, "au.csv", ACTION_UNIT_COLUMNS, readActionUnits),
    series: await readTable(folder, "au_series.csv", ["au12"], (field) => field.number("au12")),
    labels: await readTable(folder, "labels16.csv", LABEL_COLUMNS, readLabels),
  };
}

const SESSION_COLUMNS = ["patient", "session", "analysed", "n_raters"];
const RATING_COLUMNS = ["patient", "session", "minute", "rater", "arousal", "emotion"];
const MINUTE_COLUMNS = ["patient", "session", "minute", ...EXPRESSIONS, "n_faces"];
const OUTCOME_COLUMNS = [
  "patient",
  "dropout",
  ...["pre", "post"].flatMap((time) => SUBSCALES.map((name) => `${time}_${name}`)),
];
const COVARIATE_COLUMNS = ["person", "repeat_video", "age", "sex", "camera", "medication", "bdi"];
const ACTION_UNIT_COLUMNS = [...COVARIATE_COLUMNS, ...ACTION_UNITS.map((name) => name.toLowerCase())];
const LABEL_COLUMNS = ["truth", ...JUDGES].flatMap((who) => [`${who}_emotion`, `${who}_valence`]);

function readSession(field: Fields): SessionRow {
  return {
    patient: field.text("patient"),
    session: field.number("session"),
    analysed: field.number("analysed") === 1,
    raterCount: field.number("n_raters"),
  };
}

function readRating(field: Fields): RatingRow {
  return {
    ...minuteKey(field),
    rater: field.text("rater"),
    arousal: field.numberOrNull("arousal"),
    emotion: field.raw("emotion") || null,
  };
}

function readMinute(field: Fields): MinuteRow {
  const means = field.number("n_faces") === 0 ? null : EXPRESSIONS.map((name) => field.number(name));
  return { ...minuteKey(field), means };
}

function readOutcome(field: Fields): OutcomeRow {
  return {
    patient: field.text("patient"),
    dropout: field.number("dropout") === 1,
    pre: SUBSCALES.map((name) => field.numberOrNull(`pre_${name}`)),
    post: SUBSCALES.map((name) => field.numberOrNull(`post_${name}`)),
  };
}

function readActionUnits(field: Fields): ActionUnitRow {
  return {
    person: field.text("person"),
    repeatVideo: field.number("repeat_video"),
    age: field.number("age"),
    sex: field.text("sex"),
    camera: field.text("camera"),
    medication: field.number("medication"),
    bdi: field.number("bdi"),
    units: ACTION_UNITS.map((name) => field.number(name.toLowerCase())),
  };
}

function readLabels(field: Fields): LabelRow {
  const label = (who: string): Label => ({
    emotion: field.text(`${who}_emotion`),
    valence: field.text(`${who}_valence`),
  });
  return { truth: label("truth"), judged: JUDGES.map(label) };
}

function minuteKey(field: Fields): MinuteKey {
  return { patient: field.text("patient"), session: field.number("session"), minute: field.number("minute") };
}

/** The fields of a row; what cannot be read becomes a problem of its line. */
class Fields {
  readonly #row: CsvRow;
  readonly #problems: FileProblem[];

  constructor(row: CsvRow, problems: FileProblem[]) {
    this.#row = row;
    this.#problems = problems;
  }

  raw(name: string): string {
    return this.#row.fields[name] ?? "";
  }

  text(name: string): string {
    const text = this.raw(name);
    if (text === "") this.#problems.push({ line: this.#row.line, problem: `${name} is empty` });
    return text;
  }

  number(name: string): number {
    const value = this.numberOrNull(name);
    if (value === null) this.#problems.push({ line: this.#row.line, problem: `${name} is empty` });
    return value ?? Number.NaN;
  }

  numberOrNull(name: string): number | null {
    const text = this.raw(name);
    if (text === "") return null;
    const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    this.#problems.push({ line: this.#row.line, problem: `${name} is "${text}", which is no number` });
    return Number.NaN;
  }
}

async function readTable<Row>(
  folder: string,
  name: string,
  columns: readonly string[],
  read: (field: Fields) => Row,
): Promise<Row[]> {
  const { rows, problems } = readCsv(name, await readBytes(folder, name), { required: columns });
  const found = [...problems];
  const result = rows.map((row) => read(new Fields(row, found)));
  if (found.length > 0) throw invalidFile(name, found);
  return result;
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
    compare(a.patient ?? "", b.patient ?? "") ||
    (a.session ?? 0) - (b.session ?? 0) ||
    (a.minute ?? 0) - (b.minute ?? 0) ||
    compare(a.rater ?? "", b.rater ?? "")
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
