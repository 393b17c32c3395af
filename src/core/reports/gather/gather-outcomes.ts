import type { StudyDatabase } from "../../database/open-database.ts";
import type { OutcomeRow } from "../report-tables.ts";

interface ScoreColumns {
  patient: string;
  subscale: string;
  timepoint: "pre" | "post";
  score: number | null;
}

/** Scores and dropout of every patient of whom one was imported. */
export function gatherOutcomes(db: StudyDatabase): OutcomeRow[] {
  const subscales = db
    .prepare<[], string>("SELECT subscale FROM outcome_score GROUP BY subscale ORDER BY min(id)")
    .pluck()
    .all();
  const dropouts = new Map(
    db
      .prepare<[], [string, number]>(
        "SELECT p.pseudonym, d.dropout FROM outcome_dropout_current d JOIN patient p ON p.id = d.patient_id",
      )
      .raw()
      .all(),
  );
  const scores = db
    .prepare<[], ScoreColumns>(
      `SELECT p.pseudonym AS patient, o.subscale, o.timepoint, o.score
       FROM outcome_score_current o JOIN patient p ON p.id = o.patient_id`,
    )
    .all();
  const byPatient = Map.groupBy(scores, ({ patient }) => patient);
  const patients = [...new Set([...dropouts.keys(), ...byPatient.keys()])].sort();
  return patients.map((patient) => {
    const own = byPatient.get(patient) ?? [];
    const scoreOf = (subscale: string, timepoint: string): number | null =>
      own.find((row) => row.subscale === subscale && row.timepoint === timepoint)?.score ?? null;
    return {
      patient,
      dropout: dropouts.get(patient) === 1,
      scores: Object.fromEntries(
        subscales.map((name) => [name, { pre: scoreOf(name, "pre"), post: scoreOf(name, "post") }]),
      ),
    };
  });
}
