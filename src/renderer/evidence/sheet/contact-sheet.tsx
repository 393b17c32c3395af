import { SegmentedControl, Switch } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Quality, Still } from "../../../shared/contract/evidence.ts";
import type { MachineMinutes } from "../../../shared/contract/traces.ts";
import { counted } from "../../app/format.ts";
import { ButtonSet } from "../../rating-room/button-set.tsx";
import { QuietButton } from "../../rating-room/quiet-button.tsx";
import classes from "./sheet.module.css";
import { SheetBlocks } from "./sheet-blocks.tsx";
import { type SheetFilter, sheetMinutes, stillInterval, withTrackChanges } from "./sheet-rows.ts";

interface ContactSheetProps {
  readonly stills: readonly Still[];
  readonly quality: Quality;
  readonly means: MachineMinutes | null | undefined;
  /** Whose means they are. */
  readonly reading: string;
  readonly minute: number | null;
  readonly sourceOf: (frame: number) => string;
  readonly boxes: boolean;
  readonly onBoxes: (shown: boolean) => void;
  /** Frames whose pictures are not in the study's folder. */
  readonly gone: ReadonlySet<number>;
  readonly onGone: (frame: number) => void;
  readonly onOpen: (frame: number) => void;
  /** The button that helps where pictures are gone. */
  readonly again: React.ReactNode;
}

/** About how wide a still is, px. */
const SIZES = { small: 108, large: 224 } as const;

/** All stills of the run, minute by minute: a glance shows whether the machine looked at the right face. */
export function ContactSheet(props: ContactSheetProps): React.JSX.Element {
  const { stills, quality, means, reading, minute, sourceOf, boxes, onBoxes, gone, onGone, onOpen, again } =
    props;
  const [size, setSize] = useState<keyof typeof SIZES>("small");
  const [filter, setFilter] = useState<SheetFilter>("all");
  const [onlyMinute, setOnlyMinute] = useState(false);
  const { ref: measured, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);

  const entries = useMemo(() => withTrackChanges(stills), [stills]);
  const groups = useMemo(
    () => sheetMinutes(entries, filter, onlyMinute ? minute : null),
    [entries, filter, onlyMinute, minute],
  );
  const shown = groups.reduce((sum, group) => sum + group.stills.length, 0);
  const withoutFace = entries.filter(({ still }) => still.box === null).length;
  const changes = entries.filter(({ trackChanged }) => trackChanged).length;
  const open = useCallback((frame: number) => onOpen(frame), [onOpen]);
  const interval = stillInterval(stills);

  return (
    <div className={classes.pane}>
      <div className={classes.bar}>
        <QuietButton
          label="Boxes"
          title="Draw the faces' boxes (B)"
          pressed={boxes}
          onClick={() => onBoxes(!boxes)}
        >
          Boxes<kbd className={classes.cap}>B</kbd>
        </QuietButton>
        <ButtonSet label="Size of the stills">
          {(["small", "large"] as const).map((each) => (
            <QuietButton
              key={each}
              label={`Stills: ${each}`}
              pressed={size === each}
              onClick={() => setSize(each)}
            >
              {each}
            </QuietButton>
          ))}
        </ButtonSet>
        <SegmentedControl
          aria-label="Which stills"
          value={filter}
          onChange={(value) => setFilter(value)}
          data={[
            { value: "all", label: "All" },
            { value: "no-face", label: `Without a face (${withoutFace})` },
            { value: "track-changed", label: `Track changed (${changes})` },
          ]}
        />
        <Switch
          size="xs"
          label={minute === null ? "Only the picked minute" : `Only minute ${minute}`}
          disabled={minute === null}
          checked={onlyMinute && minute !== null}
          onChange={(event) => setOnlyMinute(event.currentTarget.checked)}
        />
        <span className={classes.count} role="status">
          {shown === stills.length
            ? counted(shown, "still")
            : `${shown} of ${counted(stills.length, "still")}`}
          {interval !== null && `, one every ${counted(interval, "frame")}`}
          {` · means by ${reading}`}
        </span>
      </div>
      {gone.size > 0 && (
        <div className={classes.notice} role="status">
          <span>
            {counted(gone.size, "picture")} could not be read: the folder “derived” of the study was emptied
            or moved. Times, boxes and numbers are kept; a new analysis brings the pictures back.
          </span>
          {again}
        </div>
      )}
      <div className={classes.scroller} ref={scroller} data-testid="contact-sheet">
        <div ref={measured} />
        {width > 0 && (
          <SheetBlocks
            groups={groups}
            quality={quality}
            means={means ?? null}
            minute={onlyMinute ? null : minute}
            widthPx={width}
            usualWidth={SIZES[size]}
            scroller={scroller}
            sourceOf={sourceOf}
            boxes={boxes}
            gone={gone}
            onGone={onGone}
            onOpen={open}
          />
        )}
        {groups.length === 0 && (
          <p className={classes.nothing}>
            {filter === "all"
              ? "No still lies in this minute."
              : filter === "no-face"
                ? "Every still shows a face."
                : "The client's face is on one track in all stills."}
          </p>
        )}
      </div>
    </div>
  );
}
