import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatR } from "../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../shared/reports/document.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Koo & Li (2016, Journal of Chiropractic Medicine 15:155-163). */
export const KOO_LI = {
  borders: [0.5, 0.75, 0.9],
  words: ["poor", "moderate", "good", "excellent"],
} as const;

/** Krippendorff (2004, Content analysis, chapter 11): rely from .80, tentative conclusions from .667. */
export const KRIPPENDORFF = {
  borders: [0.667, 0.8],
  words: ["not to rely on", "tentative", "rely"],
} as const;

interface Scale {
  readonly borders: readonly number[];
  readonly words: readonly string[];
}

/** The word for a value; a value on a border belongs above it, as both scales are printed. */
function wordFor({ borders, words }: Scale, value: number): string {
  return words[borders.filter((border) => value >= border).length] ?? "";
}

/** The words of a scale that the 95% interval spans, judged by its limits: "moderate to good". */
export function judged(scale: Scale, interval: Interval | null): string | null {
  if (interval === null) return null;
  const [low, high] = [wordFor(scale, interval.low), wordFor(scale, interval.high)];
  return low === high ? low : `${low} to ${high}`;
}

/** ".67 (95% CI .54 to .76)" */
export function withInterval(value: number, interval: Interval | null): string {
  const limits = interval && ` (95% CI ${formatR(interval.low)} to ${formatR(interval.high)})`;
  return `${formatR(value)}${limits ?? ""}`.replaceAll(" ", "\u00a0");
}

/** A coefficient in a sentence, with what it is and how many cases it rests on. */
export function inline(
  value: number | null,
  interval: Interval | null,
  { is, n, of }: { readonly is: string; readonly n: number; readonly of: string },
): Inline {
  const hover = `${is} n = ${counted(n, of)}.`;
  return { text: value === null ? "no value" : withInterval(value, interval), hover };
}

/** "R1", "R1 and R2", "R1, R2 and R3" */
export function list(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
