import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../shared/reports/document.ts";
import { intervalText, percent } from "../number-words.ts";

export const NO_RESAMPLES = "No bootstrap was asked for, or fewer than nine in ten resamples have a value.";
export const NO_CASES = "No clip shows this class.";
export const NEVER_NAMED = "The class was never named.";
export const NO_KAPPA = {
  "no-pairs": "No clip was answered by both.",
  "no-units": "No such clip.",
  "one-category": "All answers name one class: agreement by chance is complete, and there is no kappa.",
} as const;

/** "55.7% (95% CI 51.6% to 59.7%)" with its meaning on hover. */
export function shareWithInterval(
  share: number,
  interval: { readonly low: number; readonly high: number } | null,
  hover: string,
): Inline {
  return { text: `${percent(share)}${intervalText(interval, percent)}`, hover };
}

/** ".51 (95% CI .47 to .56)" with its meaning on hover. */
export function kappaWithInterval(
  kappa: number,
  interval: { readonly low: number; readonly high: number } | null,
  hover: string,
): Inline {
  return { text: `${formatR(kappa)}${intervalText(interval, formatR)}`, hover };
}

/** "1 clip", "600 clips" */
export function clips(n: number): string {
  return n === 1 ? "1 clip" : `${formatCount(n)} clips`;
}

/** "three people"; digits from ten on. */
export function people(n: number): string {
  const words = ["no people", "one person", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const word = words[n] ?? formatCount(n);
  return n < 2 ? word : `${word} people`;
}

/** The people's answers counted together. */
export const ALL_PEOPLE = "all people";

/** A judge in a sentence: one that is merely named model is the model. */
export function called(judge: string): string {
  return judge === "model" ? "the model" : judge;
}

/** The same at the start of a sentence; a code stays as it is. */
export function atStart(judge: string): string {
  return judge === "model" || judge === ALL_PEOPLE ? capital(called(judge)) : judge;
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The name as a part of file names and anchors. */
export function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "x"
  );
}
