import { EMOTION_MARKS, EXPRESSION_MARKS } from "../../../shared/colors.ts";
import { CURVES, type Curve } from "./frame-series.ts";
import { spreadLabels } from "./label-spread.ts";
import { curveVariable } from "./strip-colors.ts";
import classes from "./strips.module.css";
import type { TraceReading } from "./trace-data.ts";
import { DASHES } from "./trace-plot.tsx";

const TALLEST_LINE = 15;

/** Letter and name of a curve. The machine's nonspecific arousal never bears the name of what raters code. */
export function curveName(curve: Curve): { readonly letter: string; readonly name: string } {
  const { letter, label } = curve === "nonspecific" ? EMOTION_MARKS.nonspecific : EXPRESSION_MARKS[curve];
  return { letter, name: curve === "nonspecific" ? "1 − neutral" : label.toLowerCase() };
}

/** A piece of the curve as it is drawn. */
export function CurveSample(props: {
  readonly curve: Curve;
  readonly patterned: boolean;
}): React.JSX.Element {
  const { curve, patterned } = props;
  return (
    <svg width="16" height="6" aria-hidden="true" className={classes.sample}>
      <line
        x1="0"
        x2="16"
        y1="3"
        y2="3"
        stroke={curveVariable(curve)}
        strokeWidth={curve === "nonspecific" ? 2.5 : 2}
        {...(patterned && { strokeDasharray: DASHES[curve].join(" ") })}
      />
    </svg>
  );
}

interface CurveLabelsProps {
  readonly shown: ReadonlySet<Curve>;
  readonly patterned: boolean;
  /** Last value in view of each curve; a curve without one has no label. */
  readonly ends: readonly (number | null)[];
  /** Values under the pointer; null while it is elsewhere. */
  readonly reading: TraceReading | null;
  readonly heightPx: number;
}

/** Direct labels at the curves' right ends; under the pointer they carry the values. */
export function CurveLabels({
  shown,
  patterned,
  ends,
  reading,
  heightPx,
}: CurveLabelsProps): React.JSX.Element {
  // All labels fit, also beside a low plot.
  const lineHeight = Math.min(TALLEST_LINE, heightPx / CURVES.length);
  const labelled = CURVES.flatMap((curve, index) => {
    const end = ends[index] ?? null;
    return shown.has(curve) && end !== null
      ? [{ curve, index, wish: (1 - end) * heightPx - lineHeight / 2 }]
      : [];
  });
  const tops = spreadLabels(
    labelled.map(({ wish }) => wish),
    lineHeight,
    heightPx - lineHeight,
  );
  return (
    <div className={classes.labels} style={{ height: heightPx }} data-testid="curve-labels">
      {labelled.map(({ curve, index }, place) => (
        <div
          key={curve}
          className={classes.label}
          style={{ height: lineHeight, transform: `translateY(${tops[place] ?? 0}px)` }}
        >
          <CurveSample curve={curve} patterned={patterned} />
          <span>{curveName(curve).name}</span>
          {curve === "nonspecific" && <span className={classes.unseen}>, nonspecific arousal</span>}
          {reading !== null && <b>{formatValue(reading.values[index] ?? null)}</b>}
        </div>
      ))}
    </div>
  );
}

function formatValue(value: number | null): string {
  return value === null ? "–" : value.toFixed(3).replace(/^0/, "");
}
