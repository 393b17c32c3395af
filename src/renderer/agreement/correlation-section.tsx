import { useCallback } from "react";
import type { Agreement } from "../../shared/contract/agreement.ts";
import { correlationScatter } from "../../shared/figures/correlation-scatter.ts";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import { formatCount, formatP, formatR } from "../../shared/figures/statistic-text.ts";
import { correlationSentence, intervalText, overallRows } from "./agreement-rows.ts";
import classes from "./document.module.css";
import { VegaFigure } from "./vega-figure.tsx";

/** Arousal against 1 - neutral over all compared minutes, by rater and together. */
export function CorrelationSection({ agreement }: { readonly agreement: Agreement }): React.JSX.Element {
  const draw = useCallback((theme: FigureTheme) => correlationScatter(agreement, theme), [agreement]);
  const rows = overallRows(agreement);
  const all = rows.find((row) => row.rater === null);
  const sentence = all === undefined ? "" : correlationSentence(all);
  return (
    <section>
      <h2>Arousal and nonspecific arousal</h2>
      <p>
        Each mark is one minute as one rater coded it: CEAS arousal against 1 − neutral, the machine's
        nonspecific arousal. Over all of them, {sentence}.
      </p>
      <figure>
        <VegaFigure
          description={`Scatter plot of arousal against 1 − neutral. All raters: ${sentence}.`}
          draw={draw}
        />
        <figcaption className={classes.caption}>
          Figure 1. Rated minutes with regression lines; marks are strewn up and down within their level.
        </figcaption>
      </figure>
      <table className={classes.table}>
        <caption className={classes.caption}>
          Table 2. Pearson r of arousal with 1 − neutral over all sessions
        </caption>
        <thead>
          <tr>
            <th scope="col">Rater</th>
            <th scope="col">n</th>
            <th scope="col">r</th>
            <th scope="col">95 % CI</th>
            <th scope="col">p</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.rater ?? "all"} className={row.rater === null ? classes.total : undefined}>
              <th scope="row">{row.rater ?? "All raters"}</th>
              <td>{formatCount(row.n)}</td>
              {row.r === null ? (
                <td colSpan={3} className={classes.words}>
                  {row.explanation}
                </td>
              ) : (
                <>
                  <td>{formatR(row.r)}</td>
                  <td>{intervalText(row)}</td>
                  <td>{row.p === null ? "–" : formatP(row.p)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
