import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Session } from "../../shared/contract/sessions.ts";
import { orpc } from "../app/client.ts";
import { describeFailure } from "../app/failure.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { Waiting } from "../app/waiting.tsx";
import { isActiveJob } from "../study/attention.ts";
import { BlindGate } from "./blind-gate.tsx";
import { EvidenceRoom } from "./evidence-room.tsx";
import { NoRun } from "./no-run.tsx";
import pane from "./pane.module.css";
import { RoomLine } from "./room-line.tsx";
import { useEvidenceFollowsRuns } from "./use-evidence.ts";

/** How often a session is asked for while its video is being analysed. */
const WATCH_MS = 1_000;

/** The page that shows whether the machine looked at the right face, and how well. */
export function MachineRoom({ sessionId }: { readonly sessionId: number }): React.JSX.Element {
  const navigate = useNavigate();
  const session = useQuery(
    orpc.sessions.get.queryOptions({
      input: { sessionId },
      refetchInterval: ({ state }) => (isActiveJob(state.data?.job ?? null) ? WATCH_MS : false),
    }),
  );
  if (session.data !== undefined) {
    return (
      <BlindGate session={session.data}>
        <Runs session={session.data} />
      </BlindGate>
    );
  }
  if (session.error === null) return <Waiting what="the session" />;
  const gone = describeFailure(session.error).code === "NOT_FOUND";
  const action = gone
    ? { label: "All sessions", run: () => void navigate({ to: "/" }) }
    : { label: "Try again", run: () => void session.refetch() };
  return (
    <div className={pane.words}>
      <FailureNote error={session.error} action={action} />
    </div>
  );
}

function Runs({ session }: { readonly session: Session }): React.JSX.Element {
  const { sessionId, analysis, job } = session;
  useEvidenceFollowsRuns(analysis?.runId ?? null, isActiveJob(job));
  const runs = useQuery(orpc.traces.runs.queryOptions({ input: { sessionId } }));
  if (runs.data === undefined) {
    return runs.error === null ? (
      <Waiting what="the runs" />
    ) : (
      <div className={pane.words}>
        <FailureNote error={runs.error} action={{ label: "Try again", run: () => void runs.refetch() }} />
      </div>
    );
  }
  const finished = runs.data.filter(({ finishedAt }) => finishedAt !== null);
  if (finished.length === 0) {
    return (
      <>
        <RoomLine session={session} runs={[]} run={null} />
        <NoRun session={session} />
      </>
    );
  }
  return <EvidenceRoom session={session} runs={finished} />;
}
