import type { Column } from "../../shared/reports/document.ts";
import { type HeadGroup, headGroups } from "../../shared/reports/head-groups.ts";
import { isNumeric, type ShownTable } from "./shown-table.ts";
import classes from "./table.module.css";
import { ColumnHead, directionOf } from "./table-head.tsx";

interface HeadRowsProps extends Pick<ShownTable, "order" | "onOrder"> {
  readonly columns: readonly Column[];
}

/** The heads of a table: one row, or two where columns stand under the head of a group. */
export function HeadRows({ columns, order, onOrder }: HeadRowsProps): React.JSX.Element {
  const groups = headGroups(columns);
  const storeys = groups.some(({ group }) => group !== null) ? 2 : 1;
  const heads = (of: HeadGroup, rows: number) =>
    of.columns.map(({ column, place }) => {
      const direction = directionOf(order, place);
      return (
        <th
          key={column.id}
          scope="col"
          rowSpan={rows}
          data-place={place}
          data-numeric={isNumeric(column)}
          aria-sort={direction}
        >
          <ColumnHead column={column} direction={direction} onOrder={() => onOrder(place)} />
        </th>
      );
    });
  if (storeys === 1) return <tr>{groups.map((group) => heads(group, 1))}</tr>;
  return (
    <>
      <tr>
        {groups.map((group) =>
          group.group === null ? (
            heads(group, 2)
          ) : (
            <th
              key={`group-${group.columns[0]?.place}`}
              scope="colgroup"
              className={classes.group}
              colSpan={group.columns.length}
            >
              {group.group}
            </th>
          ),
        )}
      </tr>
      <tr>{groups.map((group) => (group.group === null ? null : heads(group, 1)))}</tr>
    </>
  );
}
