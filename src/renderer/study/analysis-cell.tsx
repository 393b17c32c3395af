import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Job } from "../../shared/contract/analysis.ts";
import type { AnalysisSummary, Session } from "../../shared/contract/sessions.ts";
import { formatClock } from "../../shared/time.ts";
import { counted, formatShare } from "../app/format.ts";
import { ProgressBar } from "../app/progress-bar.tsx";
import { LOW_COVERAGE } from "./attention.ts";
import classes from "./cells.module.css";
import { jobPace, jobSession, jobShare } from "./job-words.ts";
import { useJobOrder } from "./use-queue-orders.ts";

const VERDICTS = { accepted: "✓ accepted", excluded: "✕ excluded", open: null } as const;

interface AnalysisCellProps {
  readonly session: Session;
  readonly onRetry: (jobId: number) => void;
}

/** How far the machine is with a session, or in how many of its frames it found a face. */
export function AnalysisCell({ session, onRetry }: AnalysisCellProps): React.JSX.Element {
  const { analysis, job } = session;
  if (job !== null) {
    return (
      <>
        <JobLine job={job} onRetry={onRetry} />
        {analysis !== null && (
          <div className={classes.second}>before: coverage {formatShare(analysis.coverage)}</div>
        )}
        {analysis === null && <JobDetail job={job} />}
      </>
    );
  }
  if (analysis === null && session.imported !== null) return <ImportedLine imported={session.imported} />;
  if (analysis === null) {
    return <span className={classes.nothing}>{session.video === null ? "" : "not analysed"}</span>;
  }
  return <CoverageLine sessionId={session.sessionId} analysis={analysis} />;
}

function JobLine({
  job,
  onRetry,
}: {
  readonly job: Job;
  readonly onRetry: (jobId: number) => void;
}): React.JSX.Element {
  if (job.state === "running") {
    const share = jobShare(job);
    return (
      <div className={classes.line}>
        <div className={classes.bar}>
          <ProgressBar label="Analysis" share={share} />
        </div>
        <span>{share === null ? "" : `${Math.floor(share * 100)}%`}</span>
      </div>
    );
  }
  if (job.state === "queued" || job.state === "paused") return <WaitingLine job={job} />;
  return (
    <div className={classes.line}>
      {job.state === "failed" ? (
        <strong className={classes.bad}>✕ failed</strong>
      ) : (
        <strong className={classes.warn}>▲ interrupted</strong>
      )}
      <Button size="compact-xs" variant="default" onClick={() => onRetry(job.jobId)}>
        {job.state === "failed" ? "Try again" : "Continue"}
      </Button>
    </div>
  );
}

function WaitingLine({ job }: { readonly job: Job }): React.JSX.Element {
  const order = useJobOrder();
  return (
    <div className={classes.line}>
      <span className={classes.quiet}>{job.state === "paused" ? "‖ paused" : "waits"}</span>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Analyse ${jobSession(job)} first`}
        onClick={() => order.mutate({ order: "prioritise", sessionId: job.sessionId })}
      >
        Analyse this first
      </Button>
    </div>
  );
}

function JobDetail({ job }: { readonly job: Job }): React.JSX.Element | null {
  if (job.state === "running") return <div className={classes.second}>{jobPace(job)}</div>;
  if (job.failure === null) return null;
  return (
    <div className={classes.second} title={job.failure.message}>
      {job.failure.message}
    </div>
  );
}

/** What is known of a session that was analysed elsewhere. */
function ImportedLine({
  imported: { sources, excluded },
}: {
  readonly imported: NonNullable<Session["imported"]>;
}): React.JSX.Element {
  const minutes = sources.length > 0 ? `minutes imported (${sources.join(", ")})` : "not analysed";
  if (excluded === null) {
    return <span className={sources.length > 0 ? classes.quiet : classes.nothing}>{minutes}</span>;
  }
  return (
    <>
      <div className={classes.quiet}>{sources.length > 0 ? `${minutes} · ` : ""}✕ excluded</div>
      <div className={classes.second} title={excluded}>
        {excluded}
      </div>
    </>
  );
}

function CoverageLine(props: {
  readonly sessionId: number;
  readonly analysis: AnalysisSummary;
}): React.JSX.Element {
  const { sessionId, analysis } = props;
  const { fromMs, toMs } = analysis;
  const low = analysis.coverage < LOW_COVERAGE;
  const part =
    fromMs > 0 || toMs !== null
      ? `only ${formatClock(fromMs)} – ${toMs === null ? "end" : formatClock(toMs)}`
      : null;
  const frames = `a face in ${analysis.nFaces.toLocaleString("en-US")} of ${counted(analysis.nFrames, "frame")}`;
  return (
    <>
      <div className={classes.line} title={frames}>
        <Link
          to="/session/$sessionId/machine"
          params={{ sessionId }}
          className={low ? `${classes.machine} ${classes.warn}` : classes.machine}
          title={`${frames}; see which face`}
        >
          {low ? "▲ " : ""}coverage {formatShare(analysis.coverage)}
        </Link>
        <div className={classes.bar}>
          <ProgressBar label="Coverage" share={analysis.coverage} tone={low ? "warn" : "quiet"} />
        </div>
      </div>
      {(part || analysis.verdict !== "open") && (
        <div className={classes.second}>{[VERDICTS[analysis.verdict], part].filter(Boolean).join(" · ")}</div>
      )}
      {analysis.ofOtherVideo && <div className={classes.warn}>▲ made of another file</div>}
    </>
  );
}
