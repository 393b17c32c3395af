import { minuteStartMs } from "../../shared/time.ts";
import type { Clock } from "./clock/clock.ts";
import type { MinuteEnd } from "./clock/clock-rules.ts";
import type { RatingDesk } from "./form/rating-desk.ts";
import type { RoomAction } from "./keys/keys.ts";
import { type View, zoomed } from "./strips/view.ts";
import { minuteOrWhole, ZOOM_STEP } from "./strips/zoom-controls.tsx";

interface RoomParts {
  readonly clock: Clock;
  /** Null while nobody is signed in: keys that rate do nothing. */
  readonly desk: RatingDesk | null;
  readonly durationMs: number;
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly setMinuteEnd: (minuteEnd: MinuteEnd) => void;
  readonly toggleBlind: () => void;
  readonly showKeys: () => void;
  readonly writeNote: () => void;
  readonly goToMinute: () => void;
}

/** What each key does. */
export function roomActions(parts: RoomParts): (action: RoomAction) => void {
  const { clock, desk, durationMs, view, setView, setMinuteEnd } = parts;
  const plain: Readonly<Record<Exclude<RoomAction["kind"], "level" | "emotion">, () => void>> = {
    "not-ratable": () => desk?.rate({ kind: "not-ratable" }),
    confirm: () => desk?.rate({ kind: "confirm" }),
    clear: () => desk?.rate({ kind: "clear" }),
    cancel: () => desk?.rate({ kind: "cancel" }),
    note: parts.writeNote,
    undo: () => void desk?.undo(),
    redo: () => void desk?.redo(),
    play: () => clock.togglePlay(),
    loop: () => setMinuteEnd(clock.state().minuteEnd === "loop" ? "stop" : "loop"),
    "stop-or-on": () => setMinuteEnd(clock.state().minuteEnd === "stop" ? "on" : "stop"),
    "frame-back": () => clock.stepFrame(-1),
    "frame-forward": () => clock.stepFrame(1),
    "back-5s": () => clock.seekBy(-5_000),
    "forward-5s": () => clock.seekBy(5_000),
    "minute-start": () => clock.seek(minuteStartMs(clock.minute())),
    "previous-minute": () => clock.goToMinute(clock.minute() - 1),
    "next-minute": () => clock.goToMinute(clock.minute() + 1),
    "next-open": () => desk?.goToNextOpen(),
    "go-to-minute": parts.goToMinute,
    slower: () => clock.changeSpeed(-1),
    faster: () => clock.changeSpeed(1),
    "normal-speed": () => clock.setSpeed(1),
    traces: parts.toggleBlind,
    "zoom-in": () => setView(zoomed(view, durationMs, clock.state().timeMs, 1 / ZOOM_STEP)),
    "zoom-out": () => setView(zoomed(view, durationMs, clock.state().timeMs, ZOOM_STEP)),
    "zoom-minute": () => setView(minuteOrWhole(clock, view, durationMs)),
    keys: parts.showKeys,
  };
  return (action) => {
    if (action.kind === "level") desk?.rate({ ...action, typed: true });
    else if (action.kind === "emotion") desk?.rate(action);
    else plain[action.kind]();
  };
}
