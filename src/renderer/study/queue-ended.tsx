import { Button } from "@mantine/core";
import type { Job } from "../../shared/contract/analysis.ts";
import { formatTime } from "../app/format.ts";
import { jobSession, jobWork } from "./job-words.ts";
import { JobName } from "./queue-job.tsx";
import classes from "./queue-panel.module.css";
import type { JobOrder } from "./use-queue-orders.ts";

const ENDS: Readonly<Partial<Record<Job["state"], string>>> = {
  succeeded: "✓ done",
  failed: "✕ failed",
  cancelled: "cancelled",
  interrupted: "▲ interrupted",
};

interface EndedJobProps {
  readonly job: Job;
  /** True when a later job of this session does the same kind of work. */
  readonly followed: boolean;
  readonly onRetry: (jobId: number) => void;
  readonly onOrder: (order: JobOrder) => void;
}

/** How a job ended, and what can be done about it. */
export function EndedJob({ job, followed, onRetry, onOrder }: EndedJobProps): React.JSX.Element {
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
        {again && job.state === "interrupted" && (
          <button
            type="button"
            className={classes.tool}
            aria-label={`Leave ${jobSession(job)} as it is`}
            title="Leave it as it is"
            onClick={() => onOrder({ order: "cancel", jobId: job.jobId })}
          >
            ✕
          </button>
        )}
      </div>
      <p className={classes.quiet}>
        {jobWork(job)}
        {again && job.resumedAtMinute !== null && ` · ${job.resumedAtMinute - 1} min stored`}
      </p>
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
  if (job.state === "interrupted" || job.framesDone > 0) return "Continue";
  return job.kind === "analysis" ? "Analyse" : "Make";
}
