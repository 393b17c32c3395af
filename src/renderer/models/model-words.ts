import type { Model, Trial } from "../../shared/contract/models.ts";

export const TASK_WORDS: Readonly<Record<Model["task"], string>> = {
  "face-detection": "finds faces",
  "face-mesh": "measures faces",
  expression: "reads expressions",
  "action-units": "reads action units",
  labels: "reads labels of its own",
};

const SHOWN_VALUES = 3;

/** What a trial gave: the largest values, and of what. */
export function trialWords({ values, face }: Trial): string {
  const largest = values.toSorted((a, b) => b.value - a.value).slice(0, SHOWN_VALUES);
  const text = largest.map(({ label, value }) => `${label} ${value.toFixed(2)}`).join(", ");
  return `${face ? "Of the face" : "Of a made-up picture"}: ${text}${values.length > SHOWN_VALUES ? " …" : ""}`;
}
