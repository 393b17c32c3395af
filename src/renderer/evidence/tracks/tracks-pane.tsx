import { useElementSize } from "@mantine/hooks";
import { useRef } from "react";
import type { Quality, Track } from "../../../shared/contract/evidence.ts";
import { EXPRESSIONS, strongestExpression } from "../../../shared/expression.ts";
import { formatClock, minuteAt, minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { formatShare } from "../../app/format.ts";
import { useStripPointer } from "../../rating-room/strips/use-strip-pointer.ts";
import { shareOf, type View } from "../../rating-room/strips/view.ts";
import axis from "../axis/axis.module.css";
import { AxisMarks } from "../axis/axis-marks.tsx";
import { AxisRuler } from "../axis/axis-ruler.tsx";
import { AxisZoom } from "../axis/axis-zoom.tsx";
import { MinuteCurves } from "../axis/minute-curves.tsx";
import { roundTop } from "../axis/minute-steps.ts";
import { ExpressionName } from "../expression-name.tsx";
import { signedDegrees } from "../quality/quality-words.ts";
import { readingName } from "../readings.ts";
import { TimeButton } from "../time-link.tsx";
import { type Column, VirtualTable } from "../virtual-table.tsx";
import { orderedTracks, ROLE_WORDS, reasonWords } from "./track-words.ts";
import classes from "./tracks.module.css";

interface TracksPaneProps {
  readonly quality: Quality;
  readonly tracks: readonly Track[];
  /** Reading whose means stand in the table. */
  readonly modelId: string;
  readonly minute: number | null;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onOpen: (timeMs: number) => void;
}

const DEGREES_SHOWN = 60;

/** Who was followed when, over how high the face was and where the head pointed. */
export function TracksPane(props: TracksPaneProps): React.JSX.Element {
  const { quality, minute, view, onView, onOpen } = props;
  const { durationMs, minutes } = quality;
  const { ref: measured, width: widthPx } = useElementSize();
  const pointed = useRef<HTMLDivElement>(null);
  const lanes = useRef<HTMLDivElement>(null);
  const hoverMs = useStripPointer(pointed, {
    view,
    durationMs,
    onView,
    onSeek: onOpen,
    inScrollingPage: true,
  });
  const tracks = orderedTracks(props.tracks);
  const reading = hoverMs === null ? minute : minuteAt(hoverMs);
  const heights = minutes.map(({ medianFaceHeight }) => medianFaceHeight);
  const strip = {
    minutes: minutes.map((each) => each.minute),
    view,
    durationMs,
    widthPx,
    reading,
  };
  return (
    <div className={classes.pane}>
      <section className={classes.strips} aria-label="Tracks over time">
        <div className={axis.axis}>
          <div className={axis.side}>
            <AxisZoom view={view} durationMs={durationMs} minute={minute} onView={onView} />
          </div>
          <div className={axis.lane} ref={measured}>
            <AxisRuler view={view} widthPx={widthPx} />
          </div>
          <div className={axis.side} data-numbers>
            {hoverMs === null ? reading !== null && `minute ${reading}` : formatClock(hoverMs)}
          </div>
          <div ref={lanes} className={classes.lanes}>
            {tracks.map((track) => (
              <TrackLane
                key={`${track.role} ${track.track}`}
                track={track}
                quality={quality}
                view={view}
                widthPx={widthPx}
              />
            ))}
          </div>
          <MinuteCurves
            {...strip}
            label="Coverage"
            curves={[{ name: "face found", dash: "", values: minutes.map(({ coverage }) => coverage) }]}
            least={0}
            most={1}
            format={formatShare}
            heightPx={30}
          />
          <MinuteCurves
            {...strip}
            label="Face height"
            curves={[{ name: "median", dash: "", values: heights }]}
            least={0}
            most={roundTop(heights)}
            format={(value) => `${Math.round(value)} px`}
            heightPx={46}
          />
          <MinuteCurves
            {...strip}
            label="Head pose"
            curves={(["yaw", "pitch", "roll"] as const).map((name, index) => ({
              name,
              dash: ["", "7 3", "2 2"][index] ?? "",
              values: minutes.map(({ medianPose }) => medianPose?.[index] ?? null),
            }))}
            least={-DEGREES_SHOWN}
            most={DEGREES_SHOWN}
            format={signedDegrees}
            heightPx={72}
          />
          <div
            ref={pointed}
            className={classes.pointer}
            data-testid="tracks-pointer"
            onWheel={({ ctrlKey, metaKey, deltaY }) => {
              // The pointer's surface lies over the lanes, which scroll where there are many.
              if (!ctrlKey && !metaKey) lanes.current?.scrollBy({ top: deltaY });
            }}
          >
            <AxisMarks view={view} durationMs={durationMs} minute={minute} hoverMs={hoverMs} />
          </div>
        </div>
      </section>
      <TrackTable {...props} tracks={tracks} />
    </div>
  );
}

/** From a track's first frame to its last; for the client, filled in the minutes that it was in. */
function TrackLane(props: {
  readonly track: Track;
  readonly quality: Quality;
  readonly view: View;
  readonly widthPx: number;
}): React.JSX.Element {
  const { track, quality, view, widthPx } = props;
  const bar = (startMs: number, endMs: number): React.CSSProperties => {
    const [left, right] = [Math.max(0, shareOf(view, startMs)), Math.min(1, shareOf(view, endMs))];
    return { left: `${left * 100}%`, width: `max(3px, ${(right - left) * 100}%)` };
  };
  const inView = track.lastMs >= view.startMs && track.firstMs <= view.endMs;
  const filled =
    track.role === "client" ? quality.minutes.filter(({ tracks }) => tracks.includes(track.track)) : [];
  return (
    <div
      className={classes.lane}
      data-role={track.role}
      style={{ gridTemplateColumns: `var(--side-left) ${widthPx}px minmax(0, 1fr)` }}
    >
      <span className={classes.name}>
        {track.role === "client" ? "client" : track.role} <b>{track.track}</b>
      </span>
      <span className={classes.line}>
        {inView && track.role !== "dropped" && (
          <span className={classes.whole} style={bar(track.firstMs, track.lastMs)} />
        )}
        {filled.map(({ minute }) => {
          const startMs = Math.max(track.firstMs, minuteStartMs(minute));
          const endMs = Math.min(track.lastMs, minuteEndMs(minute, quality.durationMs));
          return endMs < view.startMs || startMs > view.endMs || endMs < startMs ? null : (
            <span key={minute} className={classes.filled} style={bar(startMs, endMs)} />
          );
        })}
        {track.role === "dropped" && inView && (
          <span
            className={classes.cross}
            style={{ left: `${Math.max(0, shareOf(view, track.lastMs)) * 100}%` }}
            aria-hidden="true"
          >
            ✕
          </span>
        )}
      </span>
      <span className={classes.end} title={reasonWords(track.reason)}>
        {track.role === "dropped"
          ? reasonWords(track.reason)
          : `${track.nFrames.toLocaleString("en-US")} frames`}
      </span>
    </div>
  );
}

const COLUMNS: readonly Column[] = [
  { key: "track", label: "Track", numeric: true, width: 64 },
  { key: "role", label: "Who", width: 116 },
  { key: "first", label: "First seen", numeric: true, width: 96 },
  { key: "last", label: "Last seen", numeric: true, width: 96 },
  { key: "frames", label: "Frames", numeric: true, width: 90 },
  { key: "height", label: "Height", title: "Median height of its face", numeric: true, width: 76 },
  { key: "place", label: "Place", title: "Median place of its box in the picture", width: 196 },
  { key: "strongest", label: "Highest mean", title: "Of the seven expressions, over its frames", width: 340 },
  { key: "reason", label: "Why given up" },
];

function TrackTable(props: TracksPaneProps): React.JSX.Element {
  const { tracks, modelId, onOpen } = props;
  return (
    <VirtualTable
      label="Table of tracks"
      columns={COLUMNS.map((column) =>
        column.key === "strongest"
          ? { ...column, label: `${column.label} · ${readingName(modelId)}` }
          : column,
      )}
      count={tracks.length}
      rowKey={(index) => `${tracks[index]?.role} ${tracks[index]?.track}`}
      empty="No face was followed in this run."
      cells={(index) => {
        const track = tracks[index];
        if (track === undefined) return [];
        const { place, medianHeight } = track;
        return [
          track.track,
          ROLE_WORDS[track.role],
          <TimeButton key="first" timeMs={track.firstMs} onOpen={onOpen} />,
          <TimeButton key="last" timeMs={track.lastMs} onOpen={onOpen} />,
          track.nFrames.toLocaleString("en-US"),
          medianHeight === null ? "–" : `${Math.round(medianHeight)} px`,
          `${Math.round(place.width)} × ${Math.round(place.height)} at ${Math.round(place.x)}, ${Math.round(place.y)}`,
          <Strongest key="strongest" track={track} modelId={modelId} />,
          reasonWords(track.reason),
        ];
      }}
    />
  );
}

function Strongest(props: { readonly track: Track; readonly modelId: string }): React.ReactNode {
  const means = props.track.means?.[props.modelId];
  if (means === undefined) return props.track.role === "client" ? "–" : "not classified";
  const all = Object.fromEntries(EXPRESSIONS.map((name) => [name, means[name] ?? 0])) as Record<
    (typeof EXPRESSIONS)[number],
    number
  >;
  const strongest = strongestExpression(all);
  return (
    <span className={classes.strongest}>
      <ExpressionName expression={strongest} /> {all[strongest].toFixed(2)}
    </span>
  );
}
