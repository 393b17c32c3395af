import { type RefObject, useEffect, useRef, useState } from "react";
import { panned, timeAtShare, type View, zoomed } from "./view.ts";

interface StripPointer {
  readonly view: View;
  readonly durationMs: number;
  readonly onView: (view: View) => void;
  /** A click picked an instant. */
  readonly onSeek: (timeMs: number) => void;
  /** The strips lie in a page that scrolls: the wheel alone scrolls it, and a click may take the keyboard. */
  readonly inScrollingPage?: boolean;
}

/** A press that moves farther than this is a drag. */
const CLICK_PX = 4;
const ZOOM_PER_WHEEL_PX = 1.0025;

/**
 * The pointer on the zoomable strips, the same on all of them: a click moves the clock, dragging and the wheel
 * pan, Ctrl and the wheel (or a pinch) zoom at the pointer.
 *
 * @returns the instant under the pointer; null while it is elsewhere
 */
export function useStripPointer(target: RefObject<HTMLElement | null>, strip: StripPointer): number | null {
  const [hoverMs, setHoverMs] = useState<number | null>(null);
  const latest = useRef(strip);
  latest.current = strip;

  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    let pressed: { x: number; view: View; dragged: boolean } | null = null;

    const timeAt = (clientX: number, view = latest.current.view): number => {
      const { left, width } = element.getBoundingClientRect();
      return timeAtShare(view, width > 0 ? (clientX - left) / width : 0);
    };
    const msPerPx = (view: View): number => (view.endMs - view.startMs) / Math.max(1, element.clientWidth);

    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      if (!latest.current.inScrollingPage) {
        // The keyboard stays with the room.
        event.preventDefault();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }
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
      onView(panned(pressed.view, durationMs, -movedPx * msPerPx(pressed.view)));
    };
    const onUp = (event: PointerEvent): void => {
      if (pressed !== null && !pressed.dragged) latest.current.onSeek(timeAt(event.clientX));
      pressed = null;
    };
    const onWheel = (event: WheelEvent): void => {
      const { view, durationMs, onView } = latest.current;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        onView(zoomed(view, durationMs, timeAt(event.clientX), ZOOM_PER_WHEEL_PX ** event.deltaY));
        return;
      }
      if (latest.current.inScrollingPage) return;
      const delta = event.deltaX !== 0 ? event.deltaX : event.deltaY;
      const next = panned(view, durationMs, delta * msPerPx(view));
      // Where there is nothing to pan the page keeps its wheel.
      if (next.startMs === view.startMs) return;
      event.preventDefault();
      onView(next);
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
