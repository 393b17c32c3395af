import type { OwnOutputs } from "../shared/contract/traces.ts";
import { type Client, withCore } from "./with-core.ts";

/** True for a model of the laboratory that reads action units or labels of its own. */
export async function hasOwnLabels(model: string): Promise<boolean> {
  const models = await withCore((client) => client.models.list());
  return models.some(
    ({ modelId, task }) => modelId === model && (task === "action-units" || task === "labels"),
  );
}

/** Minute means of such a model as rows with a column for each label. */
export async function ownOutputRows(
  client: Client,
  modelId: string,
): Promise<{ columns: string[]; labels: string[]; rows: Record<string, string | number | null>[] }> {
  const { labels, minutes } = await client.traces.outputs({ modelId });
  const columns = ["patient", "session", "minute", ...labels, "n_frames", "n_faces", "coverage"];
  return { columns, labels, rows: minutes.map((minute) => row(minute, labels)) };
}

/** A label may be called like a column; the column then keeps its meaning. */
function row(
  { patient, session, minute, means, nFrames, nFaces, coverage }: OwnOutputs["minutes"][number],
  labels: readonly string[],
): Record<string, string | number | null> {
  const values = Object.fromEntries(labels.map((label) => [label, means?.[label] ?? null]));
  return { ...values, patient, session, minute, n_frames: nFrames, n_faces: nFaces, coverage };
}
