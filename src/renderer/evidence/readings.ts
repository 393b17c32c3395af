import type { Track } from "../../shared/contract/evidence.ts";
import type { Run } from "../../shared/contract/traces.ts";

/** What finds and measures faces; everything else in a run reads expressions. */
const NOT_EXPRESSION = /blazeface|face-mesh|detector/;

const NAMES: Readonly<Record<string, string>> = {
  "fer2013-xception": "FER-2013 Xception",
  "face-api-expression": "face-api",
  blend: "Blend of both",
};

const CALIBRATED = "-calibrated";

/** Ids of the readings that a run offers: those of its client's tracks, or else its expression models. */
export function readingsOfRun(run: Run, tracks: readonly Track[] | null | undefined): string[] {
  const ofTracks = (tracks ?? []).flatMap(({ means }) => (means === null ? [] : Object.keys(means)));
  if (ofTracks.length > 0) return [...new Set(ofTracks)];
  return run.models.map(({ modelId }) => modelId).filter((id) => !NOT_EXPRESSION.test(id));
}

/** The reading to show: the asked one where the run has it, else the study's, else the first. */
export function chosenReading(offered: readonly string[], asked: string | null, usual: string): string {
  return [asked, usual].find((id) => id !== null && offered.includes(id)) ?? offered[0] ?? usual;
}

const IMPORTED = "imported:";

/** Short name of a reading. */
export function readingName(id: string): string {
  if (id.startsWith(IMPORTED)) return `Imported minutes (${id.slice(IMPORTED.length)})`;
  if (!id.endsWith(CALIBRATED)) return NAMES[id] ?? id;
  const raw = id.slice(0, -CALIBRATED.length);
  return `${NAMES[raw] ?? raw}, calibrated`;
}
