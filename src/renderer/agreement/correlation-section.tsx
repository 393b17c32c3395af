import { useCallback } from "react";
import type { Agreement } from "../../shared/contract/agreement.ts";
import {
  correlationInWords,
  intervalInWords,
  relationSentence,
} from "../../shared/figures/agreement-words.ts";
import { correlationScatter } from "../../shared/figures/correlation-scatter.ts";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import { formatCount, formatP, formatR } from "../../shared/figures/statistic-text.ts";
import { overallRows } from "./agreement-rows.ts";
import classes from "./document.module.css";
import { VegaFigure } from "./vega-figure.tsx";

/** Arousal against 1 - neutral over all compared minutes, by rater and together. */
export function CorrelationSection({ agreement }: { readonly agreement: Agreement }): React.JSX.Element {
  const draw = useCallback((theme: FigureTheme) => correlationScatter(agreement, theme), [agreement]);
  const rows = overallRows(agreement);
  const together = agreement.correlations.find((row) => row.rater === null && row.session === null);
  return (
    <section>
      <h2>Arousal and nonspecific arousal</h2>
      {together && <p>{relationSentence(together)}</p>}
      <figure>
        <VegaFigure
          description={`Scatter plot of arousal against 1 − neutral; all raters: ${together ? correlationInWords(together) : ""}`}
          draw={draw}
        />
        <figcaption className={classes.caption}>
          Figure 1. Each mark is one rater's minute: CEAS arousal against 1 − neutral, the machine's
          nonspecific arousal. Marks are strewn up and down within their level; lines are least-squares lines.
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
            <th scope="col">95% CI</th>
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
                  <td>{intervalInWords(row)}</td>
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
