/** A value of each minute on a scale of 0 (bottom) to 1 (top); null where a minute has none. */
export interface MinuteStep {
  readonly startShare: number;
  readonly endShare: number;
  readonly level: number | null;
}

/**
 * SVG path of steps that last as long as their minutes; a minute without a value is a gap. Levels beyond the scale are
 * drawn at its edge.
 */
export function stepPath(steps: readonly MinuteStep[], widthPx: number, heightPx: number): string {
  const parts: string[] = [];
  let joined = false;
  for (const { startShare, endShare, level } of steps) {
    if (level === null) {
      joined = false;
      continue;
    }
    // Half a line stays within the picture at either edge.
    const y = ((1 - Math.min(1, Math.max(0, level))) * (heightPx - 2) + 1).toFixed(1);
    const [left, right] = [(startShare * widthPx).toFixed(1), (endShare * widthPx).toFixed(1)];
    parts.push(`${joined ? "L" : "M"}${left} ${y}L${right} ${y}`);
    joined = true;
  }
  return parts.join("");
}

/** A scale from 0 to a round number that holds all values: 50, 100, 150, 200, 300, 400, 600 …; 50 without any. */
export function roundTop(values: readonly (number | null)[]): number {
  const largest = values.reduce<number>((top, value) => Math.max(top, value ?? 0), 0);
  return (
    [50, 100, 150, 200, 300, 400, 600, 800].find((top) => top >= largest) ?? Math.ceil(largest / 500) * 500
  );
}
