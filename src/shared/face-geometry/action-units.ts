import { ACTION_UNITS, type ActionUnitPart, AUS } from "./action-unit-table.ts";
import { measureOf } from "./landmark-measures.ts";

/** Beyond these angles (degrees, either way) the far side of the face is guessed by the mesh: no estimates. */
export const ACTION_UNIT_POSE_LIMITS = { yaw: 35, pitch: 25, roll: 40 } as const;

/**
 * Geometric estimates of the twenty action units: how far the face has moved from the person's own neutral face in
 * the direction of each unit (ACTION_UNITS says how), as 0 (as in the neutral face, or the other way) to 1 (the full
 * scale or more). Not validated against FACS coders, and no FACS intensities.
 *
 * @param summary a sample's landmark summary
 * @param baseline the person's neutral landmark summary
 * @returns 20 values in the order of AUS; null when the head is turned beyond the limits or values are missing
 */
export function estimateActionUnits(
  summary: ArrayLike<number>,
  baseline: ArrayLike<number>,
): Float32Array | null {
  for (const angle of ["yaw", "pitch", "roll"] as const) {
    if (!(Math.abs(measureOf(summary, angle)) <= ACTION_UNIT_POSE_LIMITS[angle])) return null;
  }
  const ungated = AUS.map((au) => {
    const { parts, combine } = ACTION_UNITS[au];
    const values = parts.map((part) => partValue(part, summary, baseline));
    return combine === "least"
      ? Math.min(...values)
      : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  const values = Float32Array.from(AUS, (au, place) =>
    (ACTION_UNITS[au].notWith ?? []).reduce(
      (value, other) => value * (1 - (ungated[AUS.indexOf(other)] ?? Number.NaN)),
      ungated[place] ?? Number.NaN,
    ),
  );
  return values.every(Number.isFinite) ? values : null;
}

function partValue(part: ActionUnitPart, summary: ArrayLike<number>, baseline: ArrayLike<number>): number {
  const sum = part.terms.reduce((total, [name, weight]) => {
    const neutral = measureOf(baseline, name);
    const change = measureOf(summary, name) - neutral;
    return total + weight * (part.relative ? change / neutral : change);
  }, 0);
  // NaN stays NaN, so that a missing value is noticed.
  return Math.min(1, Math.max(0, (sum - part.deadZone) / (part.full - part.deadZone)));
}
