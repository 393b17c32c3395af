import { Link } from "@tanstack/react-router";
import type { Agreement } from "../../shared/contract/agreement.ts";
import { formatCount } from "../../shared/figures/statistic-text.ts";
import { counted } from "../app/format.ts";
import classes from "./document.module.css";
import { useRatedNotAnalysed } from "./use-rated-not-analysed.ts";

/** How many ratings went in, and where the others were lost. */
export function FlowSection({ flow }: { readonly flow: Agreement["flow"] }): React.JSX.Element {
  const notAnalysed = useRatedNotAnalysed();
  const lost: { why: string; count: number; link?: boolean }[] = [
    { why: "not ratable", count: flow.notRatable },
    ...flow.exclusions.map(({ reason, sessions, ratings }) => ({
      why: `${counted(sessions, "session")} excluded (${reason})`,
      count: ratings,
    })),
    { why: "the minute is not analysed with this model", count: flow.withoutAnalysis, link: notAnalysed },
    { why: "no face found in the minute", count: flow.withoutFace },
  ];
  return (
    <section>
      <h2>Ratings</h2>
      <p>
        Of {counted(flow.ratings, "rated minute")}, {formatCount(flow.used)} can be compared with the machine:{" "}
        {counted(flow.sessions, "session")} of {counted(flow.patients, "patient")}. A minute that two raters
        coded counts twice.
      </p>
      <table className={classes.table}>
        <caption className={classes.caption}>Table 1. Flow of ratings</caption>
        <tbody>
          <tr>
            <th scope="row">Ratings</th>
            <td>{formatCount(flow.ratings)}</td>
          </tr>
          {lost.map(({ why, count, link }) => (
            <tr key={why} className={count === 0 ? classes.faint : undefined}>
              <th scope="row" className={classes.indent}>
                left out: {why}
                {link && count > 0 && (
                  <Link to="/" search={{ show: "not-analysed" }} className={classes.rowLink}>
                    show sessions that are not analysed
                  </Link>
                )}
              </th>
              <td>{count === 0 ? "0" : `−${formatCount(count)}`}</td>
            </tr>
          ))}
          <tr className={classes.total}>
            <th scope="row">Compared</th>
            <td>{formatCount(flow.used)}</td>
          </tr>
          <tr className={flow.withoutEmotion === 0 ? classes.faint : undefined}>
            <th scope="row" className={classes.indent}>
              of these at arousal 3 or above without an emotion: in the correlation, not in the confusion
            </th>
            <td>{formatCount(flow.withoutEmotion)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
