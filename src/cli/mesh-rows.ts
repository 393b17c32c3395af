import type { MeshTrace } from "../shared/contract/evidence.ts";

/** Columns and rows of a table; null: no value. */
export interface MeshTable {
  readonly columns: readonly string[];
  readonly rows: readonly (number | null)[][];
}

/** One row a reading of the mesh: its time, then pose, openings, action units and emotions. */
export async function readingTable(trace: MeshTrace): Promise<MeshTable> {
  const timesMs = new Float64Array(await trace.timesMs.arrayBuffer());
  const groups = [
    { names: MEASURES, pick: await pickOf(trace.measures, trace.measureNames, MEASURES) },
    {
      names: trace.actionUnitNames,
      pick: await pickOf(trace.actionUnits, trace.actionUnitNames, trace.actionUnitNames),
    },
    {
      names: trace.emotionNames.map((name) => `au_${name}`),
      pick: await pickOf(trace.emotions, trace.emotionNames, trace.emotionNames),
    },
  ];
  return {
    columns: ["time_ms", ...groups.flatMap(({ names }) => names.map(columnName))],
    rows: Array.from(timesMs, (timeMs, at) => [
      Number(timeMs.toFixed(3)),
      ...groups.flatMap(({ pick }) => pick(at).map(rounded)),
    ]),
  };
}

/** Means of each column over the readings that have a value, the time left out. */
export function meansOf({ columns, rows }: MeshTable): MeshTable {
  const means = columns.slice(1).map((_, index) => {
    const values = rows.flatMap((row) => row[index + 1] ?? []);
    return values.length === 0 ? null : rounded(values.reduce((a, b) => a + b, 0) / values.length);
  });
  return { columns: columns.slice(1), rows: [means] };
}

/** What of the mesh's measures is printed; the others are what action units are computed from. */
const MEASURES = ["yaw", "pitch", "roll", "eyeOpeningLeft", "eyeOpeningRight", "mouthOpening"] as const;

function columnName(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** Reads some of the values of each reading. */
async function pickOf(
  values: Blob,
  names: readonly string[],
  wanted: readonly string[],
): Promise<(reading: number) => number[]> {
  const all = new Float32Array(await values.arrayBuffer());
  const places = wanted.map((name) => names.indexOf(name));
  return (reading) => places.map((place) => all[reading * names.length + place] ?? Number.NaN);
}

function rounded(value: number): number | null {
  return Number.isNaN(value) ? null : Number(value.toFixed(4));
}
