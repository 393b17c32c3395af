import { syntheticNotice } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { minutesOf, type ReliabilityData } from "./gather-reliability.ts";

/** Below these, the report says plainly that it can say little. */
const FEW_SESSIONS = 10;
const FEW_MINUTES = 50;

/** What must be known before any number. */
export function noticesOf(data: ReliabilityData): string[] {
  const { doubleCoded, phase } = data;
  const { raters, sessions } = doubleCoded;
  if (sessions.length === 0) return [];
  const synthetic = syntheticNotice([...new Set(data.ratings.map((row) => row.rater))].sort());
  const patients = new Set(sessions.map(({ facts }) => facts.patient)).size;
  const minutes = minutesOf(doubleCoded);
  const complete = minutes.filter(({ arousal }) => arousal.every((value) => value !== null)).length;
  return [
    synthetic,
    phase === "main"
      ? null
      : `No minute of the main phase has two ratings: the results rest on the phase "${phase}", which raters began while they were still learning.`,
    sessions.length < FEW_SESSIONS || minutes.length < FEW_MINUTES
      ? `Two raters or more coded ${formatCount(minutes.length)} ${minutes.length === 1 ? "minute" : "minutes"} of ${formatCount(sessions.length)} ${sessions.length === 1 ? "session" : "sessions"}: too few to speak of other sessions with confidence. Intervals by resampling so few sessions are too narrow.`
      : null,
    patients === 1 && sessions.length > 1
      ? "All double-coded sessions are of one patient: nothing here speaks of other patients."
      : null,
    complete === 0
      ? `No minute was coded by all ${raters.length} raters: there are no coefficients by mean squares, and Fleiss' and Conger's kappa have no value. Variance components, alpha and the pairs of raters use all minutes.`
      : null,
    raters.length === 2
      ? "Two raters: the differences between them cannot be told from those between raters in general."
      : null,
  ].filter((notice) => notice !== null);
}
