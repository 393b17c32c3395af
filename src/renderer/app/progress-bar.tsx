import classes from "./progress-bar.module.css";

interface ProgressBarProps {
  /** Name for those who do not see the bar. */
  readonly label: string;
  /** 0..1; null while it is not known how far the work is. */
  readonly share: number | null;
  readonly tone?: "accent" | "quiet" | "warn";
}

/** A thin bar that shows how far something is. It does not move by itself. */
export function ProgressBar({ label, share, tone = "accent" }: ProgressBarProps): React.JSX.Element {
  const percent = share === null ? 0 : Math.min(100, Math.max(0, share * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { "aria-valuenow": Math.round(percent) })}
      className={classes.track}
      data-tone={tone}
    >
      <div className={classes.fill} style={{ width: `${percent}%` }} />
    </div>
  );
}
