import { Button, Group } from "@mantine/core";
import { useState } from "react";
import type { Session } from "../../shared/contract/sessions.ts";
import { orpc, queryClient } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { ProgressBar } from "../app/progress-bar.tsx";
import { AnalyseOptionsDialog } from "../study/analyse-options-dialog.tsx";
import { jobFrames, jobPace, jobShare } from "../study/job-words.ts";
import { useEnqueue } from "../study/use-analysis.ts";
import classes from "./no-run.module.css";

/** Stands for a run that is not there: never analysed, being analysed, failed, or without a video. */
export function NoRun({ session }: { readonly session: Session }): React.JSX.Element {
  const { job, video } = session;
  if (job?.state === "running" || job?.state === "queued") {
    return (
      <section className={classes.place}>
        <h2>{job.state === "running" ? "The video is being analysed" : "The video waits in the queue"}</h2>
        {job.state === "running" && (
          <>
            <div className={classes.bar}>
              <ProgressBar label="Analysis" share={jobShare(job)} />
            </div>
            <p>
              {jobFrames(job)} · {jobPace(job)}
            </p>
          </>
        )}
        <p>What the machine saw stands here when it is done.</p>
      </section>
    );
  }
  if (video === null) {
    return (
      <section className={classes.place}>
        <h2>This session has no video</h2>
        <p>Add one among the sessions; then it can be analysed.</p>
      </section>
    );
  }
  if (job?.state === "failed" && job.failure !== null) {
    return (
      <section className={classes.place}>
        <h2>The analysis failed</h2>
        <p>
          {job.failure.message} {job.failure.remedy}
        </p>
        <AnalyseButton session={session} label="Analyse again" />
      </section>
    );
  }
  return (
    <section className={classes.place}>
      <h2>This session has not been analysed yet</h2>
      <p>
        The machine looks for faces in every frame, follows the client's, and reads its expressions. Whether
        it looked at the right face is shown here afterwards.
      </p>
      <AnalyseButton session={session} label="Analyse" />
    </section>
  );
}

/** Puts the session into the queue, also when it was analysed before; on request otherwise than usual. */
export function AnalyseButton(props: {
  readonly session: Session;
  readonly label: string;
}): React.JSX.Element {
  const { session, label } = props;
  const enqueue = useEnqueue();
  const [choosing, setChoosing] = useState(false);
  const unusable = session.video?.status !== "present";
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <Button
          loading={enqueue.isPending || session.job?.state === "queued" || session.job?.state === "running"}
          disabled={unusable}
          onClick={() =>
            enqueue.mutate(
              { sessionIds: [session.sessionId], again: true },
              { onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.sessions.key() }) },
            )
          }
        >
          {label}
        </Button>
        <Button variant="subtle" disabled={unusable} onClick={() => setChoosing(true)}>
          with options …
        </Button>
      </Group>
      <AnalyseOptionsDialog sessions={choosing ? [session] : null} onClose={() => setChoosing(false)} />
      {session.video !== null && unusable && (
        <p>The video is not where it was; re-link it among the sessions first.</p>
      )}
      <FailureNote error={enqueue.error} />
    </>
  );
}
