import { readWholeNumber } from "../exchange/read-number.ts";
import type { RatableSession } from "../ratings/read-ratings.ts";
import type { SessionRow } from "./study-tables.ts";

/** A row of `sessions.csv`. */
export interface KnownSession extends SessionRow {
  /** In minutes; null: not stated. */
  readonly length: number | null;
}

/** The sessions that a folder's other tables may be about. Codes of patients are the same in any case, as in a study. */
export class StudySessions {
  readonly all: readonly KnownSession[];
  readonly #bySession = new Map<string, number>();
  readonly #spellings = new Map<string, string>();

  constructor(sessions: readonly KnownSession[]) {
    this.#bySession = new Map(sessions.map(({ patient, session }, at) => [keyOf(patient, session), at]));
    for (const { patient } of sessions) {
      const key = patient.toLowerCase();
      if (!this.#spellings.has(key)) this.#spellings.set(key, patient);
    }
    this.all = sessions.map((row) => ({ ...row, patient: this.spelling(row.patient) }));
  }

  /** A patient as the sessions spell it. */
  spelling(patient: string): string {
    return this.#spellings.get(patient.toLowerCase()) ?? patient;
  }

  /** What is wrong with a patient, or null. */
  unknown(patient: string): string | null {
    return this.#spellings.has(patient.toLowerCase()) ? null : `patient "${patient}" is not in sessions.csv`;
  }

  /** The session, or why there is none. */
  find(patient: string, session: number): KnownSession | string {
    const found = this.ratable(patient, String(session));
    return typeof found === "string" ? found : this.at(found.sessionId);
  }

  /** The session as ratings need it, its id being its place in {@link all}; or why there is none. */
  ratable(patient: string, session: string): RatableSession | string {
    const unknown = this.unknown(patient);
    if (unknown !== null) return unknown;
    const at = this.#bySession.get(keyOf(patient, readWholeNumber(session)));
    if (at === undefined) return `session "${session}" of patient ${patient} is not in sessions.csv`;
    return { sessionId: at, minutes: this.at(at).length };
  }

  at(place: number): KnownSession {
    const session = this.all[place];
    if (session === undefined) throw new RangeError(`There is no session ${place}.`);
    return session;
  }
}

function keyOf(patient: string, session: number): string {
  return `${patient.toLowerCase()} ${session}`;
}
