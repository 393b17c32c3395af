import classes from "./evidence-room.module.css";
import { PANES, type Pane } from "./evidence-search.ts";

const PANE_NAMES: Readonly<Record<Pane, string>> = {
  stills: "Contact sheet",
  tracks: "Tracks",
  minutes: "Minutes",
  rises: "Brief rises",
  geometry: "Face geometry",
};

/** Tabs of the room; arrows turn to the next one. */
export function PaneChoice(props: {
  readonly current: Pane;
  readonly onPane: (pane: Pane) => void;
}): React.JSX.Element {
  const { current, onPane } = props;
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = PANES[(PANES.indexOf(current) + by + PANES.length) % PANES.length];
    if (next === undefined) return;
    onPane(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label="Evidence" onKeyDown={onKeyDown}>
      {PANES.map((each) => (
        <button
          key={each}
          id={`tab-${each}`}
          type="button"
          role="tab"
          className={classes.tab}
          aria-selected={each === current}
          {...(each === current ? { "aria-controls": `pane-${each}` } : {})}
          tabIndex={each === current ? 0 : -1}
          onClick={() => onPane(each)}
        >
          {PANE_NAMES[each]}
        </button>
      ))}
    </div>
  );
}
