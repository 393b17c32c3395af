import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Job } from "../../../shared/contract/analysis.ts";
import { formatClock } from "../../../shared/time.ts";
import { client } from "../../app/client.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { counted } from "../../app/format.ts";
import { ProgressBar } from "../../app/progress-bar.tsx";
import { useQueue } from "../../app/study.ts";
import { refreshPlayback } from "../../study/playback-copies.ts";

/** The button that has a playback copy made, and how far the copy is. */
export function PlaybackCopy({ sessionId }: { readonly sessionId: number }): React.JSX.Element {
  const { data: queue } = useQueue();
  const job = queue?.jobs.filter((one) => one.kind === "proxy" && one.sessionId === sessionId).at(-1) ?? null;
  const make = useMutation({
    // A copy from before does not count: whoever asks here has no picture.
    mutationFn: () => client.analysis.enqueue({ sessionIds: [sessionId], kind: "proxy", again: true }),
  });
  const cancel = useMutation({ mutationFn: (jobId: number) => client.analysis.cancel({ jobId }) });
  const state = job?.state ?? null;
  useEffect(() => {
    if (state === "succeeded") void refreshPlayback();
  }, [state]);

  if (job !== null && (state === "running" || state === "queued" || state === "paused")) {
    return (
      <div role="status">
        <p>{progressWords(job)}</p>
        <ProgressBar label="Playback copy" share={shareOf(job)} />
        <Group gap="xs" mt="xs">
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(job.jobId)}>
            Cancel
          </Button>
        </Group>
        <FailureNote error={cancel.error} />
      </div>
    );
  }
  return (
    <>
      {state === "failed" && job?.failure && (
        <p>
          {job.failure.message} {job.failure.remedy}
        </p>
      )}
      <FailureNote error={make.error} />
      <Group gap="xs">
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          Make a playback copy
        </Button>
      </Group>
    </>
  );
}

function shareOf({ framesDone, framesExpected }: Job): number | null {
  return framesExpected > 0 ? framesDone / framesExpected : null;
}

function progressWords({ state, framesDone, remainingMs }: Job): string {
  if (state !== "running") return "The playback copy waits in the queue.";
  const left = remainingMs === null ? "" : `, ${formatClock(remainingMs)} left`;
  return `The playback copy is being made: ${counted(framesDone, "frame")}${left}.`;
}
