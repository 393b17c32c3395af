import { AROUSAL_LEVELS, CEAS_EMOTIONS, EMOTION_GATE } from "../../shared/ceas/codebook.ts";
import {
  arousalSchema,
  ceasEmotionSchema,
  type RatingValue,
  ratingProblems,
} from "../../shared/ceas/rating.ts";
import { RATING_PHASES, type RatingPhase } from "../../shared/ceas/rating-phase.ts";
import { LAST_MINUTE, minuteNumberSchema, raterCodeSchema } from "../../shared/names.ts";
import { pastTheEnd } from "../exchange/past-the-end.ts";
import { type CsvContent, type CsvRow, readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import { readWholeNumber } from "../exchange/read-number.ts";
import type { TableFile } from "../exchange/table-imports.ts";

/** A session that ratings may be of. */
export interface RatableSession {
  readonly sessionId: number;
  /** Length; null: unknown. */
  readonly minutes: number | null;
}

export interface RatingEntry {
  readonly sessionId: number;
  readonly rater: string;
  readonly minute: number;
  readonly value: Omit<RatingValue, "note">;
  /** Left out: as it stands, or "main". */
  readonly phase?: RatingPhase;
  /** Left out: as it stands, where the arousal lets it. */
  readonly peak?: number | null;
}

/** The session of a patient and a number as they are written, or why there is none. */
type FindSession = (patient: string, session: string) => RatableSession | string;

/**
 * Reads ratings: `patient,session,minute,rater,arousal,emotion[,peak,phase]`. A row without arousal is a minute that
 * could not be rated.
 *
 * @throws Failure INVALID_FILE naming every bad row
 */
export function readRatings({ fileName, bytes }: TableFile, find: FindSession): RatingEntry[] {
  const content = readCsv(fileName, bytes, {
    required: ["patient", "session", "minute", "rater", "arousal", "emotion"],
    optional: ["peak", "phase"],
  });
  return readEntries(
    fileName,
    content,
    (row) => readRow(row, find, content.columns),
    ({ sessionId, rater, minute }) => ({
      key: `${sessionId} ${rater.toLowerCase()} ${minute}`,
      words: `this rater's rating of minute ${minute}`,
    }),
  );
}

/** The row's rating, or what is wrong with it. */
function readRow(row: CsvRow, find: FindSession, columns: CsvContent["columns"]): RatingEntry | string {
  const { patient = "", session = "", minute = "", rater = "", arousal = "", emotion = "" } = row.fields;
  const found = find(patient, session);
  if (typeof found === "string") return found;

  const minuteNumber = minuteNumberSchema.safeParse(readWholeNumber(minute));
  if (!minuteNumber.success) return `minute "${minute}" is not a whole number from 1 to ${LAST_MINUTE}`;
  const past = pastTheEnd(minuteNumber.data, found.minutes);
  if (past !== null) return past;
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
    sessionId: found.sessionId,
    rater: code.data,
    minute: minuteNumber.data,
    value,
    ...(known && { phase: known }),
    ...(columns.includes("peak") && { peak }),
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
