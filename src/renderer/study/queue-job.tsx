import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Job } from "../../shared/contract/analysis.ts";
import classes from "./queue-panel.module.css";

/** A job's session, as a link to it. */
export function JobName({ job }: { readonly job: Job }): React.JSX.Element {
  return (
    <Link to="/session/$sessionId" params={{ sessionId: job.sessionId }} className={classes.name}>
      {job.patient} › {job.session}
    </Link>
  );
}

/** The first entries of a long list, and all of them when asked for. */
export function LongList<T>(props: {
  readonly items: readonly T[];
  /** Entries drawn until all are asked for: a queue of a whole study has hundreds. */
  readonly shown: number;
  readonly children: (item: T, index: number) => React.ReactNode;
}): React.JSX.Element {
  const { items, children } = props;
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, props.shown);
  return (
    <>
      <ul className={classes.list}>{shown.map(children)}</ul>
      {shown.length < items.length && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          Show all {items.length}
        </button>
      )}
    </>
  );
}
