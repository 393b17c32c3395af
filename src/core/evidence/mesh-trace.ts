import type { MeshTrace } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { GEOMETRIC_ACTION_UNITS } from "../../shared/face-geometry/action-unit-card.ts";
import { AUS } from "../../shared/face-geometry/action-unit-table.ts";
import { estimateActionUnits } from "../../shared/face-geometry/action-units.ts";
import { findBlinks } from "../../shared/face-geometry/blinks.ts";
import {
  ACTION_UNIT_EMOTIONS,
  emotionsFromActionUnits,
} from "../../shared/face-geometry/emotions-from-action-units.ts";
import {
  LANDMARK_MEASURE_COUNT,
  LANDMARK_MEASURES,
  placeOf,
} from "../../shared/face-geometry/landmark-measures.ts";
import { neutralBaseline } from "../../shared/face-geometry/neutral-baseline.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { medianOf } from "./median.ts";
import { type MeshReadings, meshReadings } from "./mesh-readings.ts";
import { float32Of } from "./minute-frames.ts";
import { networksOfRun } from "./reading-frames.ts";

/** The network whose p(neutral) is the better one on natural faces; otherwise the first that ran. */
const PREFERRED_FOR_NEUTRAL = "face-api-expression";

/**
 * Readings of the mesh with what follows from them: action units against the person's own neutral face, which is
 * made anew at each call from all readings of the run.
 */
export function meshTrace(db: StudyDatabase, runId: number): MeshTrace {
  const readings = meshReadings(db, runId);
  const networks = networksOfRun(db, runId);
  const neutralModelId = networks.find((id) => id === PREFERRED_FOR_NEUTRAL) ?? networks[0] ?? "";
  const summaries = readings.places.map((_, at) =>
    readings.measures.subarray(at * LANDMARK_MEASURE_COUNT, (at + 1) * LANDMARK_MEASURE_COUNT),
  );
  const { baseline, reason } = neutralBaseline(
    summaries,
    neutralAtReadings(db, runId, neutralModelId, readings),
  );
  const units = new Float32Array(summaries.length * AUS.length).fill(Number.NaN);
  if (baseline) {
    for (const [at, summary] of summaries.entries()) {
      const estimates = estimateActionUnits(summary, baseline.summary);
      if (estimates) units.set(estimates, at * AUS.length);
    }
  }
  const interval = medianOf(
    readings.timesMs.slice(1).map((time, at) => time - (readings.timesMs[at] as number)),
  );
  return {
    runId,
    nReadings: summaries.length,
    readingsPerSecond: interval !== null && interval > 0 ? 1000 / interval : null,
    timesMs: new Blob([readings.timesMs]),
    measureNames: LANDMARK_MEASURES.map(({ name }) => name),
    measures: new Blob([readings.measures]),
    actionUnitNames: AUS.map((au) => `AU${au}`),
    actionUnits: new Blob([units]),
    baseline: baseline
      ? { nReadings: baseline.samples, note: baselineWords(baseline, neutralModelId) }
      : { nReadings: 0, note: reason },
    emotionNames: [...ACTION_UNIT_EMOTIONS],
    emotions: new Blob([emotionsOf(units)]),
    blinks: blinksOf(readings),
    card: {
      id: GEOMETRIC_ACTION_UNITS.id,
      name: GEOMETRIC_ACTION_UNITS.name,
      limits: [...GEOMETRIC_ACTION_UNITS.limits],
      units: GEOMETRIC_ACTION_UNITS.units.map(({ au, name, confidence }) => ({
        unit: `AU${au}`,
        name,
        confidence,
      })),
    },
  };
}

/** Emotions by the paper's table of action units, ACTION_UNIT_EMOTIONS values a reading. */
function emotionsOf(units: Float32Array): Float32Array<ArrayBuffer> {
  const n = ACTION_UNIT_EMOTIONS.length;
  const emotions = new Float32Array((units.length / AUS.length) * n).fill(Number.NaN);
  for (let at = 0; at * AUS.length < units.length; at++) {
    const means = emotionsFromActionUnits(units.subarray(at * AUS.length, (at + 1) * AUS.length));
    if (means)
      emotions.set(
        ACTION_UNIT_EMOTIONS.map((emotion) => means[emotion]),
        at * n,
      );
  }
  return emotions;
}

function blinksOf({ timesMs, measures }: MeshReadings): MeshTrace["blinks"] {
  const left = placeOf("eyeOpeningLeft");
  const right = placeOf("eyeOpeningRight");
  const openings = Float32Array.from(timesMs, (_, at) => {
    const first = at * LANDMARK_MEASURE_COUNT;
    return ((measures[first + left] as number) + (measures[first + right] as number)) / 2;
  });
  const { blinks, perMinute, reason } = findBlinks(timesMs, openings);
  return { blinks: blinks.map(({ startMs, endMs }) => ({ startMs, endMs })), perMinute, reason };
}

function baselineWords(baseline: { samples: number; leastNeutral: number | null }, modelId: string): string {
  const { samples, leastNeutral } = baseline;
  const chosen =
    leastNeutral === null
      ? ""
      : `, those with the highest p(neutral) by ${modelId} (at least ${leastNeutral.toFixed(2)})`;
  return `Median of ${samples} readings with the face turned to the camera${chosen}.`;
}

/** p(neutral) in the frame of each reading; NaN where the model has no value. */
function neutralAtReadings(
  db: StudyDatabase,
  runId: number,
  modelId: string,
  { places }: MeshReadings,
): Float32Array | undefined {
  const n = EXPRESSIONS.length;
  const neutralAt = EXPRESSIONS.indexOf("neutral");
  const read = db.prepare<[number, number, string], { probabilities: Buffer | null }>(
    "SELECT probabilities FROM minute_reading WHERE run_id = ? AND minute = ? AND model_id = ?",
  );
  let known: { minute: number; values: Float32Array | null } | null = null;
  let any = false;
  const neutral = Float32Array.from(places, ({ minute, frame }) => {
    if (known?.minute !== minute) {
      const blob = read.get(runId, minute, modelId)?.probabilities;
      known = { minute, values: blob ? float32Of(blob) : null };
    }
    any ||= known.values !== null;
    return known.values?.[frame * n + neutralAt] ?? Number.NaN;
  });
  return any ? neutral : undefined;
}
