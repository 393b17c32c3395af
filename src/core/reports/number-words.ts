import { formatP, formatR } from "../../shared/figures/statistic-text.ts";
import { cellText } from "../../shared/reports/cell-text.ts";

/** "r = .49" */
export function rText(r: number): string {
  return `r = ${formatR(r)}`;
}

/** "p = .017", "p < .001" */
export function pText(p: number): string {
  return p < 0.001 ? `p ${formatP(p)}` : `p = ${formatP(p)}`;
}

/** With a true minus sign. */
export function decimals(value: number, places: 1 | 2 | 3 = 2): string {
  return cellText(value, `fixed${places}`);
}

/** "25.3%" */
export function percent(share: number): string {
  return cellText(share, "percent1");
}

/** " (95% CI .31 to .62)" with a space before it; nothing where there is no interval. */
export function intervalText(
  interval: { readonly low: number; readonly high: number } | null | undefined,
  format: (value: number) => string,
): string {
  return interval == null ? "" : ` (95% CI ${format(interval.low)} to ${format(interval.high)})`;
}

/** "a, b and c" */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
