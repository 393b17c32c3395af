import { fullLabel } from "../../shared/reports/head-groups.ts";
import { VirtualTable } from "../evidence/virtual-table.tsx";
import { cellName } from "./cell-meanings.ts";
import { isNumeric, type ShownTable, shownCells } from "./shown-table.ts";
import classes from "./table.module.css";
import { ColumnHead, directionOf } from "./table-head.tsx";

const WIDEST_CH = 36;
/** Room for the padding of a cell, the arrow of its head and the letter of a reason. */
const ROOM_CH = 4;

/** A table of hundreds of rows and more: only those in sight are drawn. */
export function LongTable(shown: ShownTable): React.JSX.Element {
  const { table, rows, order, onOrder } = shown;
  const widths = table.columns.map((_, place) => widthCh(shown, place));
  const columns = table.columns.map((column, place) => {
    const direction = directionOf(order, place);
    return {
      key: column.id,
      label: (
        <ColumnHead
          column={{ ...column, label: fullLabel(column) }}
          direction={direction}
          onOrder={() => onOrder(place)}
        />
      ),
      numeric: isNumeric(column),
      sort: direction,
      width: `${widths[place]}ch`,
    };
  });
  return (
    <div
      className={classes.long}
      style={{ width: `calc(${widths.reduce((sum, width) => sum + width, 0)}ch + 20px)` }}
    >
      <VirtualTable
        label={table.caption}
        columns={columns}
        count={rows.length}
        rowKey={(index) => rows[index] ?? index}
        cells={(index) =>
          shownCells(shown, rows[index] ?? -1).map(({ text, mark }, place) => (
            <span
              key={table.columns[place]?.id}
              className={classes.cell}
              data-cell={cellName(rows[index] ?? -1, place)}
            >
              {text}
              {mark !== null && <sup className={classes.mark}>{mark}</sup>}
            </span>
          ))
        }
        empty="No rows."
      />
    </div>
  );
}

const SAMPLED_ROWS = 300;

/** Width after the longest of the head and of rows from all over the table, so that scrolling moves no column. */
function widthCh(shown: ShownTable, place: number): number {
  const { table } = shown;
  const step = Math.max(1, Math.floor(table.rows.length / SAMPLED_ROWS));
  const column = table.columns[place];
  let longest = column === undefined ? 0 : fullLabel(column).length;
  for (let position = 0; position < table.rows.length; position += step) {
    longest = Math.max(longest, shownCells(shown, position)[place]?.text.length ?? 0);
  }
  return Math.min(WIDEST_CH, longest) + ROOM_CH;
}
