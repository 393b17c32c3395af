import { useElementSize } from "@mantine/hooks";
import { useRef } from "react";
import type { Quality, Warning } from "../../../shared/contract/evidence.ts";
import { formatClock, minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { formatShare } from "../../app/format.ts";
import { shareOf, type View, wholeSession } from "../../rating-room/strips/view.ts";
import { LOW_COVERAGE } from "../../study/attention.ts";
import type { QualityMinute } from "../quality/quality-words.ts";
import classes from "./axis.module.css";
import { AxisRuler } from "./axis-ruler.tsx";

interface SessionAxisProps {
  readonly quality: Quality;
  readonly minute: number | null;
  readonly onMinute: (minute: number | null) => void;
  readonly onOpen: (timeMs: number) => void;
}

/** Minutes this wide carry their number. */
const NUMBERED_FROM_PX = 18;

/** The whole session, always in view: how much of each minute has a face, and where something was noticed. */
export function SessionAxis({ quality, minute, onMinute, onOpen }: SessionAxisProps): React.JSX.Element {
  const { ref, width } = useElementSize();
  const view = wholeSession(quality.durationMs);
  const timed = quality.warnings.filter(({ fromMs }) => fromMs !== null);
  return (
    <section className={classes.overview} aria-label="Minutes of the session">
      <div className={classes.axis}>
        <div className={classes.side} />
        <div className={classes.lane} ref={ref}>
          <AxisRuler view={view} widthPx={width} />
        </div>
        <div className={classes.side} />
        {timed.length > 0 && (
          <>
            <div className={classes.side}>Noticed</div>
            <div className={classes.marks}>
              {timed.map((warning) => (
                <WarningMark
                  key={`${warning.kind} ${warning.fromMs} ${warning.text}`}
                  warning={warning}
                  view={view}
                  onOpen={onOpen}
                />
              ))}
            </div>
            <div className={classes.side} />
          </>
        )}
        <div className={classes.side}>Coverage</div>
        <Minutes quality={quality} view={view} minute={minute} onMinute={onMinute} widthPx={width} />
        <div className={classes.side} data-numbers>
          <PickedMinute quality={quality} minute={minute} />
        </div>
      </div>
    </section>
  );
}

function WarningMark(props: {
  readonly warning: Warning;
  readonly view: View;
  readonly onOpen: (timeMs: number) => void;
}): React.JSX.Element | null {
  const { warning, view, onOpen } = props;
  const { fromMs, level, text } = warning;
  if (fromMs === null) return null;
  return (
    <button
      type="button"
      // The list of warnings offers the same without a mouse.
      tabIndex={-1}
      className={classes.mark}
      data-level={level}
      style={{ left: `${shareOf(view, fromMs) * 100}%` }}
      title={text}
      aria-label={text}
      onClick={() => onOpen(fromMs)}
    >
      <span aria-hidden="true">{level === "warning" ? "▼" : "○"}</span>
    </button>
  );
}

function minuteLabel({ minute, coverage }: QualityMinute): string {
  return `Minute ${minute}, ${coverage === null ? "no frames" : `coverage ${formatShare(coverage)}`}`;
}

function Minutes(props: {
  readonly quality: Quality;
  readonly view: View;
  readonly minute: number | null;
  readonly onMinute: (minute: number | null) => void;
  readonly widthPx: number;
}): React.JSX.Element {
  const { quality, view, minute, onMinute, widthPx } = props;
  const { minutes, durationMs } = quality;
  const place = useRef<HTMLFieldSetElement>(null);
  const reachable = minutes.some((each) => each.minute === minute) ? minute : minutes[0]?.minute;

  const moveTo = (index: number): void => {
    const next = minutes[Math.min(minutes.length - 1, Math.max(0, index))];
    if (next === undefined) return;
    onMinute(next.minute);
    place.current?.querySelector<HTMLElement>(`[data-minute="${next.minute}"]`)?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = minutes.findIndex((each) => each.minute === reachable);
    const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: minutes.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  };

  return (
    <fieldset ref={place} className={classes.minutes} aria-label="Minutes" onKeyDown={onKeyDown}>
      {minutes.map((each) => {
        const left = shareOf(view, minuteStartMs(each.minute));
        const width = shareOf(view, minuteEndMs(each.minute, durationMs)) - left;
        const none = each.coverage === null || each.coverage === 0;
        const picked = each.minute === minute;
        return (
          <button
            key={each.minute}
            type="button"
            className={classes.minute}
            style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
            data-minute={each.minute}
            data-none={none || undefined}
            aria-pressed={picked}
            aria-label={minuteLabel(each)}
            title={minuteLabel(each)}
            tabIndex={each.minute === reachable ? 0 : -1}
            onClick={() => onMinute(picked ? null : each.minute)}
          >
            {!none && (
              <span
                className={classes.bar}
                data-low={(each.coverage ?? 0) < LOW_COVERAGE || undefined}
                style={{ height: `${(each.coverage ?? 0) * 12}px` }}
              />
            )}
            {width * widthPx >= NUMBERED_FROM_PX && (
              <span className={classes.number} aria-hidden="true">
                {each.minute}
              </span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}

function PickedMinute(props: {
  readonly quality: Quality;
  readonly minute: number | null;
}): React.JSX.Element | null {
  const found = props.quality.minutes.find(({ minute }) => minute === props.minute);
  if (found === undefined) return <>pick a minute</>;
  return (
    <>
      {formatClock(minuteStartMs(found.minute))} ·{" "}
      {found.coverage === null ? "no frames" : formatShare(found.coverage)}
    </>
  );
}
