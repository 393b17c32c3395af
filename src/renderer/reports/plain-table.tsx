import { useMemo } from "react";
import type { TableBlock } from "../../shared/reports/document.ts";
import { fitTable } from "../../shared/reports/wide-tables.ts";
import { cellName } from "./cell-meanings.ts";
import { HeadRows } from "./head-rows.tsx";
import { isNumeric, type ShownTable, shownCells } from "./shown-table.ts";
import classes from "./table.module.css";
import { tableWidth } from "./table-width.ts";

/** Longer texts than these, in letters, may be broken into lines. */
const LONGEST_UNBROKEN = 34;
/** Wider tables than this, in the size of their letters, have no room on a sheet; their heads then stand upright. */
const WIDEST = 85;
/** More rows than these scroll under their head, so that what follows stays near. */
const MOST_AT_ONCE = 30;

/** A table that is drawn whole; where it is higher than the page it scrolls under its head. */
export function PlainTable(shown: ShownTable): React.JSX.Element {
  const { table, reasons, rows, order, onOrder } = shown;
  const strong = new Set(table.strong);
  const { cells, unbroken, fit, turned, width } = useMemo(() => laidOut(table, reasons), [table, reasons]);
  return (
    <section
      className={classes.scroll}
      data-high={rows.length > MOST_AT_ONCE}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
      tabIndex={0}
      aria-label={table.caption}
    >
      <table
        className={classes.table}
        data-upright={fit.upright}
        data-turned={turned}
        style={{ "--print": `${fit.points}pt`, "--width": width } as React.CSSProperties}
      >
        <thead>
          <HeadRows columns={table.columns} order={order} onOrder={onOrder} />
        </thead>
        <tbody>
          {rows.map((position) => (
            <tr key={position} data-strong={strong.has(position)}>
              {(cells[position] ?? []).map(({ text, mark }, place) => {
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
                    data-unbroken={unbroken[place]}
                    data-cell={cellName(position, place)}
                  >
                    {content}
                  </th>
                ) : (
                  <td
                    key={column?.id}
                    data-numeric={numeric}
                    data-unbroken={unbroken[place]}
                    data-cell={cellName(position, place)}
                  >
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

/** The cells in words by the report's own order, which columns are not broken into lines, and the letters on paper. */
function laidOut(table: TableBlock, reasons: ShownTable["reasons"]) {
  const cells = table.rows.map((_, position) => shownCells({ table, reasons }, position));
  const texts = table.columns.map((column, place) => ({
    head: column.label,
    cells: cells.map((row) => row[place]?.text ?? ""),
    isText: !isNumeric(column),
  }));
  const unbroken = texts.map((column) => column.cells.every((text) => text.length <= LONGEST_UNBROKEN));
  const fit = fitTable(texts);
  const turned = fit.upright && tableWidth(texts) > WIDEST;
  const heads = turned ? texts.map((column) => (column.isText ? column : { ...column, head: "" })) : texts;
  return { cells, unbroken, fit, turned, width: tableWidth(heads) };
}
