import { useSyncExternalStore } from "react";
import type { Curve } from "./frame-series.ts";

/** Colours for canvases, read off the page's variables. */
export interface StripColors {
  readonly curves: Readonly<Record<Curve, string>>;
  readonly wave: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
}

const VARIABLES: Readonly<Record<Curve, string>> = {
  angry: "--mw-anger",
  disgust: "--mw-disgust",
  fear: "--mw-fear",
  happy: "--mw-joy",
  sad: "--mw-sadness",
  surprise: "--mw-surprise",
  neutral: "--mw-neutral",
  nonspecific: "--mw-nonspecific",
};

/** CSS variable with the colour of a curve, for elements that are not canvases. */
export function curveVariable(curve: Curve): string {
  return `var(${VARIABLES[curve]})`;
}

let colors: StripColors | null = null;

function readColors(): StripColors {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    curves: {
      angry: read(VARIABLES.angry),
      disgust: read(VARIABLES.disgust),
      fear: read(VARIABLES.fear),
      happy: read(VARIABLES.happy),
      sad: read(VARIABLES.sad),
      surprise: read(VARIABLES.surprise),
      neutral: read(VARIABLES.neutral),
      nonspecific: read(VARIABLES.nonspecific),
    },
    wave: read("--mw-text-3"),
    line: read("--mw-line"),
    text: read("--mw-text"),
    quiet: read("--mw-line-strong"),
  };
}

function current(): StripColors {
  colors ??= readColors();
  return colors;
}

function subscribe(listener: () => void): () => void {
  const changed = (): void => {
    colors = null;
    listener();
  };
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {
    attributeFilter: ["data-mantine-color-scheme", "data-contrast"],
  });
  return () => observer.disconnect();
}

/** The colours that apply now; canvases are drawn again when the page turns dark, light or high in contrast. */
export function useStripColors(): StripColors {
  return useSyncExternalStore(subscribe, current);
}
