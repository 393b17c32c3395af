import { AROUSAL_LEVELS } from "../../shared/ceas/codebook.ts";
import { mean, standardDeviation } from "../../stats/summary.ts";
import { FER_SCORES } from "../reports/face-minutes.ts";
import { keyed } from "../reports/keyed.ts";
import { CATEGORIES, minuteKey, type StudyRows } from "./analysis-rows.ts";
import type { ResultTree } from "./result-tree.ts";

/** Counts over the tables, and means and standard deviations (n - 1) of the FER minutes with a face. */
export function descriptives({ tables, rated, faceMinutes, analysis, raters }: StudyRows): ResultTree {
  const { sessions, outcomes, ratings, minutes } = tables;
  return {
    patients: new Set(sessions.map((row) => row.patient)).size,
    dropouts: outcomes.filter((row) => row.dropout).length,
    sessions_recorded: sessions.length,
    sessions_analysed: sessions.filter((row) => row.analysed).length,
    sessions_rated: sessions.filter((row) => row.raterCount > 0).length,
    sessions_by_number_of_raters: keyed(
      ["0", "1", "2", "3"],
      (count) => sessions.filter((row) => row.raterCount === Number(count)).length,
    ),
    fer_minutes: minutes.length,
    fer_minutes_with_face: faceMinutes.length,
    rating_rows: ratings.length,
    rating_rows_with_arousal: ratings.filter((row) => row.arousal !== null).length,
    rated_minutes: new Set(rated.map(minuteKey)).size,
    analysis_rows: analysis.length,
    analysis_rows_by_rater: keyed(raters, (rater) => analysis.filter((row) => row.rater === rater).length),
    arousal_counts: keyed(
      AROUSAL_LEVELS.map(String),
      (level) => rated.filter((row) => row.arousal === Number(level)).length,
    ),
    category_counts: keyed(CATEGORIES, (name) => rated.filter((row) => row.category === name).length),
    no_emotion_identified: rated.filter((row) => row.category === null).length,
    fer_mean: keyed(FER_SCORES, (name) => mean(faceMinutes.map((row) => row.fer[name]))),
    fer_sd: keyed(FER_SCORES, (name) => standardDeviation(faceMinutes.map((row) => row.fer[name]))),
  };
}
