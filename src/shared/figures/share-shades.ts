import type { FigureTheme } from "./figure-spec.ts";

/** One hue from pale (0%) to deep (100%), as for arousal. */
export const SHADES: Readonly<
  Record<FigureTheme, { readonly range: readonly [string, string]; readonly inkOnDeep: string }>
> = {
  light: { range: ["#F3F7F9", "#0F3C5C"], inkOnDeep: "#FFFFFF" },
  dark: { range: ["#1A242B", "#D0E8F3"], inkOnDeep: "#08131A" },
};

/** From this share on, a digit needs the ink for a deep ground. */
export const DEEP_FROM = 0.53;
