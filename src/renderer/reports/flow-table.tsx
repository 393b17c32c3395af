import { formatCount } from "../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../shared/reports/document.ts";
import classes from "./document.module.css";

/** How many cases went in, and where the others were lost. */
export function FlowTable({ flow }: { readonly flow: ReportDocument["flow"] }): React.JSX.Element {
  return (
    <>
      {flow.sentence !== "" && <p>{flow.sentence}</p>}
      {flow.lines.length > 0 && (
        <table className={classes.flow} aria-label="Flow of cases">
          <tbody>
            {flow.lines.map(({ label, n, indent, strong }, place) => (
              <tr key={keyOf(label, place)} data-strong={strong} data-none={n === 0}>
                <th scope="row" data-indent={indent}>
                  {label}
                </th>
                <td>{formatCount(n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** The same reason may stand under several lines. */
const keyOf = (label: string, place: number): string => `${place} ${label}`;
