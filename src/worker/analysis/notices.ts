import { formatClock } from "../../shared/time.ts";
import type { RetakenClient } from "../faces/follow-state.ts";
import { jumpNotices } from "../video/probe-notices.ts";
import type { TimeJump } from "../video/time-chain.ts";

/** Findings about a file while it was read. */
export interface ReadingFindings {
  /** Packets or frames that the decoder refused. */
  readonly errors: number;
  /** Frames that were decoded with damage. */
  readonly damaged: number;
  /** Frames left out since their time stamps lie before the frame before them or far beyond the file's end. */
  readonly outOfOrder: number;
  readonly brokeOff: boolean;
  /** Places at which the time stamps start anew. */
  readonly jumps: readonly TimeJump[];
  readonly lastTimeMs: number;
  readonly durationMs: number;
}

/** Milliseconds that the pictures may end before the stated end without a word. */
const EARLY_END_MS = 1000;

/** The findings in words for the user; none for a sound file. */
export function noticesOf(findings: ReadingFindings): string[] {
  const { errors, damaged, outOfOrder, brokeOff, jumps, lastTimeMs, durationMs } = findings;
  const notices = jumpNotices(jumps);
  if (errors > 0) notices.push(`${counted(errors, "broken piece")} of the video could not be decoded.`);
  if (damaged > 0) notices.push(`${counted(damaged, "picture")} came out of the decoder damaged.`);
  if (outOfOrder > 0) {
    notices.push(`${counted(outOfOrder, "picture")} with impossible time stamps were left out.`);
  }
  if (brokeOff || durationMs - lastTimeMs > EARLY_END_MS) {
    notices.push(`The video can be read up to ${formatClock(lastTimeMs)} of ${formatClock(durationMs)}.`);
  }
  return notices;
}

/** Retaken clients that are told one by one. */
const MOST_TOLD = 10;

/** Where the client was lost and taken up again: a face's place and size do not tell who it is. */
export function clientNotices(retaken: readonly RetakenClient[]): string[] {
  const notices = retaken
    .slice(0, MOST_TOLD)
    .map(
      ({ lostMs, foundMs, elsewhere }) =>
        `The client's face was lost at ${formatClock(lostMs)} and taken up again at ${formatClock(foundMs)}${elsewhere ? " in another place" : ""}: check it.`,
    );
  const more = retaken.length - MOST_TOLD;
  if (more > 0) notices.push(`That happened ${counted(more, "more time")}.`);
  return notices;
}

function counted(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}
