import { AROUSAL_LEVELS, CEAS_EMOTIONS, EMOTION_GATE } from "../../shared/ceas/codebook.ts";
import {
  arousalSchema,
  ceasEmotionSchema,
  type RatingValue,
  ratingProblems,
  ratingState,
  sameRating,
} from "../../shared/ceas/rating.ts";
import { RATING_PHASES, type RatingPhase } from "../../shared/ceas/rating-phase.ts";
import type { ImportedRatings } from "../../shared/contract/imports.ts";
import type { FileProblem } from "../../shared/failure.ts";
import { LAST_MINUTE, minuteNumberSchema, raterCodeSchema } from "../../shared/names.ts";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { type CsvContent, type CsvRow, invalidFile, readCsv } from "../exchange/read-csv.ts";
import { readWholeNumber } from "../exchange/read-number.ts";
import { storageFailure } from "../failure.ts";
import { patientExists, sessionByNumber } from "../sessions/repo.ts";
import { ratableMinutes } from "./rate.ts";
import { appendVersion, currentVersion, keptPeak, raterWithCode } from "./repo.ts";

interface RatingEntry {
  readonly line: number;
  readonly sessionId: number;
  readonly rater: string;
  readonly minute: number;
  readonly value: Omit<RatingValue, "note">;
  /** Left out: as it stands, or "main". */
  readonly phase?: RatingPhase;
  /** Left out: as it stands, where the arousal lets it. */
  readonly peak?: number | null;
}

/**
 * Stores the ratings of a CSV with the columns patient, session, minute, rater, arousal, emotion[, peak, phase]: all rows
 * or none. A row without arousal is a minute that could not be rated. Raters who are new are added; a minute that
 * already stands like this is left alone, one that stands otherwise gets a new version.
 *
 * @throws Failure INVALID_FILE naming every bad row, STORAGE_FAILED
 */
export function importRatings(
  db: StudyDatabase,
  actor: string,
  fileName: string,
  bytes: Uint8Array,
): ImportedRatings {
  const content = readCsv(fileName, bytes, {
    required: ["patient", "session", "minute", "rater", "arousal", "emotion"],
    optional: ["peak", "phase"],
  });
  const entries = checkRows(db, fileName, content);
  try {
    return db.transaction(() => storeEntries(db, actor, fileName, entries)).immediate();
  } catch (error) {
    throw storageFailure(error, db.name) ?? error;
  }
}

function checkRows(
  db: StudyDatabase,
  fileName: string,
  { columns, rows, problems: unreadable }: CsvContent,
): RatingEntry[] {
  const problems: FileProblem[] = [...unreadable];
  const entries: RatingEntry[] = [];
  const seen = new Map<string, number>();
  const sessions = new SessionLookup(db);
  for (const row of rows) {
    const entry = readRow(row, sessions, columns.includes("peak"));
    if (typeof entry === "string") {
      problems.push({ line: row.line, problem: entry });
      continue;
    }
    const key = `${entry.sessionId} ${entry.rater.toLowerCase()} ${entry.minute}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      problems.push({
        line: row.line,
        problem: `this rater's rating of minute ${entry.minute} stands in line ${earlier} already`,
      });
    }
    seen.set(key, row.line);
    entries.push(entry);
  }
  if (problems.length > 0) throw invalidFile(fileName, problems);
  return entries;
}

/** Looks sessions up by patient and number, each once. */
class SessionLookup {
  readonly #db: StudyDatabase;
  readonly #found = new Map<string, { sessionId: number; minutes: number | null } | string>();

  constructor(db: StudyDatabase) {
    this.#db = db;
  }

