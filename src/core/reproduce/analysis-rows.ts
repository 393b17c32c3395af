import { CEAS_EMOTIONS, EMOTION_GATE } from "../../shared/ceas/codebook.ts";
import { type FaceMinute, type FerScore, faceMinutes } from "../reports/face-minutes.ts";
import { sessionKey } from "../reports/session-key.ts";
import type { MinuteKey, RatingRow, StudyTables } from "./study-tables.ts";

/** CEAS categories: low arousal counts as neutral, then the emotions in the order of the codebook. */
export const CATEGORIES: readonly string[] = ["neutral", ...CEAS_EMOTIONS];

/** A rating row with an arousal. */
export interface RatedRow extends RatingRow {
  readonly arousal: number;
  /** null: arousal from 3 on without an emotion. */
  readonly category: string | null;
}

/** A rated row beside the machine's minute. */
export interface AnalysisRow extends RatedRow {
  readonly fer: Readonly<Record<FerScore, number>>;
}

/** The row sets that the statistics share. */
export interface StudyRows {
  readonly tables: StudyTables;
  /** All rating rows with an arousal in analysed sessions. */
  readonly rated: readonly RatedRow[];
  readonly faceMinutes: readonly FaceMinute[];
  /** Rated rows joined with the minute of the same patient, session and number that has a face. */
  readonly analysis: readonly AnalysisRow[];
  /** All raters that occur, in order. */
  readonly raters: readonly string[];
}

export function studyRows(tables: StudyTables): StudyRows {
  const analysed = new Set(tables.sessions.filter((row) => row.analysed).map(sessionKey));
  const rated = tables.ratings.flatMap((row): RatedRow[] =>
    row.arousal === null || !analysed.has(sessionKey(row))
      ? []
      : [
          {
            ...row,
            arousal: row.arousal,
            category: row.arousal < EMOTION_GATE ? "neutral" : row.emotion,
          },
        ],
  );
  const withFace = faceMinutes(tables.minutes.filter((row) => analysed.has(sessionKey(row))));
  const minuteAt = new Map(withFace.map((minute) => [minuteKey(minute), minute]));
  const analysis = rated.flatMap((row): AnalysisRow[] => {
    const minute = minuteAt.get(minuteKey(row));
    return minute === undefined ? [] : [{ ...row, fer: minute.fer }];
  });
  const raters = [...new Set(rated.map((row) => row.rater))].sort();
  return { tables, rated, faceMinutes: withFace, analysis, raters };
}

export function minuteKey(row: MinuteKey): string {
  return `${row.patient} ${row.session} ${row.minute}`;
}
