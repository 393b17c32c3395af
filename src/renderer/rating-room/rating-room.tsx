import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { orpc } from "../app/client.ts";
import { describeFailure } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { Waiting } from "../app/waiting.tsx";
import classes from "./room.module.css";
import { Room } from "./room.tsx";

/** How often a session is asked for while its video is being analysed. */
const WATCH_MS = 1_000;

/** The page where raters work: one session, minute by minute. */
export function RatingRoom(props: {
  readonly sessionId: number;
  /** Where the video stands at first. */
  readonly startMs: number;
}): React.JSX.Element {
  const { sessionId, startMs } = props;
  const navigate = useNavigate();
  const session = useQuery(
    orpc.sessions.get.queryOptions({
      input: { sessionId },
      refetchInterval: ({ state }) => {
        const job = state.data?.job?.state;
        return job === "queued" || job === "running" ? WATCH_MS : false;
      },
    }),
  );
  if (session.data === undefined) {
    const gone = session.error !== null && describeFailure(session.error).code === "NOT_FOUND";
    const action = gone
      ? { label: "All sessions", run: () => void navigate({ to: "/" }) }
      : { label: "Try again", run: () => void session.refetch() };
    return session.error === null ? (
      <Waiting what="the session" />
    ) : (
      <div className={classes.failed}>
        <FailureNote error={session.error} action={action} />
      </div>
    );
  }
  // Another file has another length and other frames: the room starts anew with it.
  return (
    <Room key={session.data.video?.fingerprint ?? "no video"} session={session.data} startMs={startMs} />
  );
}
