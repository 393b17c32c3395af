import { useQuery } from "@tanstack/react-query";
import { orpc } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { Waiting } from "../app/waiting.tsx";
import classes from "./room.module.css";
import { Room } from "./room.tsx";

/** How often a session is asked for while its video is being analysed. */
const WATCH_MS = 1_000;

/** The page where raters work: one session, minute by minute. */
export function RatingRoom({ sessionId }: { readonly sessionId: number }): React.JSX.Element {
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
    return session.error === null ? (
      <Waiting what="the session" />
    ) : (
      <div className={classes.failed}>
        <FailureNote
          error={session.error}
          action={{ label: "Try again", run: () => void session.refetch() }}
        />
      </div>
    );
  }
  // Another file has another length and other frames: the room starts anew with it.
  return <Room key={session.data.video?.fingerprint ?? "no video"} session={session.data} />;
}
