/** Size of a table's letters in print, in points, where there is room. */
const USUAL_POINTS = 9;
/** Below this, heads are turned upright if that helps. */
const SMALL_POINTS = 7;
/** Width of the text on A4 with the report's margins; Letter is wider. */
const PAGE_POINTS = 510;
/** Width of a figure of a wide system type, in its size; most letters are narrower. */
const LETTER = 0.64;
/** Between two columns, in the size of the letters. */
const GAP = 0.9;
/** Longer texts are broken into lines. */
export const LONG_TEXT = 28;

export interface ColumnText {
  readonly head: string;
  /** Every cell as printed. */
  readonly cells: readonly string[];
  readonly isText: boolean;
}

export interface TableFit {
  /** Size of the letters in print. */
  readonly points: number;
  /** Heads over numbers stand upright. */
  readonly upright: boolean;
}

/** Chooses the letters so that no column of a table is cut off on paper. */
export function fitTable(columns: readonly ColumnText[]): TableFit {
  const flat = points(columns, false);
  const turned = points(columns, true);
  const upright = flat < SMALL_POINTS && turned > flat * 1.2;
  return { points: Math.min(USUAL_POINTS, upright ? turned : flat), upright };
}

/** Does a column hold texts that are broken into lines? */
export function isLong({ cells, isText }: ColumnText): boolean {
  return isText && cells.some((cell) => cell.length > LONG_TEXT);
}

function points(columns: readonly ColumnText[], upright: boolean): number {
  const letters = columns.reduce((sum, column) => {
    const widest = isLong(column) ? LONG_TEXT : longest(column.cells);
    // A head is broken between its words, each line of it turned upright where that is wanted.
    const words = column.head.split(/\s+/);
    const head = upright && !column.isText ? 2 * Math.min(2, words.length) : longest(words);
    return sum + Math.max(widest, head) * LETTER + GAP;
  }, 0);
  return Math.floor((PAGE_POINTS / letters) * 10) / 10;
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}
