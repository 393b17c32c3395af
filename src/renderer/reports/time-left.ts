import { formatRemaining } from "../app/format.ts";

const SURE_AFTER_MS = 2_000;
const SURE_FROM_SHARE = 0.02;
const MINUTE_MS = 60_000;

/**
 * How long something still takes when it goes on as it did: in steps of 5 seconds below a minute, null as long as
 * too little is done to tell.
 */
export function timeLeft(elapsedMs: number, share: number): string | null {
  if (elapsedMs < SURE_AFTER_MS || share < SURE_FROM_SHARE || share >= 1) return null;
  const leftMs = (elapsedMs * (1 - share)) / share;
  if (leftMs >= MINUTE_MS) return formatRemaining(leftMs);
  return `about ${Math.max(5, Math.ceil(leftMs / 5_000) * 5)} s left`;
}
