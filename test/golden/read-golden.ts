import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

interface GoldenRating {
  readonly patient: string;
  readonly session: number;
  readonly minute: number;
  readonly rater: string;
  readonly arousal: number | null;
  readonly emotion: string | null;
}

interface GoldenMinute {
  readonly patient: string;
  readonly session: number;
  readonly minute: number;
  /** Seven means in the order of the file: angry, disgust, fear, happy, sad, surprise, neutral. Null: no face. */
  readonly means: readonly number[] | null;
  readonly nFrames: number;
  readonly nFaces: number;
}

/** Reference values of one correlation; t and df are not compared. */
export interface GoldenCorrelation {
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly ci_low: number;
  readonly ci_high: number;
}

interface GoldenResults {
  readonly descriptives: {
    readonly rating_rows: number;
    readonly rating_rows_with_arousal: number;
    readonly analysis_rows: number;
    readonly analysis_rows_by_rater: Readonly<Record<string, number>>;
    readonly sessions_rated: number;
    readonly category_counts: Readonly<Record<string, number>>;
    readonly no_emotion_identified: number;
  };
  readonly correlation: {
    readonly overall: GoldenCorrelation & {
      readonly tolerance: { readonly abs: number; readonly rel: number };
    };
    readonly by_rater: Readonly<Record<"R1" | "R2" | "R3", GoldenCorrelation>>;
    readonly by_session_and_rater: {
      readonly values: readonly (GoldenCorrelation & {
        readonly patient: string;
        readonly session: number;
        readonly rater: string;
      })[];
    };
  };
}

export function readGoldenRatings(): GoldenRating[] {
  return readRows("ratings.csv").map((row) => ({
    ...minuteKey(row),
    rater: row["rater"] ?? "",
    arousal: row["arousal"] ? Number(row["arousal"]) : null,
    emotion: row["emotion"] || null,
  }));
}

export function readGoldenMinutes(): GoldenMinute[] {
  const columns = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"];
  return readRows("fer_minutes.csv").map((row) => ({
    ...minuteKey(row),
    means: row["n_faces"] === "0" ? null : columns.map((column) => Number(row[column])),
    nFrames: Number(row["n_frames"]),
    nFaces: Number(row["n_faces"]),
  }));
}

export function readGoldenResults(): GoldenResults {
  return JSON.parse(readFileSync(new URL("results.json", import.meta.url), "utf8")) as GoldenResults;
}

function minuteKey(row: Record<string, string>): { patient: string; session: number; minute: number } {
  return { patient: row["patient"] ?? "", session: Number(row["session"]), minute: Number(row["minute"]) };
}

function readRows(file: string): Record<string, string>[] {
  return parse(readFileSync(new URL(file, import.meta.url), "utf8"), { columns: true });
}
