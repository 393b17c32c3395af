import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Job } from "../../shared/contract/analysis.ts";
import { isConnectionLost } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { counted, formatTime } from "../app/format.ts";
import { ProgressBar } from "../app/progress-bar.tsx";
import { isActive } from "./attention.ts";
import { jobFrames, jobPace, jobShare } from "./job-words.ts";
import classes from "./queue-panel.module.css";
import { useCancel } from "./use-analysis.ts";

interface QueuePanelProps {
  /** Undefined until the first report. */
  readonly jobs: readonly Job[] | undefined;
  readonly error: unknown;
  readonly onRetry: (jobId: number) => void;
}

/** What is being analysed now, what waits, and how the last ones ended. */
export function QueuePanel({ jobs = [], error, onRetry }: QueuePanelProps): React.JSX.Element {
  const cancel = useCancel();
  const running = jobs.filter((job) => job.state === "running");
  const waiting = jobs.filter((job) => job.state === "queued");
  const ended = jobs.filter((job) => !isActive(job.state)).reverse();
  return (
    <aside className={classes.panel} aria-labelledby="queue">
      <h2 id="queue" className={classes.title}>
        Analysis queue
        {waiting.length > 0 && (
          <span className={classes.quiet}>{counted(waiting.length, "session")} waiting</span>
        )}
      </h2>
      <FailureNote error={(isConnectionLost(error) ? null : error) ?? cancel.error} />
      {running.length + waiting.length === 0 && <p className={classes.quiet}>Nothing is being analysed.</p>}
      <ul className={classes.list}>
        {running.map((job) => (
          <li key={job.jobId} className={classes.job}>
            <div className={classes.head}>
              <JobName job={job} />
              <CancelButton onCancel={() => cancel.mutate(job.jobId)} />
            </div>
            <ProgressBar label={`Analysis of ${job.patient} session ${job.session}`} share={jobShare(job)} />
            <p className={classes.quiet}>{jobFrames(job)}</p>
            <p className={classes.quiet}>{jobPace(job)}</p>
          </li>
        ))}
        {waiting.map((job) => (
          <li key={job.jobId} className={classes.job}>
            <div className={classes.head}>
              <JobName job={job} />
              <span className={classes.quiet}>waits</span>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Take ${job.patient} session ${job.session} out of the queue`}
                onClick={(event) => {
                  // The next job moves up under the pointer: the second click of a double click is not for it.
                  if (event.detail <= 1) cancel.mutate(job.jobId);
                }}
              >
                Remove
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {ended.length > 0 && (
        <>
          <h3 className={classes.subtitle}>Ended</h3>
          <ul className={classes.list}>
            {ended.map((job) => (
              <EndedJob key={job.jobId} job={job} jobs={jobs} onRetry={onRetry} />
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

const NEW_JOB_MS = 1_000;

/** Off for a moment after its job began: the click may have been meant for the job that stood here before. */
function CancelButton({ onCancel }: { readonly onCancel: () => void }): React.JSX.Element {
  const [fresh, setFresh] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setFresh(false), NEW_JOB_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Button size="compact-xs" variant="default" disabled={fresh} onClick={onCancel}>
      Cancel
    </Button>
  );
}

const ENDS: Readonly<Partial<Record<Job["state"], string>>> = {
  succeeded: "✓ done",
  failed: "✕ failed",
  cancelled: "cancelled",
  interrupted: "▲ interrupted",
};

function EndedJob(props: {
  readonly job: Job;
  readonly jobs: readonly Job[];
  readonly onRetry: (jobId: number) => void;
}): React.JSX.Element {
  const { job, jobs, onRetry } = props;
  const followed = jobs.some((other) => other.sessionId === job.sessionId && other.jobId > job.jobId);
  const again = job.state !== "succeeded" && !followed;
  return (
    <li className={classes.job} data-state={job.state}>
      <div className={classes.head}>
        <JobName job={job} />
        <span className={classes.end}>
          {ENDS[job.state]} {job.finishedAt === null || again ? "" : formatTime(job.finishedAt)}
        </span>
        {again && (
          <Button size="compact-xs" variant="default" onClick={() => onRetry(job.jobId)}>
            {againLabel(job)}
          </Button>
        )}
      </div>
      {job.failure !== null && (
        <div className={classes.reason}>
          <p>{job.failure.message}</p>
          {job.failure.where !== null && <p className={classes.quiet}>{job.failure.where}</p>}
          {job.failure.remedy !== null && <p>{job.failure.remedy}</p>}
        </div>
      )}
    </li>
  );
}

function againLabel(job: Job): string {
  if (job.state === "failed") return "Try again";
  return job.framesDone > 0 ? "Continue" : "Analyse";
}

function JobName({ job }: { readonly job: Job }): React.JSX.Element {
  return (
    <Link to="/session/$sessionId" params={{ sessionId: job.sessionId }} className={classes.name}>
      {job.patient} › {job.session}
    </Link>
  );
}
