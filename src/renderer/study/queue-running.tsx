import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Job } from "../../shared/contract/analysis.ts";
import { ProgressBar } from "../app/progress-bar.tsx";
import { jobFrames, jobPace, jobSession, jobShare, jobWork, KIND_WORDS } from "./job-words.ts";
import { JobName } from "./queue-job.tsx";
import classes from "./queue-panel.module.css";
import type { JobOrder } from "./use-queue-orders.ts";

/** A job that runs: how far, how fast, how long still. */
export function RunningJob(props: {
  readonly job: Job;
  readonly onOrder: (order: JobOrder) => void;
}): React.JSX.Element {
  const { job, onOrder } = props;
  const { jobId } = job;
  const fresh = useFresh();
  return (
    <li className={classes.job}>
      <div className={classes.head}>
        <JobName job={job} />
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Pause ${KIND_WORDS[job.kind]} of ${jobSession(job)}`}
          disabled={fresh}
          onClick={() => onOrder({ order: "pause", jobId })}
        >
          Pause
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={fresh}
          onClick={() => onOrder({ order: "cancel", jobId })}
        >
          Cancel
        </Button>
      </div>
      <ProgressBar label={`${KIND_WORDS[job.kind]} of ${jobSession(job)}`} share={jobShare(job)} />
      <p className={classes.facts}>
        <span>{jobFrames(job)}</span>
        <span>{jobPace(job)}</span>
      </p>
      <p className={classes.quiet}>
        {jobWork(job)}
        {job.resumedAtMinute !== null && ` · continued at minute ${job.resumedAtMinute}`}
      </p>
    </li>
  );
}

const NEW_JOB_MS = 1_000;

/** True for a moment after a job began: the click may have been meant for the job that stood here before. */
function useFresh(): boolean {
  const [fresh, setFresh] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setFresh(false), NEW_JOB_MS);
    return () => clearTimeout(timer);
  }, []);
  return fresh;
}
