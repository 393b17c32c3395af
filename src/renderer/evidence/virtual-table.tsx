import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import classes from "./virtual-table.module.css";

export interface Column {
  readonly key: string;
  readonly label: React.ReactNode;
  /** Whether the rows stand in the order of this column, where they can. */
  readonly sort?: "none" | "ascending" | "descending";
  /** What the numbers of the column are, for those who point at its head. */
  readonly title?: string;
  readonly numeric?: boolean;
  readonly width?: number | string;
}

interface VirtualTableProps {
  /** Name of the table for those who do not see it. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly rowKey: (index: number) => string | number;
  /** One cell a column; the first one heads its row. */
  readonly cells: (index: number) => readonly React.ReactNode[];
  /** The row that belongs to what is picked elsewhere: marked and scrolled to. */
  readonly current?: number | null;
  /** Said where there is no row. */
  readonly empty: string;
}

const ROW_HEIGHT = 30;
/** Nothing can be measured while a page is laid out for the first time. */
const FIRST_RECT = { width: 1000, height: 600 };

/** A table with a head that stays; only the rows in sight are drawn. */
export function VirtualTable(props: VirtualTableProps): React.JSX.Element {
  const { label, columns, count, rowKey, cells, current = null, empty } = props;
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: rowKey,
    overscan: 12,
    initialRect: FIRST_RECT,
  });
  useEffect(() => {
    if (current !== null && current >= 0) virtual.scrollToIndex(current, { align: "center" });
  }, [current, virtual]);
  const items = virtual.getVirtualItems();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section className={classes.scroller} ref={scroller} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-rowcount={count + 1}>
        <thead>
          <tr>
            {columns.map(({ key, label: head, title, numeric, width, sort }) => (
              <th
                key={key}
                scope="col"
                data-numeric={numeric}
                {...(sort === undefined ? {} : { "aria-sort": sort })}
                {...(title === undefined ? {} : { title })}
                {...(width === undefined ? {} : { style: { width } })}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={items[0]?.start ?? 0} columns={columns.length} />
          {items.map(({ index, key }) => (
            <tr key={key} aria-rowindex={index + 2} data-current={index === current}>
              {cells(index).map((cell, place) => {
                const column = columns[place];
                return place === 0 ? (
                  <th key={column?.key} scope="row" data-numeric={column?.numeric}>
                    {cell}
                  </th>
                ) : (
                  <td key={column?.key} data-numeric={column?.numeric}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
          <Spacer height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columns.length} />
        </tbody>
      </table>
      {count === 0 && <p className={classes.empty}>{empty}</p>}
    </section>
  );
}

/** Stands for the rows out of sight. */
function Spacer(props: { readonly height: number; readonly columns: number }): React.JSX.Element | null {
  if (props.height <= 0) return null;
  return (
    <tr>
      <td colSpan={props.columns} style={{ height: props.height, padding: 0, border: 0 }} />
    </tr>
  );
}
