import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../shared/reports/document.ts";
import type { Group } from "../../../shared/reports/outcome-group.ts";
import type { Variant } from "./outcome-groups.ts";

export const GROUP_WORDS: Readonly<Record<Group, string>> = {
  good: "good outcome",
  poor: "poor outcome",
  dropout: "dropout",
};

export const VARIANT_WORDS: Readonly<Record<Variant, string>> = {
  completers: "completers, each time point on its own",
  all_available: "all with scores, each time point on its own",
  pooled_pre_post: "completers, both time points together",
};

export const NO_R: Readonly<Record<string, string>> = {
  "too-few": "A correlation needs at least three patients.",
  "constant-x": "The expression is the same for all patients.",
  "constant-y": "The outcome is the same for all patients.",
  "constant-both": "Expression and outcome are the same for all patients.",
};

export const NO_COMPARISON = "A group has fewer than two values, or nothing varies within the groups.";

/** A count with what it counts on hover. */
export function countInline(n: number, hover: string): Inline {
  return { text: formatCount(n), hover };
}
