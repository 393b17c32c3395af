const KEY = "minutewise.rater";

/** Code of the rater who signed in in this window, kept over a reload but not beyond the window; null for none. */
export function rememberedRater(): string | null {
  return sessionStorage.getItem(KEY);
}

export function rememberRater(code: string): void {
  sessionStorage.setItem(KEY, code);
}

export function forgetRater(): void {
  sessionStorage.removeItem(KEY);
}
