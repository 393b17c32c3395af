import type { RaterProgress, Session } from "../../shared/contract/sessions.ts";
import { ProgressBar } from "../app/progress-bar.tsx";
import classes from "./cells.module.css";

interface RatingsCellProps {
  readonly session: Session;
  /** Code of the rater who is signed in; stands first. */
  readonly rater: string | null;
}

/** How far each rater is: minutes rated or found not ratable, of the session's minutes. */
export function RatingsCell({ session, rater }: RatingsCellProps): React.JSX.Element {
  if (session.ratings.length === 0) {
    return <span className={classes.nothing}>{session.minutes === 0 ? "" : `0 of ${session.minutes}`}</span>;
  }
  const minutes = session.video === null ? (session.imported?.minutes ?? 0) : session.minutes;
  const ordered = [...session.ratings].sort((a, b) => Number(b.rater === rater) - Number(a.rater === rater));
  return (
    <div className={classes.raters}>
      {ordered.map((progress) => {
        const done = progress.rated + progress.notRatable;
        return (
          <div key={progress.rater} className={classes.rater} title={progressWords(progress, minutes)}>
            <span className={progress.rater === rater ? classes.own : undefined}>{progress.rater}</span>
            <span className={classes.quiet}>
              {minutes === 0 ? done : `${done}/${minutes}`}
              {progress.incomplete > 0 && <span className={classes.warn}> ◐{progress.incomplete}</span>}
            </span>
            <div className={classes.bar}>
              <ProgressBar
                label={`${progress.rater}: rated minutes`}
                share={minutes === 0 ? 0 : done / minutes}
                tone="quiet"
              />
            </div>
          </div>
        );
      })}
    </div>
  );
}

function progressWords(progress: RaterProgress, minutes: number): string {
  const rated = minutes === 0 ? progress.rated : `${progress.rated} of ${minutes}`;
  const words = [`${progress.rater}: ${rated} minutes rated`];
  if (progress.notRatable > 0) words.push(`${progress.notRatable} not ratable`);
  if (progress.incomplete > 0) words.push(`${progress.incomplete} without their emotion`);
  return words.join(", ");
}
