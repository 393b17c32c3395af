import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { Session } from "../../../shared/contract/sessions.ts";
import { client, orpc, queryClient } from "../../app/client.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { ProgressBar } from "../../app/progress-bar.tsx";
import { jobPace, jobShare } from "../../study/job-words.ts";
import { capsOf } from "../keys/keys.ts";
import classes from "./strips.module.css";

interface MachinePlaceProps {
  readonly session: Session;
  readonly blind: boolean;
  readonly onShow: () => void;
  /** Why the traces could not be read. */
  readonly error: Error | null;
  readonly onTryAgain: () => void;
}

/** Stands where the traces would be: hidden while rating, not analysed yet, being analysed, or failed. */
export function MachinePlace(props: MachinePlaceProps): React.JSX.Element {
  return (
    <>
      <div className={classes.side}>Expression</div>
      <div className={classes.machine} data-testid="machine-place">
        <Content {...props} />
      </div>
    </>
  );
}

function Content({ session, blind, onShow, error, onTryAgain }: MachinePlaceProps): React.JSX.Element {
  if (error !== null) return <FailureNote error={error} action={{ label: "Try again", run: onTryAgain }} />;
  const state = <AnalysisState session={session} />;
  if (!blind) return session.analysis === null ? state : <span>Loading the traces …</span>;
  return (
    <>
      <span className={classes.hidden}>hidden while you rate</span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={onShow}
        onMouseDown={(event) => event.preventDefault()}
      >
        Show ({capsOf("traces")})
      </Button>
      {session.analysis === null && state}
    </>
  );
}

function AnalysisState({ session }: { readonly session: Session }): React.JSX.Element {
  const { job } = session;
  const analyse = useMutation({
    mutationFn: () => client.analysis.enqueue({ sessionIds: [session.sessionId] }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.sessions.key() }),
  });
  const button = (label: string): React.JSX.Element => (
    <Button size="compact-xs" variant="default" loading={analyse.isPending} onClick={() => analyse.mutate()}>
      {label}
    </Button>
  );
  if (analyse.error !== null)
    return <FailureNote error={analyse.error} action={{ label: "Try again", run: analyse.mutate }} />;
  if (session.video === null) return <span>No video, so nothing to analyse.</span>;
  if (job?.state === "queued") return <span>Waits in the queue to be analysed.</span>;
  if (job?.state === "running") {
    const share = jobShare(job);
    return (
      <>
        <span>Being analysed{share === null ? "" : `, ${Math.floor(share * 100)} %`}</span>
        <div className={classes.progress}>
          <ProgressBar label="Analysis" share={share} />
        </div>
        <span>{jobPace(job)}</span>
      </>
    );
  }
  if (job?.state === "failed" && job.failure !== null) {
    return (
      <>
        <span>
          The analysis failed: {job.failure.message} {job.failure.remedy}
        </span>
        {button("Analyse again")}
      </>
    );
  }
  return (
    <>
      <span>Not analysed yet.</span>
      {button("Analyse")}
    </>
  );
}
