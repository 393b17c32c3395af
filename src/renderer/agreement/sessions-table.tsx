import { useState } from "react";
import { intervalInWords } from "../../shared/figures/agreement-words.ts";
import { formatP, formatR } from "../../shared/figures/statistic-text.ts";
import { type SessionAgreement, type SessionSort, sortedSessions } from "./agreement-rows.ts";
import classes from "./document.module.css";

interface SessionsTableProps {
  readonly raters: readonly string[];
  readonly rows: readonly SessionAgreement[];
  /** The session whose course is drawn below. */
  readonly chosen: SessionAgreement | null;
  readonly onChoose: (row: SessionAgreement) => void;
}

/** r by session; a column's name sorts, a session's name shows its course. */
export function SessionsTable({ raters, rows, chosen, onChoose }: SessionsTableProps): React.JSX.Element {
  const [sort, setSort] = useState<SessionSort>("session");
  const [descending, setDescending] = useState(false);
  const columns: { key: SessionSort | null; label: string }[] = [
    { key: "session", label: "Session" },
    { key: "n", label: "n" },
    { key: "r", label: "r" },
    { key: null, label: "95% CI" },
    { key: "p", label: "p" },
    ...(raters.length > 1 ? raters.map((code, index) => ({ key: index, label: `r ${code} (n)` })) : []),
  ];
  return (
    <div className={classes.long}>
      <table className={classes.table}>
        <caption className={classes.caption}>
          Table 3. r by session. Choose a session to see its course.
        </caption>
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th
                key={label}
                scope="col"
                {...(key === null ? {} : { "aria-sort": sortState(key === sort, descending) })}
              >
                {key === null ? (
                  label
                ) : (
                  <button
                    type="button"
                    className={classes.sort}
                    onClick={() => {
                      setDescending(key === sort && !descending);
                      setSort(key);
                    }}
                  >
                    {label}
                    {key === sort && <span aria-hidden="true">{descending ? " ▾" : " ▴"}</span>}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortedSessions(rows, sort, descending).map((row) => {
            const active = row.patient === chosen?.patient && row.session === chosen.session;
            return (
              <tr key={`${row.patient} ${row.session}`} className={active ? classes.chosen : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={classes.choose}
                    aria-pressed={active}
                    onClick={() => onChoose(row)}
                  >
                    {row.patient} › {row.session}
                  </button>
                </th>
                <td>{row.all.n}</td>
                {row.all.r === null ? (
                  <td colSpan={3} className={classes.words}>
                    {row.all.explanation}
                  </td>
                ) : (
                  <>
                    <td>{formatR(row.all.r)}</td>
                    <td>{intervalInWords(row.all)}</td>
                    <td>{row.all.p === null ? "–" : formatP(row.all.p)}</td>
                  </>
                )}
                {raters.length > 1 &&
                  row.byRater.map((own, index) => (
                    <td key={raters[index]} title={own?.explanation ?? undefined}>
                      {own === null ? "" : `${own.r === null ? "–" : formatR(own.r)} (${own.n})`}
                    </td>
                  ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function sortState(active: boolean, descending: boolean): "none" | "ascending" | "descending" {
  if (!active) return "none";
  return descending ? "descending" : "ascending";
}
