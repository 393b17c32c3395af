import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Queue } from "../../shared/contract/analysis.ts";
import { orpc } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import classes from "./queue-panel.module.css";
import { type QueueOrder, useSaveWorkers } from "./use-queue-orders.ts";

interface QueueControlsProps {
  readonly queue: Queue;
  /** Jobs that wait, run or are paused. */
  readonly active: number;
  readonly onOrder: (order: QueueOrder) => void;
}

/** Pausing and emptying the queue as a whole, and how many jobs run at once. */
export function QueueControls({ queue, active, onOrder }: QueueControlsProps): React.JSX.Element {
  return (
    <div className={classes.controls}>
      <Workers />
      {(active > 0 || queue.paused) && (
        <Button
          size="compact-xs"
          variant={queue.paused ? "filled" : "default"}
          onClick={() => onOrder(queue.paused ? "resume" : "pause")}
        >
          {queue.paused ? "Resume all" : "Pause all"}
        </Button>
      )}
      {active > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={() => onOrder("cancel")}>
          Cancel all
        </Button>
      )}
    </div>
  );
}

const USUAL = "usual";

function Workers(): React.JSX.Element | null {
  const settings = useQuery(orpc.analysis.settings.queryOptions());
  const save = useSaveWorkers();
  if (settings.data === undefined) return null;
  const { workers, usualWorkers, cores } = settings.data;
  const numbers = Array.from({ length: cores }, (_, index) => String(index + 1));
  return (
    <>
      <NativeSelect
        size="xs"
        className={classes.workers}
        aria-label="Jobs at once on this computer"
        title={`Jobs at once on this computer, which has ${cores} cores. Other programs go first.`}
        value={workers === null ? USUAL : String(workers)}
        data={[
          { value: USUAL, label: `${usualWorkers} at once` },
          ...numbers.map((value) => ({ value, label: `always ${value}` })),
        ]}
        onChange={({ currentTarget: { value } }) => save.mutate(value === USUAL ? null : Number(value))}
      />
      <FailureNote error={save.error} />
    </>
  );
}
