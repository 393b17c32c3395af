/** Order of two texts by their code units, so that no language changes the order of a report's rows. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
