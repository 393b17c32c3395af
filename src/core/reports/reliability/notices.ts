import { counted, syntheticNotice } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import { minutesOf, type ReliabilityData } from "./gather-reliability.ts";
import { FEW_PATIENTS, type Resampled } from "./resample.ts";

/** Below these, the report says plainly that it can say little. */
const FEW_SESSIONS = 10;
const FEW_MINUTES = 50;

/** What must be known before any number. */
export function noticesOf(data: ReliabilityData, resampled: readonly Resampled[]): string[] {
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
      ? `Two raters or more coded ${counted(minutes.length, "minute")} of ${counted(sessions.length, "session")}: too few to speak of other sessions with confidence.${sessions.length < FEWEST_SESSIONS ? ` Below ${FEWEST_SESSIONS} sessions there are no intervals that draw sessions; those by formula and by blocks say nothing of other sessions.` : ""}`
      : null,
    patients === 1 && sessions.length > 1
      ? "All double-coded sessions are of one patient: nothing here speaks of other patients."
      : null,
    fewPatients(resampled),
    complete === 0
      ? `No minute was coded by all ${raters.length} raters: there are no coefficients by mean squares, and Fleiss' and Conger's kappa have no value. Variance components, alpha and the pairs of raters use all minutes.`
      : null,
    raters.length === 2
      ? "Two raters: the differences between them cannot be told from those between raters in general."
      : null,
  ].filter((notice) => notice !== null);
}

/** Intervals that draw patients where there are few of them. */
function fewPatients(resampled: readonly Resampled[]): string | null {
  const given = resampled.filter(({ interval }) => interval !== null);
  const few = given.filter(({ patients }) => patients < FEW_PATIENTS);
  if (few.length === 0) return null;
  const least = Math.min(...few.map(({ patients }) => patients));
  const which =
    few.length === given.length
      ? "The intervals that draw patients and sessions"
      : "Some of the intervals that draw patients and sessions";
  return `${which} rest on sessions of ${least === 1 ? "1 patient" : `as few as ${formatCount(least)} patients`}: patients drawn from so few repeat each other, and the intervals are likely too narrow.`;
}
