import { Link } from "@tanstack/react-router";
import { formatClock } from "../../shared/time.ts";
import classes from "./time-link.module.css";

/** An instant of the session that opens the still next to it. */
export function TimeButton(props: {
  readonly timeMs: number;
  readonly withMilliseconds?: boolean;
  readonly onOpen: (timeMs: number) => void;
  readonly children?: React.ReactNode;
}): React.JSX.Element {
  const { timeMs, withMilliseconds = false, onOpen, children } = props;
  return (
    <button
      type="button"
      className={classes.time}
      title="Show the still at this time"
      onClick={() => onOpen(timeMs)}
    >
      {children ?? formatClock(timeMs, { withMilliseconds })}
    </button>
  );
}

/** Leads to the rating room, at an instant. */
export function RatingRoomLink(props: {
  readonly sessionId: number;
  readonly timeMs: number;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { sessionId, timeMs, children } = props;
  return (
    <Link
      to="/session/$sessionId"
      params={{ sessionId }}
      search={{ at: Math.floor(timeMs) }}
      className={classes.link}
    >
      {children}
    </Link>
  );
}
