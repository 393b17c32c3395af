import { Button, Group } from "@mantine/core";
import type { Job } from "../../shared/contract/analysis.ts";
import { counted } from "../app/format.ts";
import classes from "./enqueue-note.module.css";

interface EnqueueNoteProps {
  readonly result: { readonly jobs: readonly Job[]; readonly alreadyAnalysed: number[] } | undefined;
  readonly onAgain: (sessionIds: number[]) => void;
  /** Left out where the place around the note is closed as a whole. */
  readonly onClose?: () => void;
}

/** Says so when sessions were left out of the queue because they were analysed before. */
export function EnqueueNote({ result, onAgain, onClose }: EnqueueNoteProps): React.JSX.Element | null {
  if (result === undefined || result.alreadyAnalysed.length === 0) return null;
  const { jobs, alreadyAnalysed } = result;
  return (
    <div className={classes.note} role="status">
      <span>
        {jobs.length > 0 && `${counted(jobs.length, "session")} put into the queue. `}
        {counted(alreadyAnalysed.length, "session")} left out: analysed before with the same models and
        settings.
      </span>
      <Group gap={6} wrap="nowrap">
        <Button size="compact-xs" variant="default" onClick={() => onAgain(alreadyAnalysed)}>
          Analyse again
        </Button>
        {onClose && (
          <Button size="compact-xs" variant="subtle" onClick={onClose}>
            Close
          </Button>
        )}
      </Group>
    </div>
  );
}
