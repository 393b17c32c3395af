import { createHash } from "node:crypto";
import type { ReportTables } from "../report-tables.ts";

export type ReportRows = Pick<
  ReportTables,
  "sessions" | "ratings" | "minutes" | "outcomes" | "actionUnits" | "labels"
>;

/**
 * SHA-256 over the rows of a report's tables. Neither the order in which rows came into the study nor the time and way in
 * which they did enters: equal data have an equal version wherever they were imported.
 */
export function dataVersion({
  sessions,
  ratings,
  minutes,
  outcomes,
  actionUnits,
  labels,
}: ReportRows): string {
  const hash = createHash("sha256");
  const add = (name: string, rows: readonly unknown[]): void => {
    hash.update(`${name}\n`);
    for (const row of rows.map((one) => JSON.stringify(sorted(one))).sort()) hash.update(`${row}\n`);
  };
  add("sessions", sessions);
  add(
    "ratings",
    ratings.map(({ recordedAt: _, origin: __, ...row }) => row),
  );
  add("minutes", minutes);
  add("outcomes", outcomes);
  if (actionUnits) {
    const { videos, series, units, severity } = actionUnits;
    add("severity", [severity]);
    add(
      "action units",
      videos.map(({ means, ...row }) => ({
        ...row,
        means: Object.fromEntries(units.map((unit, i) => [unit, means[i] ?? null])),
      })),
    );
    add("series", series);
  }
  if (labels) {
    add("judges", labels.judges);
    add("clips", labels.clips);
  }
  return hash.digest("hex");
}

/** The value with the keys of its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
