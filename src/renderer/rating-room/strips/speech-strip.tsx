import { Button } from "@mantine/core";
import { describeFailure } from "../../app/failure.ts";
import { speechPath } from "./speech-path.ts";
import classes from "./strips.module.css";
import { isUnderWay, type SpeechSearch } from "./use-speech.ts";
import { spanMs, type View } from "./view.ts";

interface SpeechStripProps {
  /** Null while the video is not there. */
  readonly search: SpeechSearch | null;
  readonly view: View;
}

/** Where somebody speaks, under the waveform; whose voice it is is not told. */
export function SpeechStrip({ search, view }: SpeechStripProps): React.JSX.Element | null {
  // The strip above says that there is no sound.
  if (search === null || search.speech.data?.state === "no-audio") return null;
  const { data } = search.speech;
  return (
    <>
      <div className={classes.side}>Speech</div>
      <div className={classes.axis}>
        <Content search={search} view={view} />
      </div>
      <div className={classes.side} data-numbers>
        {data?.state === "ready" && speechShare(data.speechMs, data.silenceMs)}
      </div>
    </>
  );
}

function Content({ search, view }: { search: SpeechSearch; view: View }): React.JSX.Element {
  const { data, error } = search.speech;
  if (error !== null) {
    const { what, remedy } = describeFailure(error);
    return (
      <p className={classes.speechWords} role="status">
        No speech: {what} {remedy}
      </p>
    );
  }
  if (data?.state === "not-analysed") return <NotFoundYet search={search} />;
  if (data?.state !== "ready") return <p className={classes.speechWords}>Reading …</p>;
  return (
    <svg
      className={classes.speech}
      viewBox={`${view.startMs} 0 ${Math.max(1, spanMs(view))} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${data.segments.length} stretches of speech`}
      data-testid="speech"
    >
      <path d={speechPath(data.segments, view)} />
    </svg>
  );
}

function NotFoundYet({ search }: { search: SpeechSearch }): React.JSX.Element {
  const { job, find } = search;
  if (isUnderWay(job)) {
    return (
      <p className={classes.speechWords} role="status">
        {job?.state === "running" ? "Listening for speech …" : "The search for speech waits in the queue."}
      </p>
    );
  }
  return (
    <p className={classes.speechWords} data-testid="speech-not-analysed">
      {job?.failure
        ? `Speech was not found: ${job.failure.message} ${job.failure.remedy ?? ""}`
        : "Nobody has listened for speech yet."}{" "}
      <Button
        className={classes.find}
        size="compact-xs"
        variant="default"
        onClick={find}
        onMouseDown={(event) => event.preventDefault()}
      >
        Find speech
      </Button>
    </p>
  );
}

function speechShare(speechMs: number, silenceMs: number): string {
  const total = speechMs + silenceMs;
  return total > 0 ? `${Math.round((100 * speechMs) / total)}% speech` : "";
}
