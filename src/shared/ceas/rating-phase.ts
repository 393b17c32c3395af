/**
 * What a rating was made for: practice, the study's data, the raters' agreed value, or the value that practice is
 * compared with.
 */
export const RATING_PHASES = ["training", "main", "consensus", "gold"] as const;
export type RatingPhase = (typeof RATING_PHASES)[number];
