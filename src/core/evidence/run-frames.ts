import type { RunFrames } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { toBlob } from "../analysis/blobs.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { minuteFrames } from "./minute-frames.ts";
import { networkFrames, networksOfRun, ownNetworkFrames, ownNetworksOfRun } from "./reading-frames.ts";

/** Everything that is kept of each frame of a run. */
export function runFrames(db: StudyDatabase, runId: number): RunFrames {
  const [timesMs, boxes, scores] = [new Parts(), new Parts(), new Parts()];
  const [presences, tracks] = [new Parts(), new Parts()];
  const networks = networksOfRun(db, runId).map((modelId) => ({
    modelId,
    labels: [...EXPRESSIONS] as string[],
    parts: new Parts(),
  }));
  const ownNetworks = ownNetworksOfRun(db, runId).map((network) => ({ ...network, parts: new Parts() }));
  let nFrames = 0;
  for (const minute of minuteFrames(db, runId)) {
    nFrames += minute.nFrames;
    timesMs.add(minute.timesMs);
    boxes.add(minute.boxes);
    scores.add(minute.scores);
    presences.add(minute.presences ?? new Float32Array(minute.nFrames).fill(Number.NaN));
    tracks.add(minute.tracks ?? new Uint32Array(minute.nFrames));
    for (const network of networks) {
      const values = networkFrames(db, runId, minute.minute, network.modelId);
      network.parts.add(values ?? new Float32Array(minute.nFrames * EXPRESSIONS.length).fill(Number.NaN));
    }
    for (const network of ownNetworks) {
      const values = ownNetworkFrames(db, runId, minute.minute, network.modelId);
      network.parts.add(values ?? new Float32Array(minute.nFrames * network.labels.length).fill(Number.NaN));
    }
  }
  return {
    runId,
    nFrames,
    timesMs: timesMs.join(),
    boxes: boxes.join(),
    scores: scores.join(),
    presences: presences.join(),
    tracks: tracks.join(),
    networks: [...networks, ...ownNetworks].map(({ modelId, labels, parts }) => ({
      modelId,
      labels,
      probabilities: parts.join(),
    })),
  };
}

/** Arrays of the minutes, joined at the end. */
class Parts {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];

  add(values: Float32Array | Float64Array | Uint32Array): void {
    this.#parts.push(new Uint8Array(toBlob(values)));
  }

  join(): Blob {
    return new Blob(this.#parts);
  }
}
