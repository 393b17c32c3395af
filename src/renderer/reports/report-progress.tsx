import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { ProgressBar } from "../app/progress-bar.tsx";
import classes from "./report-progress.module.css";
import { timeLeft } from "./time-left.ts";
import type { ReportProgress } from "./use-report.ts";

/** What is done in less is not announced. */
const QUIET_MS = 400;

/** How far a report is: what is computed now, how much is done, how long still, and the button that ends it. */
export function Progress(props: {
  /** What is under way as a whole, such as "Computing the report". */
  readonly what: string;
  readonly progress: ReportProgress | null;
  readonly onCancel: () => void;
  readonly className?: string | undefined;
}): React.JSX.Element | null {
  const { what, progress, onCancel, className = "" } = props;
  const [noticed, setNoticed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNoticed(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!noticed) return null;
  const left = progress && timeLeft(progress.elapsedMs, progress.share);
  return (
    <div className={`${classes.progress} ${className}`}>
      <p className={classes.words}>
        <span>
          <strong>{what}</strong>
          {progress && <span className={classes.step}> · {progress.label}</span>}
        </span>
        <span className={classes.share}>
          {progress && `${Math.floor(progress.share * 100)}%`}
          {progress && progress.share < 1 && ` · ${left ?? "time left not known yet"}`}
        </span>
      </p>
      <ProgressBar label={what} share={progress?.share ?? null} />
      <Button variant="default" size="compact-xs" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
