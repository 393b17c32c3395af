/** How a treatment ended: change from the median on, change below it, broken off. */
export const GROUPS = ["good", "poor", "dropout"] as const;
export type Group = (typeof GROUPS)[number];
