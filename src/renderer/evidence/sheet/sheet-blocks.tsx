import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { Quality } from "../../../shared/contract/evidence.ts";
import type { MachineMinutes } from "../../../shared/contract/traces.ts";
import { MinuteFacts } from "./minute-facts.tsx";
import classes from "./sheet.module.css";
import { type SheetMinute, sheetGrid } from "./sheet-rows.ts";
import { StillCell } from "./still-cell.tsx";

interface SheetBlocksProps {
  readonly groups: readonly SheetMinute[];
  readonly quality: Quality;
  readonly means: MachineMinutes | null;
  /** The picked minute: marked and scrolled to. */
  readonly minute: number | null;
  readonly widthPx: number;
  /** About how wide a still is; it becomes as wide as fills the line. */
  readonly usualWidth: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly sourceOf: (frame: number) => string;
  readonly boxes: boolean;
  readonly gone: ReadonlySet<number>;
  readonly onGone: (frame: number) => void;
  readonly onOpen: (frame: number) => void;
}

const FACTS_WIDTH = 196;
const CELL_GAP = 8;
/** Kept free, so that the last still does not jump to the next line when a scroll bar appears. */
const SCROLLBAR = 2;
const CAPTION_HEIGHT = 16;
const BLOCK_PADDING = 17;
/** Heading, coverage and four lines of means. */
const LEAST_HEIGHT = 104;
const FIRST_RECT = { width: 1000, height: 600 };

/** The minutes in sight, each with its numbers at the left and its stills beside them. */
export function SheetBlocks(props: SheetBlocksProps): React.JSX.Element {
  const { groups, quality, means, minute, widthPx, scroller, sourceOf, boxes, gone, onGone, onOpen } = props;
  const { columns, size } = useMemo(
    () => sheetGrid(widthPx - FACTS_WIDTH - SCROLLBAR, props.usualWidth, CELL_GAP, groups),
    [widthPx, props.usualWidth, groups],
  );
  const rowHeight = size.height + CAPTION_HEIGHT;
  const heightOf = (index: number): number =>
    Math.max(LEAST_HEIGHT, Math.ceil((groups[index]?.stills.length ?? 0) / columns) * rowHeight) +
    BLOCK_PADDING;
  const picked = groups.findIndex((group) => group.minute === minute);
  const virtual = useVirtualizer({
    count: groups.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: (index) => groups[index]?.minute ?? index,
    overscan: 1,
    initialRect: FIRST_RECT,
    // Stills above the picked minute are not asked for in vain.
    initialOffset: () =>
      groups.slice(0, Math.max(0, picked)).reduce((sum, _, index) => sum + heightOf(index), 0),
  });
  // Sizes follow from the width and the chosen size of the stills.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the sizes are computed from
  useEffect(() => virtual.measure(), [virtual, columns, rowHeight, groups]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the picked minute stays in sight when sizes change
  useEffect(() => {
    if (picked >= 0) virtual.scrollToIndex(picked, { align: "start" });
  }, [picked, virtual, columns, rowHeight]);

  const frames = useMemo(
    () => groups.flatMap(({ stills }, block) => stills.map(({ still }) => ({ frame: still.frame, block }))),
    [groups],
  );
  const [reached, setReached] = useState<number | null>(null);
  const reachable = frames.some(({ frame }) => frame === reached) ? reached : (frames[0]?.frame ?? null);
  const place = useRef<HTMLDivElement>(null);
  const focusOn = useRef<number | null>(null);
  useEffect(() => {
    if (focusOn.current === null) return;
    const cell = place.current?.querySelector<HTMLElement>(`[data-frame="${focusOn.current}"]`);
    if (!cell) return;
    focusOn.current = null;
    cell.focus();
  });

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = frames.findIndex(({ frame }) => frame === reachable);
    const target = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at - columns,
      ArrowDown: at + columns,
      Home: 0,
      End: frames.length - 1,
    }[event.key];
    const next = target === undefined ? undefined : frames[Math.min(frames.length - 1, Math.max(0, target))];
    if (next === undefined) return;
    event.preventDefault();
    focusOn.current = next.frame;
    setReached(next.frame);
    virtual.scrollToIndex(next.block, { align: "auto" });
  };

  const qualityOf = useMemo(
    () => new Map(quality.minutes.map((each) => [each.minute, each])),
    [quality.minutes],
  );
  const meansOf = useMemo(() => new Map(means?.minutes.map((each) => [each.minute, each])), [means]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the stills inside
    <div ref={place} style={{ position: "relative", height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
      {virtual.getVirtualItems().map(({ index, key, start, size: height }) => {
        const group = groups[index];
        if (group === undefined) return null;
        return (
          <section
            key={key}
            className={classes.block}
            style={{ transform: `translateY(${start}px)`, height }}
            data-picked={group.minute === minute || undefined}
            aria-label={`Minute ${group.minute}`}
          >
            <MinuteFacts
              minute={group.minute}
              quality={qualityOf.get(group.minute)}
              machine={meansOf.get(group.minute)}
            />
            <div className={classes.stills}>
              {group.stills.map((entry) => (
                <StillCell
                  key={entry.still.frame}
                  entry={entry}
                  source={sourceOf(entry.still.frame)}
                  boxes={boxes}
                  size={size}
                  gone={gone.has(entry.still.frame)}
                  reachable={entry.still.frame === reachable}
                  onGone={onGone}
                  onOpen={onOpen}
                  onReach={setReached}
                />
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}
