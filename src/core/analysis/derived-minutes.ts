import type { MachineMinute } from "../../shared/contract/traces.ts";
import { byExpression, EXPRESSIONS, nonspecificArousal } from "../../shared/expression.ts";
import type { Reading } from "../../shared/expression-readings.ts";
import { isPartialMinute } from "../../shared/time.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { minuteFrames } from "../evidence/minute-frames.ts";
import { networksOfRun, readingOfMinute } from "../evidence/reading-frames.ts";

/**
 * Minutes of a reading that a run did not store, computed from the frames of the networks that it is made of: a
 * calibration or a blend that came later. Null when the run lacks one of the networks.
 *
 * @param certainFrom height of the face's box in pixels below which a result is uncertain
 */
export function derivedMinutes(
  db: StudyDatabase,
  runId: number,
  reading: Reading,
  certainFrom: number,
): MachineMinute[] | null {
  const known = networksOfRun(db, runId);
  if (!reading.parts.every(({ modelId }) => known.includes(modelId))) return null;
  const durationMs = db
    .prepare<[number], number>("SELECT duration_ms FROM run WHERE id = ?")
    .pluck()
    .get(runId);
  const minutes: MachineMinute[] = [];
  for (const { minute, nFrames, nFaces, boxes } of minuteFrames(db, runId)) {
    const values = readingOfMinute(db, runId, minute, reading) ?? new Float32Array();
    minutes.push({
      minute,
      partial: isPartialMinute(minute, durationMs ?? 0),
      ...summary(values, boxes, certainFrom),
      nFrames,
      nFaces,
      coverage: nFrames > 0 ? nFaces / nFrames : null,
    });
  }
  return minutes;
}

/** Means over the frames that have values, summed in frame order as the analysis does. */
function summary(
  values: Float32Array,
  boxes: Float32Array,
  certainFrom: number,
): Pick<MachineMinute, "means" | "nonspecific" | "nUsed" | "nUncertain"> {
  const width = EXPRESSIONS.length;
  const sums = EXPRESSIONS.map(() => 0);
  let nUsed = 0;
  let nUncertain = 0;
  for (let frame = 0; frame * width < values.length; frame++) {
    if (Number.isNaN(values[frame * width])) continue;
    nUsed += 1;
    if ((boxes[frame * 4 + 3] as number) < certainFrom) nUncertain += 1;
    for (let k = 0; k < width; k++) sums[k] = (sums[k] as number) + (values[frame * width + k] as number);
  }
  if (nUsed === 0) return { means: null, nonspecific: null, nUsed, nUncertain };
  const means = byExpression(sums.map((sum) => sum / nUsed));
  return { means, nonspecific: nonspecificArousal(means.neutral), nUsed, nUncertain };
}
