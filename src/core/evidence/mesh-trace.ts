import type { MeshTrace } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { AUS } from "../../shared/face-geometry/action-unit-table.ts";
import { estimateActionUnits } from "../../shared/face-geometry/action-units.ts";
import { LANDMARK_MEASURE_COUNT, LANDMARK_MEASURES } from "../../shared/face-geometry/landmark-measures.ts";
import { neutralBaseline } from "../../shared/face-geometry/neutral-baseline.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { medianOf } from "./median.ts";
import { type MeshReadings, meshReadings } from "./mesh-readings.ts";
import { float32Of } from "./minute-frames.ts";
import { networksOfRun } from "./reading-frames.ts";

const CARD: MeshTrace["card"] = {
  id: "mesh-action-units",
  name: "Geometric estimates of action units from the face mesh",
  limits: [
    "Estimated from the shape of the mesh against the person's own neutral face; not validated against FACS coders, and no FACS intensities.",
    "Wrinkles, bulges and tension are not seen: units that are told by them are weakly founded.",
    "No value while the head is turned by more than 35 degrees to a side or by more than 25 degrees up or down.",
  ],
};

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
    card: CARD,
  };
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
