import type { Candidate } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import {
  frameRateCaveat,
  microExpressionCandidates,
} from "../../shared/expression-events/micro-expressions.ts";
import type { Reading } from "../../shared/expression-readings.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { medianOf } from "./median.ts";
import { minuteFrames } from "./minute-frames.ts";
import { readingOfMinute } from "./reading-frames.ts";

/** Candidates for micro-expressions in a run, with what its frame rate allows to say about them. */
export function runCandidates(
  db: StudyDatabase,
  runId: number,
  reading: Reading,
): { caveat: string; candidates: Candidate[] } {
  const times: number[] = [];
  const probabilities: (Float32Array | null)[] = [];
  const n = EXPRESSIONS.length;
  for (const { minute, timesMs } of minuteFrames(db, runId)) {
    const values = readingOfMinute(db, runId, minute, reading);
    for (const [frame, timeMs] of timesMs.entries()) {
      times.push(timeMs);
      const seven = values?.subarray(frame * n, (frame + 1) * n) ?? null;
      probabilities.push(seven === null || Number.isNaN(seven[0]) ? null : seven);
    }
  }
  const interval = medianOf(times.slice(1).map((time, at) => time - (times[at] as number)));
  return {
    caveat: frameRateCaveat(interval === null ? Number.NaN : 1000 / interval),
    candidates: microExpressionCandidates(times, probabilities).map(
      ({ expression, startMs, apexMs, endMs, peak }) => ({ expression, startMs, apexMs, endMs, peak }),
    ),
  };
}
