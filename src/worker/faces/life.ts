import { centreDistance, type FaceBox, longerSide } from "./face-box.ts";
import { type LookSignature, signatureDifference } from "./look-signature.ts";

/** What speaks for or against a living face: looks at the place where it was first seen. */
export interface LifeEvidence {
  /** Place of all looks. */
  readonly place: FaceBox;
  readonly looks: readonly { readonly timeMs: number; readonly signature: LookSignature }[];
}

export type LifeVerdict = "alive" | "still-picture" | "open";

/** Least time between two looks that count. */
const SPACING_MS = 200;
/** Looks older than this no longer count. */
const MEMORY_MS = 8000;
const MOST_LOOKS = 24;
/** A face whose centre has come this far (in its sizes) hangs on no wall. */
const MOVED = 0.3;
/**
 * Median difference between looks (see {@link signatureDifference}) above which few looks are enough, and below which a
 * face is a photograph in the end. Measured: of people who sit still, none stays below 0.11 over five seconds, a
 * quarter stays below 0.14 over one; photographs reach 0.03 at 150 px and 0.09 at 40 px in hard compressed recordings
 * with noise, about in inverse proportion to their size.
 */
const LIVELY = 0.12;
const STILL = 0.05;
const NOISE_OF_ONE_PX = 2.4;
const FEWEST_LOOKS = 3;
const STILL_AFTER_MS = 4500;
const STILL_LOOKS = 8;

export function noLifeSeen(place: FaceBox): LifeEvidence {
  return { place, looks: [] };
}

/** Adds a look; one that comes too soon after the last, or where nothing could be compared, changes nothing. */
export function withLook(
  evidence: LifeEvidence,
  timeMs: number,
  signature: LookSignature | null,
): LifeEvidence {
  const last = evidence.looks.at(-1);
  if (signature === null || (last && timeMs - last.timeMs < SPACING_MS)) return evidence;
  const looks = [...evidence.looks, { timeMs, signature }];
  // At few frames a second the least number of looks takes longer than the memory.
  const recent = looks.filter(
    (look, i) => timeMs - look.timeMs <= MEMORY_MS || looks.length - i <= STILL_LOOKS,
  );
  return { place: evidence.place, looks: recent.slice(-MOST_LOOKS) };
}

/** Whether a face lives, when its box is now at `box`. */
export function judgeLife({ place, looks }: LifeEvidence, box: FaceBox): LifeVerdict {
  if (centreDistance(place, box) > MOVED) return "alive";
  if (looks.length < FEWEST_LOOKS) return "open";
  const difference = medianDifference(looks.map(({ signature }) => signature));
  const noise = NOISE_OF_ONE_PX / longerSide(place);
  if (difference > LIVELY + noise) return "alive";
  const spanMs = (looks.at(-1)?.timeMs ?? 0) - (looks[0]?.timeMs ?? 0);
  if (spanMs < STILL_AFTER_MS || looks.length < STILL_LOOKS) return "open";
  return difference < STILL + noise ? "still-picture" : "alive";
}

function medianDifference(signatures: readonly LookSignature[]): number {
  const differences = signatures.flatMap((a, i) =>
    signatures.slice(i + 1).map((b) => signatureDifference(a, b)),
  );
  differences.sort((a, b) => a - b);
  return differences[differences.length >> 1] ?? 0;
}
