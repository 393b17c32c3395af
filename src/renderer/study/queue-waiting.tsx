import { Button, Menu } from "@mantine/core";
import type { Job } from "../../shared/contract/analysis.ts";
import { jobSession, KIND_WORDS, waitingDetails, waitingWork } from "./job-words.ts";
import { JobName } from "./queue-job.tsx";
import classes from "./queue-panel.module.css";
import type { JobOrder } from "./use-queue-orders.ts";

interface WaitingJobProps {
  readonly job: Job;
  /** The job before it among those that wait; null for the first. */
  readonly previous: number | null;
  readonly onOrder: (order: JobOrder) => void;
}

/** A job that waits or is paused, with its place to change. */
export function WaitingJob({ job, previous, onOrder }: WaitingJobProps): React.JSX.Element {
  const { jobId, sessionId } = job;
  const name = jobSession(job);
  const details = waitingDetails(job);
  const paused = job.state === "paused";
  return (
    <li className={classes.waiting}>
      <div className={classes.head}>
        <JobName job={job} />
        <span className={classes.work}>{paused ? `‖ ${KIND_WORDS[job.kind]}` : waitingWork(job)}</span>
        {paused && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Resume ${name}`}
            onClick={() => onOrder({ order: "resume", jobId })}
          >
            Resume
          </Button>
        )}
        <button
          type="button"
          className={classes.tool}
          aria-label={`Move ${name} up`}
          title="Move up"
          disabled={previous === null}
          onClick={() => {
            if (previous !== null) onOrder({ order: "before", jobId, before: previous });
          }}
        >
          ↑
        </button>
        <Menu position="bottom-end" width={210}>
          <Menu.Target>
            <button type="button" className={classes.tool} aria-label={`More for ${name}`} title="More">
              ⋯
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onOrder({ order: "prioritise", sessionId })}>
              Analyse this first, now
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => onOrder({ order: "first", jobId })}>Move to the first place</Menu.Item>
            <Menu.Item onClick={() => onOrder({ order: "last", jobId })}>Move to the last place</Menu.Item>
            {!paused && (
              <Menu.Item onClick={() => onOrder({ order: "pause", jobId })}>Hold it back</Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item onClick={() => onOrder({ order: "cancel", jobId })}>Remove from the queue</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {details !== "" && <p className={classes.quiet}>{details}</p>}
    </li>
  );
}
