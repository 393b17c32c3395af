import type { ImportedTable } from "../../shared/contract/imports.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { refuseNoRows } from "../exchange/read-csv.ts";
import { beginImport, storeAll, type TableFile } from "../exchange/table-imports.ts";
import { patientExists } from "../sessions/repo.ts";
import { refuseWithoutSessions, unknownPatient } from "../sessions/unknown-patient.ts";
import { type OutcomeEntry, readOutcomes } from "./read-outcomes.ts";

/**
 * Stores the questionnaires of a CSV: all rows or none. Patients must be in the study:
 * a mistyped code would otherwise be a patient whom no one notices. What already stands like this is left alone, what
 * stands otherwise is stored anew and counts from then on.
 *
 * @throws Failure INVALID_FILE naming every bad row, STORAGE_FAILED
 */
export function importOutcomes(db: StudyDatabase, actor: string, file: TableFile): ImportedTable {
  refuseWithoutSessions(db, file.fileName);
  const entries = readOutcomes(file, (patient) =>
    patientExists(db, patient) ? null : unknownPatient(patient),
  );
  refuseNoRows(file.fileName, entries);
  return storeAll(db, () => storeOutcomes(db, actor, file, entries));
}

function storeOutcomes(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  entries: readonly OutcomeEntry[],
): ImportedTable {
  const began = beginImport(db, actor, { kind: "outcomes", file, rows: entries.length });
  const patientId = db.prepare<[string], number>("SELECT id FROM patient WHERE pseudonym = ?").pluck();
  const standingScore = db
    .prepare<[number, string, string], number | null>(
      "SELECT score FROM outcome_score_current WHERE patient_id = ? AND subscale = ? AND timepoint = ?",
    )
    .pluck();
  const standingDropout = db
    .prepare<[number], number>("SELECT dropout FROM outcome_dropout_current WHERE patient_id = ?")
    .pluck();
  const addScore = db.prepare(
    "INSERT INTO outcome_score (import_id, patient_id, subscale, timepoint, score) VALUES (?, ?, ?, ?, ?)",
  );
  const addDropout = db.prepare(
    "INSERT INTO outcome_dropout (import_id, patient_id, dropout) VALUES (?, ?, ?)",
  );
  let stored = 0;
  for (const { patient, dropout, scores } of entries) {
    const id = patientId.get(patient) as number;
    let changed = false;
    if (dropout !== null && standingDropout.get(id) !== Number(dropout)) {
      addDropout.run(began.id(), id, Number(dropout));
      changed = true;
    }
    for (const { subscale, timepoint, score } of scores) {
      // undefined: no row of this key stands.
      if (standingScore.get(id, subscale, timepoint) === score) continue;
      addScore.run(began.id(), id, subscale, timepoint, score);
      changed = true;
    }
    if (changed) stored += 1;
  }
  began.close(stored);
  return {
    rows: entries.length,
    stored,
    unchanged: entries.length - stored,
    notes: [
      `Patients: ${new Set(entries.map(({ patient }) => patient.toLowerCase())).size}.`,
      `Subscales: ${[...new Set(entries.flatMap(({ scores }) => scores.map((score) => score.subscale)))].join(", ") || "none"}.`,
    ],
  };
}
