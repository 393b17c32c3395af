import { Button, Menu, NativeSelect } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Job } from "../../shared/contract/analysis.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import type { Run } from "../../shared/contract/traces.ts";
import { orpc, queryClient } from "../app/client.ts";
import { ProgressBar } from "../app/progress-bar.tsx";
import { RoomHeader } from "../app/room-header.tsx";
import { jobShare } from "../study/job-words.ts";
import { useRetry } from "../study/use-analysis.ts";
import { ComparisonDialog } from "./quality/comparison-dialog.tsx";
import { runName } from "./quality/quality-words.ts";
import classes from "./room-line.module.css";

interface RoomLineProps {
  readonly session: Session;
  /** Finished runs, newest first. */
  readonly runs: readonly Run[];
  readonly run: Run | null;
  /** Leads to a run that was finished during the visit; null when there is none. */
  readonly onShowNewest?: (() => void) | null;
}

/** The room's part of the header: where one is, which run is shown, and the way to the rating room. */
export function RoomLine({ session, runs, run, onShowNewest = null }: RoomLineProps): React.JSX.Element {
  const navigate = useNavigate();
  const { sessionId, job } = session;
  const now = new Date();
  return (
    <RoomHeader>
      <h1 className={classes.where}>
        <Link to="/" className={classes.crumb}>
          {session.patient}
        </Link>{" "}
        ›{" "}
        <Link to="/session/$sessionId" params={{ sessionId }} className={classes.crumb}>
          Session {session.session}
        </Link>{" "}
        › Machine
      </h1>
      {run !== null && runs.length === 1 && <span className={classes.run}>{runName(run, now)}</span>}
      {run !== null && runs.length > 1 && (
        <>
          <NativeSelect
            size="xs"
            aria-label="Run"
            value={String(run.runId)}
            onChange={(event) =>
              void navigate({
                to: "/session/$sessionId/machine",
                params: { sessionId },
                search: (search) => ({ ...search, run: Number(event.currentTarget.value) }),
                replace: true,
              })
            }
            data={runs.map((each) => ({
              value: String(each.runId),
              label: `${runName(each, now)}${each.counts ? " · counts for the session" : ""}`,
            }))}
          />
          <Compare run={run} runs={runs} />
        </>
      )}
      {onShowNewest !== null && (
        <span className={classes.newer} role="status">
          A newer run is there:{" "}
          <button type="button" className={classes.compare} onClick={onShowNewest}>
            show it
          </button>
        </span>
      )}
      {job?.state === "running" && (
        <span className={classes.job}>
          being analysed again
          <span className={classes.bar}>
            <ProgressBar label="Analysis" share={jobShare(job)} />
          </span>
        </span>
      )}
      {job?.state === "queued" && (
        <span className={classes.job}>waits in the queue to be analysed again</span>
      )}
      {run !== null && (job?.state === "failed" || job?.state === "interrupted") && <FailedAgain job={job} />}
      <Link to="/session/$sessionId" params={{ sessionId }} className={classes.room}>
        Rating room
      </Link>
    </RoomHeader>
  );
}

/** A later analysis of the session came to no end: what is shown is the one before. */
function FailedAgain({ job }: { readonly job: Job }): React.JSX.Element {
  const retry = useRetry();
  return (
    <span className={classes.failed} role="status">
      <span title={[job.failure?.message, job.failure?.remedy].filter(Boolean).join(" ")}>
        {job.state === "failed" ? "✕ newer analysis failed" : "▲ newer analysis interrupted"}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        loading={retry.isPending}
        onClick={() =>
          retry.mutate(job.jobId, {
            onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.sessions.key() }),
          })
        }
      >
        {job.state === "failed" ? "Try again" : "Continue"}
      </Button>
    </span>
  );
}

function Compare({ run, runs }: { readonly run: Run; readonly runs: readonly Run[] }): React.JSX.Element {
  const [other, setOther] = useState<number | null>(null);
  const now = new Date();
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes.compare}>
            Compare with …
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {runs
            .filter(({ runId }) => runId !== run.runId)
            .map((each) => (
              <Menu.Item key={each.runId} onClick={() => setOther(each.runId)}>
                {runName(each, now)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <ComparisonDialog runId={run.runId} other={other} onClose={() => setOther(null)} />
    </>
  );
}
