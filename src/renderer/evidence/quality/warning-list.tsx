import type { Warning } from "../../../shared/contract/evidence.ts";
import { TimeButton } from "../time-link.tsx";
import classes from "./quality.module.css";
import { sortedWarnings, warningCount, warningTime } from "./quality-words.ts";

interface WarningListProps {
  readonly warnings: readonly Warning[];
  readonly onOpen: (timeMs: number) => void;
}

/** What was noticed about the run: warnings first, each with its time. */
export function WarningList({ warnings, onOpen }: WarningListProps): React.JSX.Element {
  return (
    <div className={classes.noticed} data-fine={warnings.length === 0 || undefined}>
      <h2>{warningCount(warnings)}</h2>
      {warnings.length === 0 ? (
        <span>
          No rule found anything that speaks against this run; a look at the stills is still worth it.
        </span>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
        <ul className={classes.warnings} tabIndex={0} aria-label="Warnings">
          {sortedWarnings(warnings).map((warning) => (
            <li
              key={`${warning.kind} ${warning.fromMs} ${warning.text}`}
              className={classes.warning}
              data-level={warning.level}
              data-kind={warning.kind}
            >
              <span className={classes.sign} role="img" aria-label={warning.level}>
                {warning.level === "warning" ? "▲" : "○"}
              </span>
              <WarningTime warning={warning} onOpen={onOpen} />
              <span>{warning.text}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function WarningTime(props: {
  readonly warning: Warning;
  readonly onOpen: (timeMs: number) => void;
}): React.JSX.Element {
  const words = warningTime(props.warning);
  const { fromMs } = props.warning;
  if (words === null || fromMs === null) return <span className={classes.whole}>whole session</span>;
  return (
    <span>
      <TimeButton timeMs={fromMs} onOpen={props.onOpen}>
        {words}
      </TimeButton>
    </span>
  );
}
