import { Button } from "@mantine/core";
import type { Job, Queue } from "../../shared/contract/analysis.ts";
import { isConnectionLost } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { counted } from "../app/format.ts";
import { isActive } from "./attention.ts";
import { timeLeft, waitingWords } from "./job-words.ts";
import { QueueControls } from "./queue-controls.tsx";
import { EndedJob } from "./queue-ended.tsx";
import { LongList } from "./queue-job.tsx";
import classes from "./queue-panel.module.css";
import { RunningJob } from "./queue-running.tsx";
import { WaitingJob } from "./queue-waiting.tsx";
import { useJobOrder, useQueueOrder } from "./use-queue-orders.ts";

const EMPTY: Queue = { jobs: [], paused: false, workers: 1, remainingMs: null };

/** So many that what has failed stands on the screen below them. */
const WAITING_SHOWN = 12;
const ENDED_SHOWN = 20;

interface QueuePanelProps {
  /** Undefined until the first report. */
  readonly queue: Queue | undefined;
  readonly error: unknown;
  readonly onRetry: (jobId: number) => void;
}

/** What is being worked on now, what waits in which order, and how the last jobs ended. */
export function QueuePanel({ queue = EMPTY, error, onRetry }: QueuePanelProps): React.JSX.Element {
  const { jobs, paused, remainingMs } = queue;
  const jobOrder = useJobOrder();
  const queueOrder = useQueueOrder();
  const running = jobs.filter((job) => job.state === "running");
  const waiting = jobs.filter((job) => job.state === "queued" || job.state === "paused");
  const ended = jobs.filter((job) => !isActive(job.state)).sort(lastEndedFirst);
  const failure = (isConnectionLost(error) ? null : error) ?? jobOrder.error ?? queueOrder.error;
  return (
    <aside className={classes.panel} aria-labelledby="queue">
      <h2 id="queue" className={classes.title}>
        Queue
        <span className={classes.quiet}>
          {running.length > 0 && remainingMs !== null && running.length + waiting.length > 1
            ? `all: ${timeLeft(remainingMs)}`
            : ""}
        </span>
      </h2>
      <QueueControls
        queue={queue}
        active={running.length + waiting.length}
        onOrder={(order) => queueOrder.mutate(order)}
      />
      <FailureNote error={failure} />
      {paused && <p className={classes.paused}>‖ The queue is paused. Nothing starts until it is resumed.</p>}
      {running.length + waiting.length === 0 && !paused && (
        <p className={classes.quiet}>Nothing is being worked on.</p>
      )}
      {running.length > 0 && (
        <ul className={classes.list}>
          {running.map((job) => (
            <RunningJob key={job.jobId} job={job} onOrder={jobOrder.mutate} />
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <>
          <h3 className={classes.subtitle}>{waitingWords(waiting)}</h3>
          <LongList items={waiting} shown={WAITING_SHOWN}>
            {(job, index) => (
              <WaitingJob
                key={job.jobId}
                job={job}
                previous={waiting[index - 1]?.jobId ?? null}
                onOrder={jobOrder.mutate}
              />
            )}
          </LongList>
        </>
      )}
      {ended.length > 0 && (
        <>
          <h3 className={classes.subtitle}>Ended</h3>
          <AgainButtons jobs={jobs} onOrder={(order) => queueOrder.mutate(order)} />
          <LongList items={ended} shown={ENDED_SHOWN}>
            {(job) => (
              <EndedJob
                key={job.jobId}
                job={job}
                followed={isFollowed(job, jobs)}
                onRetry={onRetry}
                onOrder={jobOrder.mutate}
              />
            )}
          </LongList>
        </>
      )}
    </aside>
  );
}

/** One button for several jobs that were cut off or failed. */
function AgainButtons(props: {
  readonly jobs: readonly Job[];
  readonly onOrder: (order: "retry-failed" | "continue-interrupted") => void;
}): React.JSX.Element | null {
  const { jobs, onOrder } = props;
  const open = (state: Job["state"]): number =>
    jobs.filter((job) => job.state === state && !isFollowed(job, jobs)).length;
  const [interrupted, failed] = [open("interrupted"), open("failed")];
  if (interrupted < 2 && failed < 2) return null;
  return (
    <div className={classes.controls}>
      {interrupted > 1 && (
        <Button size="compact-xs" variant="default" onClick={() => onOrder("continue-interrupted")}>
          Continue {counted(interrupted, "interrupted job")}
        </Button>
      )}
      {failed > 1 && (
        <Button size="compact-xs" variant="default" onClick={() => onOrder("retry-failed")}>
          Try {counted(failed, "failed job")} again
        </Button>
      )}
    </div>
  );
}

function isFollowed(job: Job, jobs: readonly Job[]): boolean {
  return jobs.some(
    (other) => other.sessionId === job.sessionId && other.kind === job.kind && other.jobId > job.jobId,
  );
}

function lastEndedFirst(a: Job, b: Job): number {
  return (b.finishedAt ?? "").localeCompare(a.finishedAt ?? "") || a.position - b.position;
}
