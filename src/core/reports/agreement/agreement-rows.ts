import { CEAS_EMOTIONS, type CeasEmotion } from "../../../shared/ceas/codebook.ts";
import { type RatedClass, ratedClass } from "../../../shared/ceas/rated-class.ts";
import { EXPRESSIONS, nonspecificArousal } from "../../../shared/expression.ts";
import type { MinuteAggregates, MinuteKey, RatingPhase, RatingRow, ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";

/** A rating joined with the machine's minute: the unit of every statistic of the agreement. */
export interface AgreementRow extends MinuteKey {
  readonly rater: string;
  readonly phase: RatingPhase;
  /** 1..7 */
  readonly arousal: number;
  /** 1..7, the strongest moment, where it was coded. */
  readonly peak: number | null;
  readonly emotion: CeasEmotion | null;
  /** "low" below arousal 3, else the emotion; null: arousal 3 or above without an emotion. */
  readonly category: RatedClass | null;
  /** Mean probabilities of the minute in the order of EXPRESSIONS. */
  readonly means: readonly number[];
  /** 1 - mean of neutral, 0..1. */
  readonly nonspecific: number;
  /** Share of the frames with a face; null: unknown. */
  readonly coverage: number | null;
  /** Of 1 - neutral within the minute; null: not known. */
  readonly aggregates: MinuteAggregates | null;
}

/** Where ratings were lost. Every rating is in exactly one of: left out for its phase .. without face, used. */
export interface AgreementFlow {
  readonly ratings: number;
  /** By phase that does not enter, such as training. */
  readonly otherPhases: readonly { readonly phase: RatingPhase; readonly ratings: number }[];
  readonly notRatable: number;
  /** Most ratings first. */
  readonly exclusions: readonly {
    readonly reason: string;
    readonly sessions: number;
    readonly ratings: number;
  }[];
  readonly withoutAnalysis: number;
  readonly withoutFace: number;
  readonly used: number;
  /** Of the used: arousal 3 or above without an emotion. */
  readonly withoutEmotion: number;
  readonly sessions: number;
  readonly patients: number;
  /** Different minutes among the rows used. */
  readonly minutes: number;
  /** The study has no main rating, so ratings of all phases enter. */
  readonly onlyOtherPhases: boolean;
}

export interface AgreementRows {
  /** By patient, session, minute, rater. */
  readonly rows: readonly AgreementRow[];
  /** Raters with an arousal in a phase that enters, in order, with or without rows. */
  readonly raters: readonly string[];
  /** Ratings with an arousal in a phase that enters: what the tables of sessions list. */
  readonly rated: readonly RatingRow[];
  readonly flow: AgreementFlow;
}

/** P2 stands before P10; one language for all computers, so that reports of the same data are the same. */
const codes = new Intl.Collator("en", { numeric: true });

/** Phases whose ratings were made independently and for the results. */
const ENTERING: readonly RatingPhase[] = ["main", "gold"];
const NEUTRAL = EXPRESSIONS.indexOf("neutral");

/** Joins ratings with the machine's minutes and counts what is lost on the way. Needs no order of the tables. */
export function agreementRows(tables: Pick<ReportTables, "sessions" | "ratings" | "minutes">): AgreementRows {
  const onlyOtherPhases =
    tables.ratings.length > 0 && !tables.ratings.some(({ phase }) => ENTERING.includes(phase));
  const enters = ({ phase }: RatingRow): boolean => onlyOtherPhases || ENTERING.includes(phase);
  const minutes = new Map(tables.minutes.map((minute) => [minuteKey(minute), minute]));
  const reasons = new Map(
    tables.sessions.flatMap((row) => (row.excluded === null ? [] : [[sessionKey(row), row.excluded]])),
  );
  const lost = { notRatable: 0, withoutAnalysis: 0, withoutFace: 0 };
  const ofExcluded: RatingRow[] = [];
  const rows: AgreementRow[] = [];
  const entering = tables.ratings.filter(enters).sort(byMinute);
  for (const rating of entering) {
    const minute = minutes.get(minuteKey(rating));
    if (rating.arousal === null) lost.notRatable += 1;
    else if (reasons.has(sessionKey(rating))) ofExcluded.push(rating);
    else if (minute === undefined) lost.withoutAnalysis += 1;
    else if (minute.means === null) lost.withoutFace += 1;
    else {
      const { means, coverage, aggregates } = minute;
      const value = { arousal: rating.arousal, emotion: emotionNamed(rating.emotion) };
      rows.push({
        patient: rating.patient,
        session: rating.session,
        minute: rating.minute,
        rater: rating.rater,
        phase: rating.phase,
        ...value,
        peak: rating.peak,
        category: ratedClass(value),
        means,
        nonspecific: nonspecificArousal(means[NEUTRAL] as number),
        coverage,
        aggregates,
      });
    }
  }
  const rated = entering.filter(({ arousal }) => arousal !== null);
  const others = Map.groupBy(
    tables.ratings.filter((rating) => !enters(rating)),
    ({ phase }) => phase,
  );
  return {
    rows,
    raters: [...new Set(rated.map(({ rater }) => rater))].sort(codes.compare),
    rated,
    flow: {
      ratings: tables.ratings.length,
      otherPhases: [...others].map(([phase, ratings]) => ({ phase, ratings: ratings.length })),
      ...lost,
      exclusions: byReason(ofExcluded, (rating) => reasons.get(sessionKey(rating)) ?? ""),
      used: rows.length,
      withoutEmotion: rows.filter(({ category }) => category === null).length,
      sessions: new Set(rows.map(sessionKey)).size,
      patients: new Set(rows.map(({ patient }) => patient)).size,
      minutes: new Set(rows.map(minuteKey)).size,
      onlyOtherPhases,
    },
  };
}

export function minuteKey({ patient, session, minute }: MinuteKey): string {
  return `${patient} ${session} ${minute}`;
}

function emotionNamed(emotion: string | null): CeasEmotion | null {
  return CEAS_EMOTIONS.find((name) => name === emotion) ?? null;
}

function byReason(
  ratings: readonly RatingRow[],
  reasonOf: (rating: RatingRow) => string,
): AgreementFlow["exclusions"] {
  return [...Map.groupBy(ratings, reasonOf)]
    .map(([reason, group]) => ({
      reason,
      sessions: new Set(group.map(sessionKey)).size,
      ratings: group.length,
    }))
    .sort((a, b) => b.ratings - a.ratings || (a.reason < b.reason ? -1 : 1));
}

function byMinute(a: RatingRow, b: RatingRow): number {
  return (
    codes.compare(a.patient, b.patient) ||
    a.session - b.session ||
    a.minute - b.minute ||
    codes.compare(a.rater, b.rater)
  );
}
