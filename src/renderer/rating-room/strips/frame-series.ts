import type { FrameTrace } from "../../../shared/contract/traces.ts";
import { EXPRESSIONS, nonspecificArousal } from "../../../shared/expression.ts";

/** Curves in the order in which they are stored and drawn: the seven expressions, then nonspecific arousal. */
export const CURVES = [...EXPRESSIONS, "nonspecific"] as const;
export type Curve = (typeof CURVES)[number];

/** Every frame of a run, one array a curve; NaN where no face was found. */
export interface FrameSeries {
  readonly times: Float64Array;
  readonly curves: readonly Float32Array[];
}

/**
 * Takes the contract's interleaved blobs apart.
 *
 * @throws RangeError when the blobs are not as long as the frame count says.
 */
export async function readFrameSeries(trace: FrameTrace): Promise<FrameSeries> {
  const times = new Float64Array(await trace.timesMs.arrayBuffer());
  const interleaved = new Float32Array(await trace.probabilities.arrayBuffer());
  const width = EXPRESSIONS.length;
  if (times.length !== trace.nFrames || interleaved.length !== trace.nFrames * width) {
    throw new RangeError("The stored traces do not have one entry for each frame.");
  }
  const curves = CURVES.map(() => new Float32Array(times.length));
  const neutral = EXPRESSIONS.indexOf("neutral");
  for (const [index, curve] of curves.entries()) {
    const isNonspecific = index === width;
    const column = isNonspecific ? neutral : index;
    for (let frame = 0; frame < times.length; frame += 1) {
      const value = interleaved[frame * width + column] ?? Number.NaN;
      curve[frame] = isNonspecific ? nonspecificArousal(value) : value;
    }
  }
  return { times, curves };
}
