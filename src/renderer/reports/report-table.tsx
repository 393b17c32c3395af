import { useMemo, useState } from "react";
import type { TableBlock } from "../../shared/reports/document.ts";
import { usePrinting } from "../app/printing.ts";
import { cellMeanings } from "./cell-meanings.ts";
import { cellReasons } from "./cell-reasons.ts";
import { tableCsv } from "./csv.ts";
import { download } from "./download.ts";
import { FileButtons } from "./file-buttons.tsx";
import { LongTable } from "./long-table.tsx";
import { PlainTable } from "./plain-table.tsx";
import { shownCells } from "./shown-table.ts";
import classes from "./table.module.css";
import { nextOrder, orderedRows, type TableOrder } from "./table-order.ts";

/** More rows than these are drawn only where they are looked at. */
const MOST_DRAWN = 200;
const KINDS = ["csv"] as const;

/** A table with its caption, its downloads and what is said under it. */
export function ReportTable({ table }: { readonly table: TableBlock }): React.JSX.Element {
  const [order, setOrder] = useState<TableOrder>(null);
  const printing = usePrinting();
  const rows = useMemo(() => orderedRows(table, order), [table, order]);
  const reasons = useMemo(() => cellReasons(table), [table]);
  const meanings = useMemo(
    () => cellMeanings((position, column) => shownCells({ table, reasons }, position)[column]?.hover ?? ""),
    [table, reasons],
  );
  const shown = {
    table,
    rows,
    reasons,
    order,
    onOrder: (column: number) => setOrder(nextOrder(order, column)),
  };
  return (
    <div className={classes.block} data-testid={`table-${table.id}`} {...meanings}>
      <div className={classes.caption}>
        <span>{table.caption}</span>
        <FileButtons
          of={table.caption}
          kinds={KINDS}
          onKind={() => download(`${table.id}.csv`, new Blob([tableCsv(table)], { type: "text/csv" }))}
        />
      </div>
      {rows.length > MOST_DRAWN && !printing ? <LongTable {...shown} /> : <PlainTable {...shown} />}
      {reasons.size > 0 && (
        <ul className={classes.reasons}>
          {[...reasons].map(([why, letter]) => (
            <li key={letter}>
              <sup>{letter}</sup> {why}
            </li>
          ))}
        </ul>
      )}
      {table.note !== null && <p className={classes.note}>{table.note}</p>}
    </div>
  );
}
