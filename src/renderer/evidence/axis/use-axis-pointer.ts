import { type RefObject, useEffect, useRef, useState } from "react";
import { panned, spanMs, timeAtShare, type View, zoomed } from "../../rating-room/strips/view.ts";

interface AxisPointer {
  readonly view: View;
  readonly durationMs: number;
  readonly onView: (view: View) => void;
  readonly onPick: (timeMs: number) => void;
}

/** A press that moves farther than this is a drag. */
const CLICK_PX = 4;
const ZOOM_PER_WHEEL_PX = 1.0025;

/**
 * The pointer on strips that lie in a scrolling page: a click picks an instant, dragging pans, Ctrl and the wheel (or a
 * pinch) zoom at the pointer, the wheel alone scrolls the page.
 *
 * @returns the instant under the pointer; null while it is elsewhere
 */
export function useAxisPointer(target: RefObject<HTMLElement | null>, axis: AxisPointer): number | null {
  const [hoverMs, setHoverMs] = useState<number | null>(null);
  const latest = useRef(axis);
  latest.current = axis;

  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    let pressed: { x: number; view: View; dragged: boolean } | null = null;

    const timeAt = (clientX: number): number => {
      const { left, width } = element.getBoundingClientRect();
      return timeAtShare(latest.current.view, width > 0 ? (clientX - left) / width : 0);
    };
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      pressed = { x: event.clientX, view: latest.current.view, dragged: false };
    };
    const onMove = (event: PointerEvent): void => {
      setHoverMs(timeAt(event.clientX));
      if (pressed === null) return;
      const movedPx = event.clientX - pressed.x;
      if (Math.abs(movedPx) > CLICK_PX) pressed.dragged = true;
      if (!pressed.dragged) return;
      const { durationMs, onView } = latest.current;
      onView(panned(pressed.view, durationMs, (-movedPx * spanMs(pressed.view)) / element.clientWidth));
    };
    const onUp = (event: PointerEvent): void => {
      if (pressed !== null && !pressed.dragged) latest.current.onPick(timeAt(event.clientX));
      pressed = null;
    };
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { view, durationMs, onView } = latest.current;
      onView(zoomed(view, durationMs, timeAt(event.clientX), ZOOM_PER_WHEEL_PX ** event.deltaY));
    };
    element.addEventListener("pointerdown", onDown, { signal });
    element.addEventListener("pointermove", onMove, { signal });
    element.addEventListener("pointerup", onUp, { signal });
    element.addEventListener("pointercancel", () => (pressed = null), { signal });
    element.addEventListener("pointerleave", () => setHoverMs(null), { signal });
    element.addEventListener("wheel", onWheel, { signal, passive: false });
    return () => listening.abort();
  }, [target]);

  return hoverMs;
}
