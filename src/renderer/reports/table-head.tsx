import type { Column } from "../../shared/reports/document.ts";
import classes from "./table.module.css";
import type { TableOrder } from "./table-order.ts";
import { WithMeaning } from "./value-with-meaning.tsx";

/** The head of a column: shows what stands in it, a click orders the table by it. */
export function ColumnHead(props: {
  readonly column: Column;
  /** "none" where the table is not ordered by this column. */
  readonly direction: SortDirection;
  readonly onOrder: () => void;
}): React.JSX.Element {
  const { column, direction, onOrder } = props;
  return (
    <WithMeaning meaning={column.definition}>
      <button type="button" className={classes.order} onClick={onOrder}>
        {column.label}
        <span aria-hidden="true" className={classes.arrow}>
          {direction === "none" ? "" : direction === "ascending" ? "▴" : "▾"}
        </span>
      </button>
    </WithMeaning>
  );
}

export type SortDirection = "none" | "ascending" | "descending";

export function directionOf(order: TableOrder, column: number): SortDirection {
  if (order?.column !== column) return "none";
  return order.descending ? "descending" : "ascending";
}
