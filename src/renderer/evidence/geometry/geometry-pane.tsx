import { useElementSize } from "@mantine/hooks";
import { useMemo, useRef } from "react";
import type { MeshTrace } from "../../../shared/contract/evidence.ts";
import { formatClock } from "../../../shared/time.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { counted } from "../../app/format.ts";
import { Waiting } from "../../app/waiting.tsx";
import { useStripColors } from "../../rating-room/strips/strip-colors.ts";
import { useStripPointer } from "../../rating-room/strips/use-strip-pointer.ts";
import type { View } from "../../rating-room/strips/view.ts";
import axis from "../axis/axis.module.css";
import { AxisMarks } from "../axis/axis-marks.tsx";
import { AxisRuler } from "../axis/axis-ruler.tsx";
import { AxisZoom } from "../axis/axis-zoom.tsx";
import pane from "../pane.module.css";
import { type RunOfSession, useMesh } from "../use-evidence.ts";
import classes from "./geometry.module.css";
import { GeometryPlot } from "./geometry-plot.tsx";
import { actionUnitEmotionRows, actionUnitRows, type GeometryRow, poseRows } from "./geometry-rows.ts";
import { type MeshSeries, nearestReading } from "./mesh-series.ts";

interface GeometryPaneProps {
  readonly run: RunOfSession;
  readonly durationMs: number;
  readonly minute: number | null;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onOpen: (timeMs: number) => void;
  readonly again: React.ReactNode;
}

/** What the face mesh measured, under a heading that says what it is not. */
export function GeometryPane(props: GeometryPaneProps): React.JSX.Element {
  const { data, error, refetch } = useMesh(props.run);
  if (error !== null) {
    return (
      <div className={pane.words}>
        <FailureNote error={error} action={{ label: "Try again", run: () => void refetch() }} />
      </div>
    );
  }
  if (data === undefined) return <Waiting what="the face geometry" />;
  if (data === null || data.trace.nReadings === 0) {
    return (
      <div className={pane.words}>
        <p>This run has no readings of the face mesh: it was made before they were kept, or saw no face.</p>
        {props.again}
      </div>
    );
  }
  return <Geometry {...props} trace={data.trace} series={data.series} />;
}

function Geometry(
  props: GeometryPaneProps & { readonly trace: MeshTrace; readonly series: MeshSeries },
): React.JSX.Element {
  const { trace, series, durationMs, minute, view, onView, onOpen } = props;
  const { ref: measured, width: widthPx } = useElementSize();
  const pointed = useRef<HTMLDivElement>(null);
  const colors = useStripColors();
  const hoverMs = useStripPointer(pointed, {
    view,
    durationMs,
    onView,
    onSeek: onOpen,
    inScrollingPage: true,
  });
  const rows = useMemo(
    () => [...poseRows(series), ...actionUnitRows(series), ...actionUnitEmotionRows(series)],
    [series],
  );
  const reading = hoverMs === null ? -1 : nearestReading(series, hoverMs);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section className={classes.scroller} aria-label="Face geometry" tabIndex={0}>
      <div className={classes.head}>
        <div className={axis.axis}>
          <div className={axis.side}>
            <AxisZoom view={view} durationMs={durationMs} minute={minute} onView={onView} />
          </div>
          <div className={axis.lane} ref={measured}>
            <AxisRuler view={view} widthPx={widthPx} />
          </div>
          <div className={axis.side} data-numbers data-testid="geometry-reading">
            {reading >= 0
              ? formatClock(series.times[reading] ?? 0, { withMilliseconds: true })
              : hoverMs === null
                ? "point at a time"
                : "no reading here"}
          </div>
        </div>
      </div>
      <Limits trace={trace} />
      <div className={axis.axis}>
        {rows.map((row) => (
          <Strip key={row.key} row={row} reading={reading}>
            <GeometryPlot row={row} series={series} view={view} widthPx={widthPx} colors={colors} />
          </Strip>
        ))}
        <div ref={pointed} className={classes.pointer} data-testid="geometry-pointer">
          <AxisMarks view={view} durationMs={durationMs} minute={minute} hoverMs={hoverMs} />
        </div>
      </div>
    </section>
  );
}

function Limits({ trace }: { readonly trace: MeshTrace }): React.JSX.Element {
  const { card, baseline, nReadings, readingsPerSecond, blinks } = trace;
  return (
    <div className={classes.limits}>
      <h2>Geometric estimates, not validated against FACS coders</h2>
      <p>
        {counted(nReadings, "reading")} of the mesh
        {readingsPerSecond !== null && `, ${readingsPerSecond.toFixed(1)} a second`}. Line: mean of a pixel
        column; shade: its least and largest value. The person's neutral face: {baseline.note}
      </p>
      <p>
        {blinks.perMinute === null
          ? `Blinks cannot be told. ${blinks.reason ?? ""}`
          : `${counted(blinks.blinks.length, "blink")}, ${blinks.perMinute.toFixed(1)} a minute.`}
      </p>
      <details>
        <summary>
          Limits of {card.name} ({card.limits.length})
        </summary>
        <ul>
          {card.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Strip(props: {
  readonly row: GeometryRow;
  readonly reading: number;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { row, reading, children } = props;
  return (
    <>
      <div className={classes.label} title={row.title}>
        {row.label}
      </div>
      <div className={`${axis.lane} ${classes.plot}`}>
        {children}
        {row.heightPx > 40 && (
          <>
            <span className={classes.most}>{row.scale(row.most)}</span>
            <span className={classes.least}>{row.scale(row.least)}</span>
          </>
        )}
      </div>
      <div className={classes.values} title={row.title}>
        {row.curves.map(({ name, dash, values }) => {
          const value = reading < 0 ? Number.NaN : (values[reading] ?? Number.NaN);
          return (
            <span key={name} className={classes.value}>
              {row.curves.length > 1 && (
                <svg width="16" height="4" aria-hidden="true">
                  <line
                    x1="0"
                    x2="16"
                    y1="2"
                    y2="2"
                    stroke="currentColor"
                    strokeWidth="1.5"
                    strokeDasharray={dash.join(" ")}
                  />
                </svg>
              )}
              <span className={classes.unit}>{name}</span>
              {reading >= 0 && <b>{Number.isNaN(value) ? "–" : row.format(value)}</b>}
            </span>
          );
        })}
      </div>
    </>
  );
}
