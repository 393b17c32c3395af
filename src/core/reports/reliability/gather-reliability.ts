import { CEAS_EMOTIONS } from "../../../shared/ceas/codebook.ts";
import { ratedClass } from "../../../shared/ceas/rated-class.ts";
import { RATING_PHASES, type RatingPhase } from "../../../shared/ceas/rating-phase.ts";
import type { RatingRow, ReportTables, SessionRow } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import { type CodedMinute, codedMinutes, isDoubleCoded } from "./coded-minutes.ts";

/** A session that may enter, with what places it in time. */
export interface SessionFacts extends SessionRow {
  /** Position among the sessions of the patient, from 1, and how many there are. */
  readonly order: number;
  readonly ofPatient: number;
}

/** A rating that may enter: its session is not excluded. */
export type EnteringRating = RatingRow & { readonly category: string | null };

/** The minutes of one phase that two raters or more coded, by session. */
export interface DoubleCoded {
  /** Raters who took part, in order. */
  readonly raters: readonly string[];
  readonly sessions: readonly {
    readonly facts: SessionFacts;
    readonly minutes: readonly CodedMinute[];
  }[];
}

export interface ReliabilityData {
  /** All ratings of sessions that are not excluded. */
  readonly ratings: readonly EnteringRating[];
  readonly sessions: ReadonlyMap<string, SessionFacts>;
  /** Phase that the results rest on: main, or training where no main minute has two ratings. */
  readonly phase: RatingPhase;
  readonly doubleCoded: DoubleCoded;
  readonly byPhase: readonly { readonly phase: RatingPhase; readonly doubleCoded: DoubleCoded }[];
  /** Of the ratings that are compared: made in the rating room, and imported. */
  readonly origins: Readonly<Record<RatingRow["origin"], number>>;
  readonly excluded: readonly {
    readonly reason: string;
    readonly sessions: number;
    readonly ratings: number;
  }[];
}

export function gatherReliability(tables: ReportTables): ReliabilityData {
  const sessions = new Map(sessionFacts(tables.sessions).map((facts) => [sessionKey(facts), facts]));
  const ratings = tables.ratings.flatMap((row): EnteringRating[] => {
    const facts = sessions.get(sessionKey(row));
    return facts === undefined || facts.excluded !== null ? [] : [{ ...row, category: categoryOf(row) }];
  });
  const byPhase = RATING_PHASES.map((phase) => ({
    phase,
    doubleCoded: doubleCodedOf(
      ratings.filter((row) => row.phase === phase),
      sessions,
    ),
  }));
  const of = (phase: RatingPhase): DoubleCoded =>
    byPhase.find((entry) => entry.phase === phase)?.doubleCoded ?? { raters: [], sessions: [] };
  const phase = of("main").sessions.length === 0 && of("training").sessions.length > 0 ? "training" : "main";
  const doubleCoded = of(phase);
  const origins = originsOf(ratings, phase, doubleCoded);
  return { ratings, sessions, phase, doubleCoded, byPhase, origins, excluded: excludedOf(tables) };
}

function categoryOf({ arousal, emotion }: RatingRow): string | null {
  if (arousal === null) return null;
  return ratedClass({ arousal, emotion: CEAS_EMOTIONS.find((name) => name === emotion) ?? null });
}

function sessionFacts(rows: readonly SessionRow[]): SessionFacts[] {
  return [...Map.groupBy(rows, (row) => row.patient).values()].flatMap((own) =>
    own
      .toSorted((a, b) => a.session - b.session)
      .map((row, index) => ({ ...row, order: index + 1, ofPatient: own.length })),
  );
}

/** Minutes with two values of one phase, and the raters who gave them. */
function doubleCodedOf(
  ratings: readonly EnteringRating[],
  sessions: ReadonlyMap<string, SessionFacts>,
): DoubleCoded {
  const rows = ratings.flatMap(({ arousal, ...row }) => (arousal === null ? [] : [{ ...row, arousal }]));
  const everybody = [...new Set(rows.map((row) => row.rater))].sort();
  const minutes = codedMinutes(rows, everybody).filter(isDoubleCoded);
  const tookPart = everybody.flatMap((rater, i) =>
    minutes.some((minute) => minute.arousal[i] !== null) ? [{ rater, i }] : [],
  );
  const groups = Map.groupBy(minutes, sessionKey);
  return {
    raters: tookPart.map(({ rater }) => rater),
    sessions: [...groups].flatMap(([key, own]) => {
      const facts = sessions.get(key);
      if (facts === undefined) return [];
      const reduced = own.map((minute) => ({
        ...minute,
        arousal: tookPart.map(({ i }) => minute.arousal[i] ?? null),
        category: tookPart.map(({ i }) => minute.category[i] ?? null),
      }));
      return [{ facts, minutes: reduced.toSorted((a, b) => a.minute - b.minute) }];
    }),
  };
}

function originsOf(
  ratings: readonly EnteringRating[],
  phase: RatingPhase,
  doubleCoded: DoubleCoded,
): ReliabilityData["origins"] {
  const used = new Set(minutesOf(doubleCoded).map((minute) => `${sessionKey(minute)} ${minute.minute}`));
  const compared = ratings.filter(
    (row) => row.phase === phase && row.arousal !== null && used.has(`${sessionKey(row)} ${row.minute}`),
  );
  const form = compared.filter(({ origin }) => origin === "form").length;
  return { form, import: compared.length - form };
}

function excludedOf({ sessions, ratings }: ReportTables): ReliabilityData["excluded"] {
  const lost = Map.groupBy(ratings, sessionKey);
  const excluded = sessions.filter((row) => row.excluded !== null);
  return [...Map.groupBy(excluded, (row) => row.excluded ?? "")].map(([reason, own]) => ({
    reason,
    sessions: own.length,
    ratings: own.reduce((sum, row) => sum + (lost.get(sessionKey(row))?.length ?? 0), 0),
  }));
}

/** The minutes of all sessions. */
export function minutesOf({ sessions }: DoubleCoded): CodedMinute[] {
  return sessions.flatMap(({ minutes }) => minutes);
}
