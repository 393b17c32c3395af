/** Resamples of fewer sessions repeat each other: their percentiles look narrow because little can be drawn. */
export const FEWEST_SESSIONS = 5;

/**
 * Why a value has no interval of the cluster bootstrap; null where it can have one.
 *
 * @param sessions how many carry the value
 */
export function tooFewSessions(sessions: number): string | null {
  return sessions >= FEWEST_SESSIONS
    ? null
    : `An interval that resamples sessions needs at least ${FEWEST_SESSIONS} of them; here ${sessions === 1 ? "is 1" : `are ${sessions}`}.`;
}
