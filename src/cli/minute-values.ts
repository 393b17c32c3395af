import type { MachineMinute } from "../shared/contract/traces.ts";
import { EXPRESSIONS } from "../shared/expression.ts";

/** Names of a machine minute's values in files and JSON, in this order. */
export const MINUTE_COLUMNS = [
  "minute",
  ...EXPRESSIONS,
  "nonspecific",
  "n_frames",
  "n_faces",
  "coverage",
] as const;

/** A machine minute under those names. A minute without a face has no value: null. */
export function minuteValues(minute: MachineMinute): Record<(typeof MINUTE_COLUMNS)[number], number | null> {
  const { means } = minute;
  return {
    minute: minute.minute,
    angry: means?.angry ?? null,
    disgust: means?.disgust ?? null,
    fear: means?.fear ?? null,
    happy: means?.happy ?? null,
    sad: means?.sad ?? null,
    surprise: means?.surprise ?? null,
    neutral: means?.neutral ?? null,
    nonspecific: minute.nonspecific,
    n_frames: minute.nFrames,
    n_faces: minute.nFaces,
    coverage: minute.coverage,
  };
}
