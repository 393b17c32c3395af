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
  const minutes = [...minuteFrames(db, runId)];
  const nFrames = minutes.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
  const times = new Float64Array(nFrames);
  const probabilities = new Float32Array(nFrames * EXPRESSIONS.length).fill(Number.NaN);
  let at = 0;
  for (const { minute, timesMs } of minutes) {
    times.set(timesMs, at);
    const values = readingOfMinute(db, runId, minute, reading);
    if (values) probabilities.set(values, at * EXPRESSIONS.length);
    at += timesMs.length;
  }
  const interval = medianOf(times.slice(1).map((time, index) => time - (times[index] as number)));
  return {
    caveat: frameRateCaveat(interval === null ? Number.NaN : 1000 / interval),
    candidates: microExpressionCandidates(times, probabilities).map(
      ({ expression, startMs, apexMs, endMs, peak }) => ({ expression, startMs, apexMs, endMs, peak }),
    ),
  };
}
