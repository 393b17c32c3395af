import { useMediaQuery } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { MachineMinutes } from "../../../shared/contract/traces.ts";
import { formatClock, MINUTE_MS } from "../../../shared/time.ts";
import { counted, formatShare } from "../../app/format.ts";
import { ReadingChoice } from "../../models/reading-choice.tsx";
import { ButtonSet } from "../button-set.tsx";
import { QuietButton } from "../quiet-button.tsx";
import { CoverageRibbon } from "./coverage-ribbon.tsx";
import { CurveLabels, CurveSample, curveName } from "./curve-labels.tsx";
import { decimate } from "./decimate.ts";
import { CURVES, type Curve, type FrameSeries } from "./frame-series.ts";
import type { StripColors } from "./strip-colors.ts";
import classes from "./strips.module.css";
import {
  DETAILS,
  type Detail,
  frameTraceData,
  lastVisible,
  minuteTraceData,
  readColumn,
  readMinute,
  showsFrames,
  type TraceReading,
} from "./trace-data.ts";
import { TracePlot } from "./trace-plot.tsx";
import { spanMs, type View } from "./view.ts";

export interface ExpressionStripProps {
  readonly minutes: MachineMinutes;
  /** Null until the frames have been read. */
  readonly series: FrameSeries | null;
  /** The reading that was chosen here; null: the study's. */
  readonly modelId: string | null;
  readonly onModel: (modelId: string) => void;
  /** A supervisor keeps the run out of the results. */
  readonly excluded: boolean;
  readonly hoverMs: number | null;
  readonly view: View;
  readonly widthPx: number;
  readonly durationMs: number;
  readonly colors: StripColors;
}

/** Low windows leave the picture its room. */
const PLOT_HEIGHT = 144;
const LOW_PLOT_HEIGHT = 96;
const LOW_WINDOW = "(max-height: 859px)";

/** What the machine saw: seven expressions, nonspecific arousal and in how many frames it found a face. */
export function ExpressionStrip(props: ExpressionStripProps): React.JSX.Element {
  const { minutes, series, modelId, onModel, excluded, hoverMs, view, widthPx, durationMs, colors } = props;
  const [shown, setShown] = useState<ReadonlySet<Curve>>(() => new Set(CURVES));
  const [detail, setDetail] = useState<Detail>("auto");
  const heightPx = useMediaQuery(LOW_WINDOW) ? LOW_PLOT_HEIGHT : PLOT_HEIGHT;
  const frames = series !== null && showsFrames(detail, (widthPx * MINUTE_MS) / spanMs(view));

  const columns = useMemo(
    () =>
      frames && series !== null ? decimate(series, view.startMs, view.endMs, Math.round(widthPx)) : null,
    [frames, series, view, widthPx],
  );
  const data = useMemo(
    () => (columns === null ? minuteTraceData(minutes.minutes, durationMs) : frameTraceData(columns)),
    [columns, minutes, durationMs],
  );
  const ends = useMemo(() => lastVisible(data, view), [data, view]);
  const reading =
    hoverMs === null
      ? null
      : columns === null
        ? readMinute(minutes.minutes, hoverMs)
        : readColumn(columns, hoverMs);
  return (
    <>
      <div className={classes.side}>Expression</div>
      <div className={classes.bar}>
        <CurveToggles patterned={!frames} shown={shown} onShown={setShown} />
        <DetailChoice detail={detail} onDetail={setDetail} />
        <ReadingChoice modelId={modelId} onModel={onModel} low />
        <Reading reading={reading} frames={frames} modelId={minutes.modelId} lacks={minutes.lacks} />
      </div>
      <div className={classes.side} data-excluded>
        {excluded && "excluded from the results"}
      </div>

      <div className={classes.scale} aria-hidden="true">
        <span>1</span>
        <span>p 0.5</span>
        <span>0</span>
      </div>
      <div className={classes.axis}>
        <TracePlot
          data={data}
          view={view}
          shown={shown}
          patterned={!frames}
          widthPx={widthPx}
          heightPx={heightPx}
          colors={colors}
        />
      </div>
      <CurveLabels patterned={!frames} shown={shown} ends={ends} reading={reading} heightPx={heightPx} />

      <div className={classes.side}>Coverage</div>
      <div className={classes.axis}>
        <CoverageRibbon
          minutes={minutes.minutes}
          columns={columns}
          view={view}
          durationMs={durationMs}
          widthPx={widthPx}
          colors={colors}
        />
      </div>
      <div className={classes.side} data-numbers>
        {reading !== null && reading.nFrames > 0 && formatShare(reading.nFaces / reading.nFrames)}
      </div>
    </>
  );
}

function CurveToggles(props: {
  readonly patterned: boolean;
  readonly shown: ReadonlySet<Curve>;
  readonly onShown: (shown: ReadonlySet<Curve>) => void;
}): React.JSX.Element {
  const { patterned, shown, onShown } = props;
  return (
    <ButtonSet className={classes.toggles} label="Curves">
      {CURVES.map((curve) => {
        const { letter, name } = curveName(curve);
        return (
          <QuietButton
            key={curve}
            label={`Curve ${name}`}
            title={`${shown.has(curve) ? "Hide" : "Show"} ${name}${curve === "nonspecific" ? " (nonspecific arousal)" : ""}`}
            pressed={shown.has(curve)}
            className={classes.toggle}
            onClick={() => {
              const next = new Set(shown);
              if (!next.delete(curve)) next.add(curve);
              onShown(next);
            }}
          >
            <CurveSample curve={curve} patterned={patterned} />
            {letter}
          </QuietButton>
        );
      })}
    </ButtonSet>
  );
}

const DETAIL_TITLES: Readonly<Record<Detail, string>> = {
  auto: "Minute means; frames where a minute is wide enough",
  minutes: "Minute means at every zoom",
  frames:
    "Frames at every zoom: mean of each pixel column, smallest and largest nonspecific arousal around it",
};

function DetailChoice(props: {
  readonly detail: Detail;
  readonly onDetail: (detail: Detail) => void;
}): React.JSX.Element {
  return (
    <ButtonSet className={classes.detail} label="Detail of the curves">
      {DETAILS.map((detail) => (
        <QuietButton
          key={detail}
          label={`Curves: ${detail}`}
          title={DETAIL_TITLES[detail]}
          pressed={props.detail === detail}
          className={classes.toggle}
          onClick={() => props.onDetail(detail)}
        >
          {detail}
        </QuietButton>
      ))}
    </ButtonSet>
  );
}

function Reading(props: {
  readonly reading: TraceReading | null;
  readonly frames: boolean;
  readonly modelId: string;
  readonly lacks: string | null;
}): React.JSX.Element {
  const { reading, frames, modelId, lacks } = props;
  if (lacks !== null)
    return (
      <span className={classes.lacks} role="status" title={lacks}>
        {lacks}
      </span>
    );
  return (
    <span className={classes.reading} data-testid="trace-reading">
      {reading === null ? `${modelId} · ${frames ? "frames" : "minute means"}` : readingWords(reading)}
    </span>
  );
}

function readingWords({ timeMs, minute, nFrames, nFaces }: TraceReading): string {
  const where = timeMs === null ? `minute ${minute}` : formatClock(timeMs, { withMilliseconds: true });
  return `${where} · n = ${nFaces.toLocaleString("en-US")} of ${counted(nFrames, "frame")}`;
}
