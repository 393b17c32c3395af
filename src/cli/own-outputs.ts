import { expectedFailure } from "../core/failure-words.ts";
import type { LeftOutSession, OwnOutputs } from "../shared/contract/traces.ts";
import type { Client } from "./with-core.ts";

/** Minute means of a model with labels of its own as a table: a column for each label. */
export interface OwnOutputTable {
  readonly columns: readonly string[];
  readonly labels: readonly string[];
  readonly rows: readonly Record<string, string | number | null>[];
  readonly leftOut: readonly LeftOutSession[];
}

/** The table of a model of the laboratory that reads action units or labels of its own; null for other models. */
export async function ownOutputTable(client: Client, modelId: string): Promise<OwnOutputTable | null> {
  try {
    const { labels, minutes, leftOut } = await client.traces.outputs({ modelId });
    const columns = ["patient", "session", "minute", ...labels, "n_frames", "n_faces", "coverage"];
    return { columns, labels, rows: minutes.map((minute) => row(minute, labels)), leftOut };
  } catch (error) {
    if (expectedFailure(error)?.code === "NOT_FOUND") return null;
    throw error;
  }
}

/** A label may be called like a column; the column then keeps its meaning. */
function row(
  { patient, session, minute, means, nFrames, nFaces, coverage }: OwnOutputs["minutes"][number],
  labels: readonly string[],
): Record<string, string | number | null> {
  const values = Object.fromEntries(labels.map((label) => [label, means?.[label] ?? null]));
  return { ...values, patient, session, minute, n_frames: nFrames, n_faces: nFaces, coverage };
}
