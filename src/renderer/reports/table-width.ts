/** Width of a figure of a wide system type, in its size. */
const LETTER = 0.63;
/** Between two columns, in the size of the letters. */
const GAP = 1;
/** After the first column. */
const FIRST_GAP = 1.75;
/** Longer texts are broken into lines. */
const LONGEST_LINE = 34;

/** Width of a table on the screen, in the size of its letters: no column narrower than its longest cell or word. */
export function tableWidth(
  columns: readonly { readonly head: string; readonly cells: readonly string[] }[],
): number {
  const widths = columns.map(({ head, cells }) => {
    const longest = Math.max(0, ...[...head.split(/\s+/), ...cells].map((text) => text.length));
    return Math.min(LONGEST_LINE, longest) * LETTER + GAP;
  });
  return Math.ceil(widths.reduce((sum, width) => sum + width, FIRST_GAP - GAP));
}
