import { Button, Group, Modal } from "@mantine/core";
import { useHotkeys, useViewportSize } from "@mantine/hooks";
import { useMemo } from "react";
import type { Still } from "../../../shared/contract/evidence.ts";
import { formatClock } from "../../../shared/time.ts";
import { QuietButton } from "../../rating-room/quiet-button.tsx";
import { RatingRoomLink } from "../time-link.tsx";
import classes from "./sheet.module.css";
import { withTrackChanges } from "./sheet-rows.ts";
import { stillWords } from "./still-cell.tsx";
import { StillPicture } from "./still-picture.tsx";

interface StillDialogProps {
  readonly sessionId: number;
  readonly stills: readonly Still[];
  /** Index of the still that is shown; null while the dialog is closed. */
  readonly index: number | null;
  readonly onIndex: (index: number | null) => void;
  /** The instant that was asked for, where it is not the still's own. */
  readonly askedMs: number | null;
  readonly sourceOf: (frame: number) => string;
  readonly boxes: boolean;
  readonly onBoxes: (shown: boolean) => void;
  readonly gone: ReadonlySet<number>;
  readonly onGone: (frame: number) => void;
}

/** A still as large as the window allows; arrows turn to the one before and after. */
export function StillDialog(props: StillDialogProps): React.JSX.Element {
  const { stills, index, onIndex } = props;
  const still = index === null ? undefined : stills[index];
  return (
    <Modal
      opened={still !== undefined}
      onClose={() => onIndex(null)}
      size={980}
      title={still && `Still at ${formatClock(still.timeMs, { withMilliseconds: true })}`}
    >
      {still !== undefined && index !== null && <Enlarged {...props} still={still} index={index} />}
    </Modal>
  );
}

/** Title, buttons and words around the picture. */
const AROUND_PX = 240;
const WIDEST_PX = 948;

function Enlarged(
  props: StillDialogProps & { readonly still: Still; readonly index: number },
): React.JSX.Element {
  const { sessionId, stills, still, index, onIndex, askedMs, sourceOf, boxes, onBoxes, gone, onGone } = props;
  const viewport = useViewportSize();
  const frame = {
    width: Math.min(WIDEST_PX, Math.max(300, viewport.width - 100)),
    height: Math.min(640, Math.max(200, viewport.height - AROUND_PX)),
  };
  const turn = (by: -1 | 1): void => {
    const next = index + by;
    if (next >= 0 && next < stills.length) onIndex(next);
  };
  useHotkeys([
    ["ArrowLeft", () => turn(-1)],
    ["ArrowRight", () => turn(1)],
  ]);
  const entry = useMemo(() => withTrackChanges(stills)[index], [stills, index]);
  const { box, region, others } = still;
  return (
    <div className={classes.enlarged}>
      <StillPicture
        still={still}
        source={sourceOf(still.frame)}
        boxes={boxes}
        frame={frame}
        gone={gone.has(still.frame)}
        onGone={() => onGone(still.frame)}
        alt={`Region that the machine looked at, at ${formatClock(still.timeMs)}`}
      />
      <div className={classes.turn}>
        <Group gap={6}>
          <Button variant="default" disabled={index === 0} onClick={() => turn(-1)}>
            ← Previous
          </Button>
          <Button variant="default" disabled={index === stills.length - 1} onClick={() => turn(1)}>
            Next →
          </Button>
          <QuietButton label="Boxes" pressed={boxes} onClick={() => onBoxes(!boxes)}>
            Boxes<kbd className={classes.cap}>B</kbd>
          </QuietButton>
        </Group>
        <RatingRoomLink sessionId={sessionId} timeMs={askedMs ?? still.timeMs}>
          Open in the rating room at {formatClock(askedMs ?? still.timeMs)}
        </RatingRoomLink>
      </div>
      <dl className={classes.about}>
        <div>
          <dt>Frame</dt>
          <dd>{still.frame.toLocaleString("en-US")}</dd>
        </div>
        <div>
          <dt>Client</dt>
          <dd>
            {box === null || entry === undefined
              ? "no face"
              : `track ${stillWords(entry).replace("→ track ", "changed to ")}, ${Math.round(box.height)} px high`}
          </dd>
        </div>
        <div>
          <dt>Others</dt>
          <dd>{others.length === 0 ? "none" : others.map(({ track }) => `track ${track}`).join(", ")}</dd>
        </div>
        <div>
          <dt>Region</dt>
          <dd>
            {Math.round(region.width)} × {Math.round(region.height)} px at {Math.round(region.x)},{" "}
            {Math.round(region.y)}
          </dd>
        </div>
        {askedMs !== null && Math.abs(askedMs - still.timeMs) >= 1 && (
          <div>
            <dt>Asked for</dt>
            <dd>{formatClock(askedMs, { withMilliseconds: true })}; this is the nearest still</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
