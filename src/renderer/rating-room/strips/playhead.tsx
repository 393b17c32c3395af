import { useLayoutEffect, useRef } from "react";
import type { Clock } from "../clock/clock.ts";
import classes from "./strips.module.css";
import { shareOf, type View } from "./view.ts";

/** The line through the strips at the clock's instant. It moves past React: the strips are not drawn again for it. */
export function Playhead({ clock, view }: { readonly clock: Clock; readonly view: View }): React.JSX.Element {
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = (): void => {
      if (line.current === null) return;
      const share = shareOf(view, clock.state().timeMs);
      line.current.style.left = `${share * 100}%`;
      line.current.hidden = share < 0 || share > 1;
    };
    place();
    return clock.subscribe(place);
  }, [clock, view]);
  return <div ref={line} className={classes.playhead} />;
}
