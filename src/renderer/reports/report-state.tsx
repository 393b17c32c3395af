import { Button } from "@mantine/core";
import { FailureNote } from "../app/failure-note.tsx";
import { formatMoment, formatTime } from "../app/format.ts";
import classes from "./document.module.css";
import { optionsWords } from "./options-words.ts";
import { Progress } from "./report-progress.tsx";
import type { ShownReport } from "./use-report.ts";

/** In the document's place while there is none. */
export function FirstTime({ shown }: { readonly shown: ShownReport }): React.JSX.Element | null {
  const { computing, progress, cancelled, error, cancel, compute } = shown;
  if (computing) {
    return (
      <Progress what="Computing the report" progress={progress} onCancel={cancel} className={classes.state} />
    );
  }
  if (cancelled)
    return <Stopped words="Computing was cancelled; there is no document yet." onCompute={compute} />;
  return <FailureNote error={error} action={{ label: "Try again", run: compute }} />;
}

/** At the lower edge of a document that is there already: another one is computed, or could be. */
export function Again({ shown }: { readonly shown: ShownReport }): React.JSX.Element | null {
  const { computing, former, progress, cancel, stale, cancelled, document, compute } = shown;
  if (computing) {
    return (
      <Progress
        what={former ? "Computing with these options; shown is the former document" : "Computing again"}
        progress={progress}
        onCancel={cancel}
        className={classes.again}
      />
    );
  }
  // What was cancelled says so above, with the same button.
  if (!stale || cancelled || !document) return null;
  return (
    <div className={`${classes.again} ${classes.stopped}`} role="status">
      <p>The study has changed since {sinceWhen(document.computedAt)}.</p>
      <Button size="compact-xs" variant="default" onClick={compute}>
        Compute again
      </Button>
    </div>
  );
}

/** "04:53", with the day where that is not today. */
function sinceWhen(computedAt: string): string {
  const moment = formatMoment(computedAt, new Date());
  return moment.startsWith("today ") ? formatTime(computedAt) : moment;
}

/** Above a document that is there already: why it was not replaced. */
export function Unfinished(props: {
  readonly shown: ShownReport;
  /** Goes back to the options of the document that is shown. */
  readonly onBack: () => void;
}): React.JSX.Element | null {
  const { computing, former, cancelled, error, compute, documentOptions } = props.shown;
  if (computing) return null;
  if (cancelled && former) {
    const words = optionsWords(documentOptions ?? {});
    return (
      <Stopped
        words={`Computing with the new options was cancelled. The document below, and what is written of it, has the former ones: ${words}.`}
        onCompute={compute}
        onBack={props.onBack}
      />
    );
  }
  if (cancelled) {
    return <Stopped words="Computing was cancelled. This is the document as it was." onCompute={compute} />;
  }
  return <FailureNote error={error} action={{ label: "Try again", run: compute }} />;
}

function Stopped(props: {
  readonly words: string;
  readonly onCompute: () => void;
  readonly onBack?: () => void;
}): React.JSX.Element {
  const { words, onCompute, onBack } = props;
  return (
    <div className={`${classes.state} ${classes.stopped}`} role="status">
      <p>{words}</p>
      <span className={classes.actions}>
        {onBack && (
          <Button size="compact-xs" variant="default" onClick={onBack}>
            Back to the former
          </Button>
        )}
        <Button size="compact-xs" onClick={onCompute}>
          {onBack ? "Compute with the new" : "Compute"}
        </Button>
      </span>
    </div>
  );
}
