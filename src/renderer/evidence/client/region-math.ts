import { type PictureRegion, type PixelBox, pictureRegionSchema } from "../../../shared/contract/evidence.ts";

/** No region is smaller than this share of the picture's width or height. */
export const LEAST_SHARE = 0.02;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Shares of four decimals: finer than a pixel of any picture, and the same after being stored. */
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** A region that lies within the picture and is not too small to be seen. */
export function insidePicture({ x, y, width, height }: PictureRegion): PictureRegion {
  const [w, h] = [within(width, LEAST_SHARE, 1), within(height, LEAST_SHARE, 1)];
  return {
    x: rounded(within(x, 0, 1 - w)),
    y: rounded(within(y, 0, 1 - h)),
    width: rounded(w),
    height: rounded(h),
  };
}

/** The region between two corners, in whichever order they were drawn. */
export function regionBetween(a: Spot, b: Spot): PictureRegion {
  const [left, top] = [within(Math.min(a.x, b.x), 0, 1), within(Math.min(a.y, b.y), 0, 1)];
  const [right, bottom] = [within(Math.max(a.x, b.x), 0, 1), within(Math.max(a.y, b.y), 0, 1)];
  return insidePicture({ x: left, y: top, width: right - left, height: bottom - top });
}

/** How much wider and higher than a face its region is: a client moves in the chair. */
const ROOM_AROUND_FACE = 2;

/** A region around a face, with room to move. */
export function regionAround(box: PixelBox, picture: Size): PictureRegion {
  const [width, height] = [box.width * ROOM_AROUND_FACE, box.height * ROOM_AROUND_FACE];
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  return regionBetween(
    { x: (cx - width / 2) / picture.width, y: (cy - height / 2) / picture.height },
    { x: (cx + width / 2) / picture.width, y: (cy + height / 2) / picture.height },
  );
}

/** A region in the middle of the picture, to start from with the keyboard. */
export const MIDDLE_REGION: PictureRegion = { x: 0.35, y: 0.25, width: 0.3, height: 0.5 };

const STEP = 0.01;

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The region after a key: arrows move it, Shift and arrows change its size; null for any other key. */
export function regionAfterKey(region: PictureRegion, key: string, sizing: boolean): PictureRegion | null {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return null;
  const [dx, dy] = [direction[0] * STEP, direction[1] * STEP];
  return insidePicture(
    sizing
      ? {
          ...region,
          width: Math.min(region.width + dx, 1 - region.x),
          height: Math.min(region.height + dy, 1 - region.y),
        }
      : { ...region, x: region.x + dx, y: region.y + dy },
  );
}

/** "left 35%, top 25%, 30% wide, 50% high". */
export function regionWords({ x, y, width, height }: PictureRegion): string {
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  return `left ${percent(x)}, top ${percent(y)}, ${percent(width)} wide, ${percent(height)} high`;
}

/** The region that a run was made with, from its parameters; null: the largest face. */
export function usedRegion(parameter: unknown): PictureRegion | null {
  const parsed = pictureRegionSchema.safeParse(parameter);
  return parsed.success ? parsed.data : null;
}

/** What the next analysis does otherwise than the run, where a choice was made since; else null. */
export function choiceSince(used: PictureRegion | null, next: PictureRegion | null): string | null {
  if (next === null) return used === null ? null : "next: the largest face";
  if (used === null) return "next: a marked region";
  return regionWords(used) === regionWords(next) ? null : "next: another region";
}
