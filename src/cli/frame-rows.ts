import type { RunFrames } from "../shared/contract/evidence.ts";

const FRAME_COLUMNS = ["frame", "time_ms", "face", "x", "y", "w", "h", "score", "presence", "track"] as const;

/** The frames of a run as rows of a table. */
export interface FrameTable {
  readonly columns: readonly string[];
  /** One value a column; null where there is no face, or no result of the network. */
  rows(): Generator<(number | null)[]>;
}

/** Columns and rows of `frames`: one row a frame, then a column for each label of each network. */
export async function frameTable(frames: RunFrames): Promise<FrameTable> {
  const floats = async (blob: Blob): Promise<Float32Array> => new Float32Array(await blob.arrayBuffer());
  const timesMs = new Float64Array(await frames.timesMs.arrayBuffer());
  const [boxes, scores, presences] = [
    await floats(frames.boxes),
    await floats(frames.scores),
    await floats(frames.presences),
  ];
  const tracks = new Uint32Array(await frames.tracks.arrayBuffer());
  const networks: { readonly values: Float32Array; readonly n: number }[] = [];
  for (const { probabilities, labels } of frames.networks)
    networks.push({ values: await floats(probabilities), n: labels.length });
  return {
    columns: [
      ...FRAME_COLUMNS,
      ...frames.networks.flatMap(({ modelId, labels }) => labels.map((name) => `${modelId}_${name}`)),
    ],
    *rows() {
      for (const [frame, timeMs] of timesMs.entries()) {
        const box = boxes.subarray(4 * frame, 4 * frame + 4);
        const hasFace = !Number.isNaN(box[0]);
        const row = [frame, decimals(timeMs, 3), hasFace ? 1 : 0];
        const face = [
          ...Array.from(box, (value) => decimals(value, 2)),
          decimals(scores[frame], 4),
          decimals(presences[frame], 4),
          tracks[frame] || null,
        ];
        const results = networks.flatMap(({ values, n }) =>
          Array.from(values.subarray(frame * n, (frame + 1) * n), significant),
        );
        yield [...row, ...face.map((value) => (hasFace ? value : null)), ...results];
      }
    },
  };
}

function decimals(value: number | undefined, digits: number): number | null {
  return value === undefined || Number.isNaN(value) ? null : Number(value.toFixed(digits));
}

/** Seven digits: what a 32-bit number holds. */
function significant(value: number): number | null {
  return Number.isNaN(value) ? null : Number(value.toPrecision(7));
}
