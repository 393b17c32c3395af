import { useCallback } from "react";
import type { Agreement } from "../../shared/contract/agreement.ts";
import { correlationInWords } from "../../shared/figures/agreement-words.ts";
import type { FigureTheme } from "../../shared/figures/figure-spec.ts";
import { sessionCourse } from "../../shared/figures/session-course.ts";
import type { SessionAgreement } from "./agreement-rows.ts";
import classes from "./document.module.css";
import { VegaFigure } from "./vega-figure.tsx";

/** One session's minutes: what each rater coded above what the machine saw. */
export function SessionCourseFigure(props: {
  readonly agreement: Agreement;
  readonly chosen: SessionAgreement;
}): React.JSX.Element {
  const { agreement, chosen } = props;
  const { patient, session } = chosen;
  const draw = useCallback(
    (theme: FigureTheme) =>
      sessionCourse(
        agreement.points.filter((point) => point.patient === patient && point.session === session),
        theme,
      ),
    [agreement, patient, session],
  );
  const name = `${patient} session ${session}`;
  const sentence = correlationInWords(chosen.all);
  return (
    <>
      <p>
        {name} minute by minute: {sentence}
        {sentence.endsWith(".") ? "" : "."}
      </p>
      <figure>
        <VegaFigure
          description={`Arousal of each rater and 1 − neutral over the minutes of ${name}; ${sentence}`}
          draw={draw}
        />
        <figcaption className={classes.caption}>
          Figure 3. Course of {name}. Gaps are minutes without a rating or without a face. Raters who chose
          the same level are drawn slightly apart.
        </figcaption>
      </figure>
    </>
  );
}
