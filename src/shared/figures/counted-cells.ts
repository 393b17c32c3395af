import type { AgreementPoint } from "./agreement-values.ts";

const COLUMNS = 56;

interface Cell {
  /** Middle of the cell on the x axis, and its edges. */
  readonly x: number;
  readonly from: number;
  readonly to: number;
  /** Arousal. */
  readonly y: number;
  /** Rows in the cell. */
  readonly n: number;
}

/** How many points lie in each cell: a level of arousal by an equal part of the range of 1 - neutral. Empty ones are left out. */
export function countedCells(
  points: readonly AgreementPoint[],
  [low, high]: readonly [number, number],
): Cell[] {
  const width = (high - low) / COLUMNS;
  const counts = new Map<string, { column: number; y: number; n: number }>();
  for (const { nonspecific, arousal } of points) {
    const column = width > 0 ? Math.min(COLUMNS - 1, Math.floor((nonspecific - low) / width)) : 0;
    const key = `${column} ${arousal}`;
    const cell = counts.get(key) ?? { column, y: arousal, n: 0 };
    cell.n += 1;
    counts.set(key, cell);
  }
  const rounded = (value: number): number => Number(value.toFixed(4));
  return [...counts.values()]
    .sort((a, b) => a.column - b.column || a.y - b.y)
    .map(({ column, y, n }) => ({
      x: rounded(low + (column + 0.5) * width),
      from: rounded(low + column * width),
      to: rounded(low + (column + 1) * width),
      y,
      n,
    }));
}
