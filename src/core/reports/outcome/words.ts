import { formatCount, formatP, formatR } from "../../../shared/figures/statistic-text.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
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

/** "r = .49" */
export function rText(r: number): string {
  return `r = ${formatR(r)}`;
}

/** "p = .017", "p < .001" */
export function pText(p: number): string {
  return p < 0.001 ? `p ${formatP(p)}` : `p = ${formatP(p)}`;
}

export function decimals(value: number, places: 1 | 2 | 3 = 2): string {
  return cellText(value, `fixed${places}`);
}

export function percent(share: number): string {
  return cellText(share, "percent1");
}

/** "1 patient", "17 patients" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** "a, b and c" */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** A count with what it counts on hover. */
export function countInline(n: number, hover: string): Inline {
  return { text: formatCount(n), hover };
}
