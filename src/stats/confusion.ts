/**
 * Counts of paired labels: `counts[i][j]` is the number of pairs whose first label is `rows[i]` and whose second
 * is `columns[j]`. The two sets of labels may differ. A label that does not occur keeps its row or column of zeros.
 *
 * Pairs with a missing label are left out by the caller.
 *
 * @throws RangeError when a pair holds a label that is not in `rows` or `columns`, or a label is listed twice.
 */
export function countPairs<Row extends string, Column extends string>(
  rows: readonly Row[],
  columns: readonly Column[],
  pairs: Iterable<readonly [Row, Column]>,
): number[][] {
  const rowIndex = indexOfLabels(rows);
  const columnIndex = indexOfLabels(columns);
  const counts = rows.map(() => columns.map(() => 0));
  for (const [row, column] of pairs) {
    const i = rowIndex.get(row);
    const j = columnIndex.get(column);
    const line = i === undefined ? undefined : counts[i];
    if (line === undefined || j === undefined) {
      throw new RangeError(`The pair ${row}, ${column} is not in the table's labels.`);
    }
    line[j] = (line[j] ?? 0) + 1;
  }
  return counts;
}

function indexOfLabels(labels: readonly string[]): Map<string, number> {
  const index = new Map(labels.map((label, position) => [label, position]));
  if (index.size !== labels.length) throw new RangeError(`A label is listed twice: ${labels.join(", ")}.`);
  return index;
}
