import { ratedClass } from "../../shared/ceas/rated-class.ts";
import { type RatingValue, ratingState } from "../../shared/ceas/rating.ts";
import type { Agreement, AgreementPoint } from "../../shared/contract/agreement.ts";
import type { ExpressionMeans } from "../../shared/contract/traces.ts";
import {
  EMOTIONAL_EXPRESSIONS,
  type Expression,
  nonspecificArousal,
  strongestExpression,
} from "../../shared/expression.ts";

interface MinuteKey {
  readonly patient: string;
  readonly session: number;
  readonly minute: number;
}

/** What one rater says about one minute at present. */
export interface RatedMinute extends MinuteKey {
  readonly rater: string;
  readonly value: RatingValue;
}

/** What the machine found in one minute of an analysed session; `expression` is null where no frame shows a face. */
export interface AnalysedMinuteRow extends MinuteKey {
  readonly expression: { readonly means: ExpressionMeans; readonly coverage: number } | null;
}

/** A session whose counting run a supervisor excluded. */
export interface ExcludedSession {
  readonly patient: string;
  readonly session: number;
  readonly reason: string;
}

/** A rating joined with the machine's minute: the unit of every statistic of the agreement. */
export interface AnalysisRow extends AgreementPoint {
  /** Strongest of the six emotional expressions; `strongest` is that of all seven. */
  readonly strongestEmotion: Expression;
}

interface AnalysisRows {
  readonly rows: readonly AnalysisRow[];
  readonly flow: Agreement["flow"];
}

/**
 * Joins ratings with the machine's minutes and counts what is lost on the way. A minute counts as rated when it has
 * an arousal or is marked as not ratable; a note alone rates nothing. Every rating ends in exactly one of: not
 * ratable, of an excluded session, without analysis, without face, used.
 */
export function joinRatingsWithMachine(
  ratings: readonly RatedMinute[],
  machine: readonly AnalysedMinuteRow[],
  excluded: readonly ExcludedSession[] = [],
): AnalysisRows {
  const analysed = new Map(machine.map((minute) => [keyOf(minute), minute]));
  const reasons = new Map(excluded.map((session) => [sessionKeyOf(session), session.reason]));
  const ofExcluded: RatedMinute[] = [];
  const lost = { notRatable: 0, withoutAnalysis: 0, withoutFace: 0 };
  const rows: AnalysisRow[] = [];
  for (const rating of ratings) {
    const { arousal, emotion } = rating.value;
    const minute = analysed.get(keyOf(rating));
    if (ratingState(rating.value) === "unrated") continue;
    if (arousal === null) lost.notRatable += 1;
    else if (reasons.has(sessionKeyOf(rating))) ofExcluded.push(rating);
    else if (!minute) lost.withoutAnalysis += 1;
    else if (!minute.expression) lost.withoutFace += 1;
    else {
      const { means, coverage } = minute.expression;
      rows.push({
        patient: rating.patient,
        session: rating.session,
        minute: rating.minute,
        rater: rating.rater,
        arousal,
        emotion,
        nonspecific: nonspecificArousal(means.neutral),
        strongest: strongestExpression(means),
        strongestEmotion: strongestExpression(means, EMOTIONAL_EXPRESSIONS),
        coverage,
      });
    }
  }
  return {
    rows,
    flow: {
      ratings: lost.notRatable + ofExcluded.length + lost.withoutAnalysis + lost.withoutFace + rows.length,
      ...lost,
      excluded: ofExcluded.length,
      exclusions: byReason(ofExcluded, (rating) => reasons.get(sessionKeyOf(rating)) ?? ""),
      withoutEmotion: rows.filter((row) => ratedClass(row) === null).length,
      used: rows.length,
      sessions: new Set(rows.map(sessionKeyOf)).size,
      patients: new Set(rows.map((row) => row.patient)).size,
    },
  };
}

/** Ratings and sessions by the reason of their exclusion, most ratings first. */
function byReason(
  ratings: readonly RatedMinute[],
  reasonOf: (rating: RatedMinute) => string,
): Agreement["flow"]["exclusions"] {
  return [...Map.groupBy(ratings, reasonOf)]
    .map(([reason, group]) => ({
      reason,
      sessions: new Set(group.map(sessionKeyOf)).size,
      ratings: group.length,
    }))
    .sort((a, b) => b.ratings - a.ratings || (a.reason < b.reason ? -1 : 1));
}

function sessionKeyOf({ patient, session }: Pick<MinuteKey, "patient" | "session">): string {
  return `${patient} ${session}`;
}

function keyOf(minute: MinuteKey): string {
  return `${minute.patient} ${minute.session} ${minute.minute}`;
}
