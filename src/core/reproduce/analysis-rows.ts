import { CEAS_EMOTIONS, EMOTION_GATE } from "../../shared/ceas/codebook.ts";
import { EXPRESSIONS, nonspecificArousal } from "../../shared/expression.ts";
import type { MinuteKey, MinuteRow, RatingRow, StudyTables } from "./study-tables.ts";

/** The seven FER means and 1 - neutral, in the order of results. */
export const FER_SCORES = [...EXPRESSIONS, "nonspecific"] as const;
export type FerScore = (typeof FER_SCORES)[number];

/** CEAS categories: low arousal counts as neutral, then the emotions in the order of the codebook. */
export const CATEGORIES: readonly string[] = ["neutral", ...CEAS_EMOTIONS];

/** A rating row with an arousal. */
export interface RatedRow extends RatingRow {
  readonly arousal: number;
  /** null: arousal from 3 on without an emotion. */
  readonly category: string | null;
}

/** A minute of an analysed session in which a face was seen, with its seven means and 1 - neutral. */
export interface FaceMinute extends MinuteKey {
  readonly fer: Readonly<Record<FerScore, number>>;
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
  const faceMinutes = tables.minutes.filter((row) => analysed.has(sessionKey(row))).flatMap(withFace);
  const minuteAt = new Map(faceMinutes.map((minute) => [minuteKey(minute), minute]));
  const analysis = rated.flatMap((row): AnalysisRow[] => {
    const minute = minuteAt.get(minuteKey(row));
    return minute === undefined ? [] : [{ ...row, fer: minute.fer }];
  });
  const raters = [...new Set(rated.map((row) => row.rater))].sort();
  return { tables, rated, faceMinutes, analysis, raters };
}

function withFace({ means, ...key }: MinuteRow): FaceMinute[] {
  if (means === null) return [];
  const [angry = 0, disgust = 0, fear = 0, happy = 0, sad = 0, surprise = 0, neutral = 0] = means;
  const nonspecific = nonspecificArousal(neutral);
  return [{ ...key, fer: { angry, disgust, fear, happy, sad, surprise, neutral, nonspecific } }];
}

export function sessionKey(row: { readonly patient: string; readonly session: number }): string {
  return `${row.patient} ${row.session}`;
}

export function minuteKey(row: MinuteKey): string {
  return `${row.patient} ${row.session} ${row.minute}`;
}

/** An object with the value of each key. */
export function keyed<Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key, index: number) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key, index) => [key, value(key, index)])) as Record<Key, Value>;
}
