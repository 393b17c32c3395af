import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Session } from "../../shared/contract/sessions.ts";
import { formatLately, formatMoment } from "../app/format.ts";
import { AnalysisCell } from "./analysis-cell.tsx";
import { RatingsCell } from "./ratings-cell.tsx";
import type { SortKey, View } from "./session-rows.ts";
import classes from "./session-table.module.css";
import { VideoCell } from "./video-cell.tsx";

interface SessionTableProps {
  readonly rows: readonly Session[];
  readonly view: View;
  readonly changeView: (changes: Partial<View>) => void;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (sessionIds: ReadonlySet<number>) => void;
  /** Code of the rater who is signed in. */
  readonly rater: string | null;
  readonly onRelink: (session: Session) => void;
  readonly onRetry: (jobId: number) => void;
}

const COLUMNS: readonly {
  readonly key: SortKey;
  readonly label: string;
  readonly className: string | undefined;
}[] = [
  { key: "session", label: "Session", className: classes.session },
  { key: "date", label: "Date", className: classes.date },
  { key: "video", label: "Video", className: classes.video },
  { key: "analysis", label: "Analysis", className: classes.analysis },
  { key: "ratings", label: "Rated minutes", className: classes.ratings },
  { key: "changed", label: "Last change", className: classes.changed },
];

const ROW_HEIGHT = 47;
/** Nothing can be measured while a page is being printed or laid out for the first time. */
const FIRST_RECT = { width: 1000, height: 800 };

/** Patients and sessions; only the rows in sight are drawn. */
export function SessionTable(props: SessionTableProps): React.JSX.Element {
  const { rows, view, changeView, selected, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.sessionId ?? index,
    overscan: 12,
    initialRect: FIRST_RECT,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const shownSelected = rows.filter((row) => selected.has(row.sessionId)).length;
  const now = new Date();

  const toggle = (sessionId: number): void => {
    const next = new Set(selected);
    if (!next.delete(sessionId)) next.add(sessionId);
    onSelect(next);
  };

  return (
    <div className={classes.scroller} ref={scroller}>
      <table className={classes.table} aria-rowcount={rows.length + 1}>
        <thead className={classes.head}>
          <tr>
            <th scope="col" className={classes.check}>
              <Checkbox
                aria-label="Select all sessions that are shown"
                checked={rows.length > 0 && shownSelected === rows.length}
                indeterminate={shownSelected > 0 && shownSelected < rows.length}
                onChange={() =>
                  onSelect(new Set(shownSelected === rows.length ? [] : rows.map((row) => row.sessionId)))
                }
              />
            </th>
            {COLUMNS.map((column) => (
              <SortHeader key={column.key} column={column} view={view} changeView={changeView} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map((item) => {
            const session = rows[item.index];
            if (session === undefined) return null;
            return (
              <tr
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-rowindex={item.index + 2}
                className={classes.row}
                data-selected={selected.has(session.sessionId)}
              >
                <td className={classes.check}>
                  <Checkbox
                    aria-label={`Select ${session.patient} session ${session.session}`}
                    checked={selected.has(session.sessionId)}
                    onChange={() => toggle(session.sessionId)}
                  />
                </td>
                <th scope="row" className={classes.session}>
                  <Link
                    to="/session/$sessionId"
                    params={{ sessionId: session.sessionId }}
                    className={classes.link}
                    aria-label={`${session.patient} session ${session.session}`}
                  >
                    {session.patient} <span className={classes.step}>›</span> {session.session}
                  </Link>
                </th>
                <td>{session.date ?? <span className={classes.nothing}>no date</span>}</td>
                <td>
                  <VideoCell session={session} onRelink={props.onRelink} />
                </td>
                <td>
                  <AnalysisCell session={session} onRetry={props.onRetry} />
                </td>
                <td>
                  <RatingsCell session={session} rater={props.rater} />
                </td>
                <td className={classes.changed} title={formatMoment(session.changedAt, now)}>
                  {formatLately(session.changedAt, now)}
                </td>
              </tr>
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
      {rows.length === 0 && <p className={classes.none}>No session fits the filter.</p>}
    </div>
  );
}

/** Stands for the rows out of sight. */
function Spacer({ height }: { readonly height: number }): React.JSX.Element | null {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={COLUMNS.length + 1} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function SortHeader(props: {
  readonly column: (typeof COLUMNS)[number];
  readonly view: View;
  readonly changeView: (changes: Partial<View>) => void;
}): React.JSX.Element {
  const { column, view, changeView } = props;
  const active = view.sort === column.key;
  return (
    <th
      scope="col"
      className={column.className}
      aria-sort={active ? (view.descending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => changeView({ sort: column.key, descending: active && !view.descending })}
      >
        {column.label}
        <span className={classes.arrow} aria-hidden="true">
          {active ? (view.descending ? "▾" : "▴") : ""}
        </span>
      </button>
    </th>
  );
}
