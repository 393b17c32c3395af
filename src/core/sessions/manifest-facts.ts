import { LAST_MINUTE } from "../../shared/names.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import type { CsvRow } from "../exchange/read-csv.ts";
import { readWholeNumber } from "../exchange/read-number.ts";
import type { TableImport } from "../exchange/table-imports.ts";
import { appendExclusion, appendLength, importedExclusion, importedLength } from "./session-facts.ts";

/** What a row of a manifest says of a session that was analysed elsewhere. */
export interface SessionFacts {
  /** Length; null: not stated. */
  readonly nMinutes: number | null;
  /** Why it enters no results; null: it may; undefined: not stated. */
  readonly excluded: string | null | undefined;
}

const NO_REASON = "no reason stated";

/** The row's facts, or what is wrong with them. */
export function readFacts({ fields }: CsvRow): SessionFacts | string {
  const { n_minutes: minutes = "", analysed = "", exclusion_reason: reason = "" } = fields;
  const nMinutes = minutes === "" ? null : readWholeNumber(minutes);
  if (nMinutes !== null && !(nMinutes >= 1 && nMinutes <= LAST_MINUTE)) {
    return `n_minutes "${minutes}" is not a whole number from 1 to ${LAST_MINUTE}`;
  }
  if (analysed !== "" && analysed !== "0" && analysed !== "1") {
    return `analysed "${analysed}" is neither 0 nor 1`;
  }
  if (analysed === "1" && reason !== "") return "there is an exclusion_reason although analysed is 1";
  if (analysed === "1") return { nMinutes, excluded: null };
  return { nMinutes, excluded: analysed === "0" || reason !== "" ? reason || NO_REASON : undefined };
}

/** Appends what is not known yet of a session. Call it within a transaction. @returns true where something was new */
export function storeFacts(
  db: StudyDatabase,
  began: TableImport,
  sessionId: number,
  { nMinutes, excluded }: SessionFacts,
): boolean {
  const newLength = nMinutes !== null && importedLength(db, sessionId) !== nMinutes;
  const newExclusion = excluded !== undefined && importedExclusion(db, sessionId) !== excluded;
  if (newLength) appendLength(db, began.id(), sessionId, nMinutes);
  if (newExclusion) appendExclusion(db, began.id(), sessionId, excluded);
  return newLength || newExclusion;
}
