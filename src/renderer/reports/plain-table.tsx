import { isNumeric, type ShownTable, shownCells } from "./shown-table.ts";
import classes from "./table.module.css";
import { ColumnHead, directionOf } from "./table-head.tsx";

/** Longer texts than these, in letters, may be broken into lines. */
const LONGEST_UNBROKEN = 30;

/** A table that is drawn whole; where it is higher than the page it scrolls under its head. */
export function PlainTable(shown: ShownTable): React.JSX.Element {
  const { table, rows, order, onOrder } = shown;
  const strong = new Set(table.strong);
  const cells = new Map(rows.map((position) => [position, shownCells(shown, position)]));
  const short = table.columns.map((_, place) =>
    [...cells.values()].every((row) => (row[place]?.text.length ?? 0) <= LONGEST_UNBROKEN),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section className={classes.scroll} tabIndex={0} aria-label={table.caption}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.columns.map((column, place) => {
              const direction = directionOf(order, place);
              return (
                <th key={column.id} scope="col" data-numeric={isNumeric(column)} aria-sort={direction}>
                  <ColumnHead column={column} direction={direction} onOrder={() => onOrder(place)} />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((position) => (
            <tr key={position} data-strong={strong.has(position)}>
              {(cells.get(position) ?? []).map(({ text, mark, hover }, place) => {
                const column = table.columns[place];
                const numeric = column !== undefined && isNumeric(column);
                const content = (
                  <>
                    {text}
                    {mark !== null && <sup className={classes.mark}>{mark}</sup>}
                  </>
                );
                return place === 0 ? (
                  <th
                    key={column?.id}
                    scope="row"
                    data-numeric={numeric}
                    data-short={short[place]}
                    title={hover}
                  >
                    {content}
                  </th>
                ) : (
                  <td key={column?.id} data-numeric={numeric} data-short={short[place]} title={hover}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