  /** The session, or why there is none. */
  find(patient: string, number: string): { sessionId: number; minutes: number | null } | string {
    const key = `${patient.toLowerCase()} ${number}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#lookUp(patient, number);
    this.#found.set(key, found);
    return found;
  }

  #lookUp(patient: string, number: string): { sessionId: number; minutes: number | null } | string {
    if (!patientExists(this.#db, patient)) return `patient "${patient}" is not part of the study`;
    const session = sessionByNumber(this.#db, patient, readWholeNumber(number));
    if (!session) return `patient ${patient} has no session "${number}"`;
    return { sessionId: session.sessionId, minutes: ratableMinutes(this.#db, session.sessionId) };
  }
}

/** The row's rating, or what is wrong with it. */
function readRow(row: CsvRow, sessions: SessionLookup, hasPeak: boolean): RatingEntry | string {
  const { patient = "", session = "", minute = "", rater = "", arousal = "", emotion = "" } = row.fields;
  const found = sessions.find(patient, session);
  if (typeof found === "string") return found;

  const minuteNumber = minuteNumberSchema.safeParse(readWholeNumber(minute));
  if (!minuteNumber.success) return `minute "${minute}" is not a whole number from 1 to ${LAST_MINUTE}`;
  if (found.minutes !== null && minuteNumber.data > found.minutes) {
    return `minute ${minute} is past the end: the session has ${found.minutes} minutes`;
  }
  const code = raterCodeSchema.safeParse(rater);
  if (!code.success) return `rater "${rater}": ${code.error.issues[0]?.message ?? "not a code"}`;
  const value = readValue(arousal, emotion);
  if (typeof value === "string") return value;
  const peak = readPeak(row.fields["peak"] ?? "", value.arousal);
  if (typeof peak === "string") return peak;
  const phase = (row.fields["phase"] ?? "").toLowerCase();
  const known = RATING_PHASES.find((name) => name === phase);
  if (phase !== "" && !known) return `phase "${phase}" is none of ${RATING_PHASES.join(", ")}`;
  return {
    line: row.line,
    sessionId: found.sessionId,
    rater: code.data,
    minute: minuteNumber.data,
    value,
    ...(known && { phase: known }),
    ...(hasPeak && { peak }),
  };
}

/** The strongest moment of a minute (null: not coded), or what is wrong with it. */
function readPeak(text: string, arousal: number | null): number | null | string {
  if (text === "") return null;
  const level = arousalSchema.safeParse(readWholeNumber(text));
  if (!level.success) {
    return `peak "${text}" is not a whole number from ${AROUSAL_LEVELS[0]} to ${AROUSAL_LEVELS.at(-1)}`;
  }
  if (arousal === null) return `peak "${text}" stands without an arousal`;
  return level.data >= arousal ? level.data : `peak ${text} is below the arousal ${arousal} of the minute`;
}

function readValue(arousal: string, emotion: string): Omit<RatingValue, "note"> | string {
  const named = emotion === "" ? null : ceasEmotionSchema.safeParse(emotion.toLowerCase());
  if (named && !named.success) return `emotion "${emotion}" is none of ${CEAS_EMOTIONS.join(", ")}`;
  const emotionValue = named?.data ?? null;
  if (arousal === "") {
    if (emotionValue !== null) return `emotion "${emotion}" stands without an arousal`;
    return { arousal: null, emotion: null, notRatable: "unspecified" };
  }
  const level = arousalSchema.safeParse(readWholeNumber(arousal));
  if (!level.success) {
    return `arousal "${arousal}" is not a whole number from ${AROUSAL_LEVELS[0]} to ${AROUSAL_LEVELS.at(-1)}`;
  }
  const value = { arousal: level.data, emotion: emotionValue, notRatable: null };
  if (emotionValue !== null && level.data < EMOTION_GATE) {
    return `emotion "${emotion}" at arousal ${arousal}: an emotion is coded from arousal ${EMOTION_GATE} on`;
  }
  return ratingProblems(value)[0] ?? value;
}

function storeEntries(
  db: StudyDatabase,
  actor: string,
  fileName: string,
  entries: readonly RatingEntry[],
): ImportedRatings {
  const counts = { rows: entries.length, stored: 0, unchanged: 0, incomplete: 0, notRatable: 0 };
  const raters = new Map<string, { raterId: number; code: string }>();
  const storedBySession = new Map<number, number>();
  for (const entry of entries) {
    const rater = raters.get(entry.rater.toLowerCase()) ?? raterWithCode(db, entry.rater);
    raters.set(entry.rater.toLowerCase(), rater);
    const current = currentVersion(db, entry.sessionId, rater.raterId, entry.minute);
    const value: RatingValue = { ...entry.value, note: current?.value.note ?? "" };
    const state = ratingState(value);
    if (state === "incomplete") counts.incomplete += 1;
    if (state === "not-ratable") counts.notRatable += 1;
    const phase = entry.phase ?? current?.phase ?? "main";
    const peak = entry.peak === undefined ? keptPeak(current?.peak ?? null, value) : entry.peak;
    if (current && sameRating(current.value, value) && current.phase === phase && current.peak === peak) {
      counts.unchanged += 1;
      continue;
    }
    const { sessionId, minute } = entry;
    const { raterId } = rater;
    appendVersion(db, { sessionId, raterId, minute, value, phase, peak, origin: "import", refersTo: null });
    storedBySession.set(sessionId, (storedBySession.get(sessionId) ?? 0) + 1);
    counts.stored += 1;
  }
  for (const [sessionId, stored] of storedBySession) {
    recordAudit(db, { actor, action: "ratings.imported", sessionId, details: { fileName, stored } });
  }
  return { ...counts, raters: [...raters.values()].map((rater) => rater.code).sort() };
}
