import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import { column } from "../section-parts.ts";
import { type GroupEffect, pairLabel } from "./group-effects.ts";

/** What every comparison begins with. */
export const PAIR = column<GroupEffect>("pair", "Groups", "First minus second group.", "text", ({ pair }) =>
  pairLabel(pair),
);
export const EXPRESSION = column<GroupEffect>(
  "expression",
  "Expression",
  "z-standardised probability, or 1 − neutral.",
  "text",
  ({ score }) => scoreLabel(score),
);
