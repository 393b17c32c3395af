import { useSyncExternalStore } from "react";

/** "system" follows prefers-contrast. */
export type Contrast = "system" | "more";

const KEY = "minutewise.contrast";
const systemAsks = window.matchMedia("(prefers-contrast: more)");
const listeners = new Set<() => void>();

function chosenContrast(): Contrast {
  return localStorage.getItem(KEY) === "more" ? "more" : "system";
}

/** Marks the page with the contrast that applies now, for colors.css. */
export function applyContrast(): void {
  const more = chosenContrast() === "more" || systemAsks.matches;
  document.documentElement.dataset["contrast"] = more ? "more" : "normal";
}

export function chooseContrast(contrast: Contrast): void {
  localStorage.setItem(KEY, contrast);
  applyContrast();
  for (const listener of listeners) listener();
}

export function useContrast(): Contrast {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosenContrast);
}

systemAsks.addEventListener("change", applyContrast);
