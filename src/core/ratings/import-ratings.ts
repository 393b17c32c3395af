import { type RatingValue, ratingState, sameRating } from "../../shared/ceas/rating.ts";
import type { ImportedRatings } from "../../shared/contract/imports.ts";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { refuseNoRows } from "../exchange/read-csv.ts";
import { readWholeNumber } from "../exchange/read-number.ts";
import { storageFailure } from "../failure.ts";
import { patientExists, sessionByNumber } from "../sessions/repo.ts";
import { refuseWithoutSessions, unknownPatient } from "../sessions/unknown-patient.ts";
import { ratableMinutes } from "./rate.ts";
import { type RatableSession, type RatingEntry, readRatings } from "./read-ratings.ts";
import { appendVersion, currentVersion, keptPeak, raterWithCode } from "./repo.ts";

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
  refuseWithoutSessions(db, fileName);
  const sessions = new SessionLookup(db);
  const entries = readRatings({ fileName, bytes }, (patient, session) => sessions.find(patient, session));
  refuseNoRows(fileName, entries);
  try {
    return db.transaction(() => storeEntries(db, actor, fileName, entries)).immediate();
  } catch (error) {
    throw storageFailure(error, db.name) ?? error;
  }
}

/** Looks sessions up by patient and number, each once. */
class SessionLookup {
  readonly #db: StudyDatabase;
  readonly #found = new Map<string, RatableSession | string>();

  constructor(db: StudyDatabase) {
    this.#db = db;
  }

  /** The session, or why there is none. */
  find(patient: string, number: string): RatableSession | string {
    const key = `${patient.toLowerCase()} ${number}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#lookUp(patient, number);
    this.#found.set(key, found);
    return found;
  }

  #lookUp(patient: string, number: string): RatableSession | string {
    if (!patientExists(this.#db, patient)) return unknownPatient(patient);
    const session = sessionByNumber(this.#db, patient, readWholeNumber(number));
    if (!session) return `patient ${patient} has no session "${number}"`;
    return { sessionId: session.sessionId, minutes: ratableMinutes(this.#db, session.sessionId) };
  }
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
