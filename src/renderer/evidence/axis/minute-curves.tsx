import { minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { spreadLabels } from "../../rating-room/strips/label-spread.ts";
import { shareOf, type View } from "../../rating-room/strips/view.ts";
import classes from "./axis.module.css";
import curves from "./minute-curves.module.css";
import { stepPath } from "./minute-steps.ts";

export interface MinuteCurve {
  readonly name: string;
  readonly dash: string;
  /** One value a minute, in the order of `minutes`. */
  readonly values: readonly (number | null)[];
}

interface MinuteCurvesProps {
  readonly label: string;
  readonly minutes: readonly number[];
  readonly curves: readonly MinuteCurve[];
  readonly least: number;
  readonly most: number;
  readonly format: (value: number) => string;
  readonly view: View;
  readonly durationMs: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The minute whose values stand at the right; null shows the names alone. */
  readonly reading: number | null;
}

const LINE_PX = 15;

/** Values of minutes as steps on the session's axis, told apart by their patterns and by labels at the right. */
export function MinuteCurves(props: MinuteCurvesProps): React.JSX.Element {
  const { label, minutes, least, most, format, view, durationMs, widthPx, heightPx, reading } = props;
  const level = (value: number | null): number | null =>
    value === null ? null : (value - least) / (most - least);
  const zero = least < 0 ? (1 - (level(0) ?? 0)) * heightPx : null;
  const ends = props.curves.map(({ values }) => level(values.findLast((value) => value !== null) ?? null));
  const tops = spreadLabels(
    ends.map((end) => (1 - (end ?? 0.5)) * heightPx - LINE_PX / 2),
    LINE_PX,
    heightPx - LINE_PX,
  );
  const at = reading === null ? -1 : minutes.indexOf(reading);
  return (
    <>
      <div className={classes.side}>{label}</div>
      <div className={classes.lane}>
        <svg
          className={curves.plot}
          width={widthPx}
          height={heightPx}
          role="img"
          aria-label={`${label} by minute`}
        >
          {zero !== null && <line className={curves.zero} x1="0" x2={widthPx} y1={zero} y2={zero} />}
          {props.curves.map(({ name, dash, values }) => (
            <path
              key={name}
              className={curves.curve}
              strokeDasharray={dash}
              d={stepPath(
                minutes.map((minute, index) => ({
                  startShare: shareOf(view, minuteStartMs(minute)),
                  endShare: shareOf(view, minuteEndMs(minute, durationMs)),
                  level: level(values[index] ?? null),
                })),
                widthPx,
                heightPx,
              )}
            />
          ))}
        </svg>
        <span className={curves.most}>{format(most)}</span>
        <span className={curves.least}>{format(least)}</span>
      </div>
      <div className={curves.labels} style={{ height: heightPx }}>
        {props.curves.map(({ name, dash, values }, index) => {
          const value = values[at] ?? null;
          return (
            <span
              key={name}
              className={curves.label}
              style={{ transform: `translateY(${tops[index] ?? 0}px)` }}
            >
              <svg width="18" height="4" aria-hidden="true">
                <line className={curves.curve} x1="0" x2="18" y1="2" y2="2" strokeDasharray={dash} />
              </svg>
              {name}
              {at >= 0 && <b>{value === null ? "–" : format(value)}</b>}
            </span>
          );
        })}
      </div>
    </>
  );
}
