/** Stands in the place of a judge for what the clips are known to show. */
export const TRUTH = "truth";
