import { Button, Group, Modal, Slider } from "@mantine/core";
import { useDebouncedValue, useViewportSize } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PictureRegion, Still } from "../../../shared/contract/evidence.ts";
import type { Session } from "../../../shared/contract/sessions.ts";
import { formatClock } from "../../../shared/time.ts";
import { client, orpc, queryClient } from "../../app/client.ts";
import { FailureNote } from "../../app/failure-note.tsx";
import { Waiting } from "../../app/waiting.tsx";
import { fitted, nearestStill } from "../sheet/sheet-rows.ts";
import classes from "./client.module.css";
import { type FaceBox, PictureWithRegion } from "./picture-region.tsx";
import { MIDDLE_REGION, regionWords } from "./region-math.ts";

interface ClientDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly session: Session;
  readonly stills: readonly Still[];
  /** What was chosen before; null: the largest face. */
  readonly chosen: PictureRegion | null;
  /** The picture to begin with; null: the first still with a face. */
  readonly startMs: number | null;
}

/** "Who is the client?": a region of the picture, by mouse or keys; it counts from the next analysis on. */
export function ClientDialog(props: ClientDialogProps): React.JSX.Element {
  const { opened, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} size={900} title="Who is the client?">
      {opened && <Chooser {...props} />}
    </Modal>
  );
}

/** A still this near tells where the faces are in the picture. */
const STILL_IS_NEAR_MS = 2_500;
const STEP_MS = 60_000;
const AROUND_PX = 360;

function facesAt(still: Still | undefined): FaceBox[] {
  if (still === undefined) return [];
  const others = still.others.map(({ track, box }) => ({ track, box, client: false }));
  return still.box === null ? others : [{ track: still.track, box: still.box, client: true }, ...others];
}

function Chooser({ session, stills, chosen, startMs, onClose }: ClientDialogProps): React.JSX.Element {
  const { sessionId, video } = session;
  const durationMs = video?.probe.durationMs ?? 0;
  const lastMs = Math.max(0, durationMs - 1_000);
  const [timeMs, setTimeMs] = useState(() => startMs ?? stills.find(({ box }) => box !== null)?.timeMs ?? 0);
  const [region, setRegion] = useState(chosen);
  const [askedMs] = useDebouncedValue(timeMs, 200);
  const viewport = useViewportSize();
  const picture = useQuery(
    orpc.evidence.picture.queryOptions({
      input: { sessionId, timeMs: Math.round(askedMs) },
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const save = useMutation({
    mutationFn: () => client.evidence.chooseClient({ sessionId, region }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.evidence.client.key() }),
  });
  const again = useMutation({
    mutationFn: () => client.analysis.enqueue({ sessionIds: [sessionId], again: true }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: orpc.sessions.key() });
      onClose();
    },
  });

  const at = nearestStill(stills, timeMs);
  const near = stills[at];
  const still = near !== undefined && Math.abs(near.timeMs - timeMs) <= STILL_IS_NEAR_MS ? near : undefined;
  const change = (next: PictureRegion | null): void => {
    setRegion(next);
    save.reset();
  };
  const turn = (by: number): void => {
    const next = stills[Math.min(stills.length - 1, Math.max(0, at + by))];
    if (next !== undefined) setTimeMs(next.timeMs);
  };
  const size = picture.data ?? { width: 16, height: 9 };
  const shown = fitted(size, {
    width: Math.min(868, viewport.width - 100),
    height: Math.max(180, viewport.height - AROUND_PX),
  });
  const unchanged = JSON.stringify(region) === JSON.stringify(chosen);
  return (
    <div className={classes.chooser}>
      <p className={classes.words}>
        Without a choice the client is the largest face when the first faces are found. Mark where the client
        sits: drag on the picture, or click on a face. Arrow keys move the region, Shift and arrow keys change
        its size.
      </p>
      <div className={classes.stage} style={{ height: shown.height }}>
        {picture.error !== null ? (
          <FailureNote
            error={picture.error}
            action={{ label: "Try again", run: () => void picture.refetch() }}
          />
        ) : picture.data === undefined ? (
          <Waiting what="the picture" />
        ) : (
          <PictureWithRegion
            jpeg={picture.data.jpeg}
            shown={shown}
            video={video?.probe ?? size}
            faces={facesAt(still)}
            region={region}
            onRegion={change}
          />
        )}
      </div>
      <div className={classes.time}>
        <Group gap={4} wrap="nowrap">
          <Button
            variant="default"
            size="compact-xs"
            aria-label="One minute back"
            disabled={timeMs <= 0}
            onClick={() => setTimeMs(Math.max(0, timeMs - STEP_MS))}
          >
            ‹ minute
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            aria-label="Previous still"
            disabled={at <= 0}
            onClick={() => turn(-1)}
          >
            ‹ still
          </Button>
        </Group>
        <Slider
          className={classes.slider}
          size="sm"
          min={0}
          max={lastMs}
          step={1_000}
          value={Math.min(timeMs, lastMs)}
          onChange={setTimeMs}
          label={(value) => formatClock(value)}
          thumbLabel="Time of the picture"
        />
        <Group gap={4} wrap="nowrap">
          <Button
            variant="default"
            size="compact-xs"
            aria-label="Next still"
            disabled={at < 0 || at >= stills.length - 1}
            onClick={() => turn(1)}
          >
            still ›
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            aria-label="One minute on"
            disabled={timeMs >= lastMs}
            onClick={() => setTimeMs(Math.min(lastMs, timeMs + STEP_MS))}
          >
            minute ›
          </Button>
        </Group>
        <span className={classes.clock}>{formatClock(timeMs, { withMilliseconds: true })}</span>
      </div>
      <div className={classes.foot}>
        <span className={classes.state} role="status" data-testid="client-state">
          {save.isSuccess ? "Saved. It counts from the next analysis on." : regionSentence(region)}
        </span>
        <Group gap={6} wrap="nowrap">
          {region === null ? (
            <Button variant="default" onClick={() => change(MIDDLE_REGION)}>
              Mark a region
            </Button>
          ) : (
            <Button variant="default" onClick={() => change(null)}>
              Largest face
            </Button>
          )}
          {save.isSuccess ? (
            <Button loading={again.isPending} onClick={() => again.mutate()}>
              Analyse again
            </Button>
          ) : (
            <Button disabled={unchanged} loading={save.isPending} onClick={() => save.mutate()}>
              Save
            </Button>
          )}
        </Group>
      </div>
      <FailureNote error={save.error ?? again.error} />
    </div>
  );
}

function regionSentence(region: PictureRegion | null): string {
  return region === null ? "Default: the largest face." : `The face in the region ${regionWords(region)}.`;
}
