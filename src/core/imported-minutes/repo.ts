import type { MachineMinute } from "../../shared/contract/traces.ts";
import { byExpression, EXPRESSIONS, nonspecificArousal } from "../../shared/expression.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import type { MinuteAggregates } from "../reports/report-tables.ts";

/** A minute as it was imported, by session. */
export interface ImportedMinute {
  readonly sessionId: number;
  readonly minute: number;
  readonly nFrames: number;
  readonly nFaces: number;
  /** In the order of EXPRESSIONS; null: no face with a result. */
  readonly means: readonly number[] | null;
  /** Of 1 - neutral; null: not stated. */
  readonly aggregates: MinuteAggregates | null;
}

type Values = [
  sessionId: number,
  minute: number,
  nFrames: number,
  nFaces: number,
  ...rest: (number | null)[],
];

const COLUMNS = `session_id, minute, n_frames, n_faces, ${EXPRESSIONS.join(", ")}, median, p90, maximum, share_above, bursts`;

/** The minutes of a source as they stand, in no stated order. */
export function importedMinutes(db: StudyDatabase, source: string): ImportedMinute[] {
  return db
    .prepare<[string], Values>(`SELECT ${COLUMNS} FROM imported_minute_current WHERE source = ?`)
    .raw()
    .all(source)
    .map(toMinute);
}

function toMinute([sessionId, minute, nFrames, nFaces, ...values]: Values): ImportedMinute {
  const means = values.slice(0, EXPRESSIONS.length).filter((value) => value !== null);
  const [median, p90, maximum, shareAbove, bursts] = values.slice(EXPRESSIONS.length);
  const stated = median != null && p90 != null && maximum != null && shareAbove != null && bursts != null;
  return {
    sessionId,
    minute,
    nFrames,
    nFaces,
    means: means.length === EXPRESSIONS.length ? means : null,
    aggregates: stated ? { median, p90, maximum, shareAbove, bursts } : null,
  };
}

/** Appends a minute. Call it within a transaction. */
export function minuteAppender(
  db: StudyDatabase,
  importId: number,
  source: string,
): (minute: ImportedMinute) => void {
  const insert = db.prepare(
    `INSERT INTO imported_minute (import_id, source, ${COLUMNS})
     VALUES (${Array.from({ length: 18 }, () => "?").join(", ")})`,
  );
  return ({ sessionId, minute, nFrames, nFaces, means, aggregates }) => {
    insert.run(
      importId,
      source,
      sessionId,
      minute,
      nFrames,
      nFaces,
      ...EXPRESSIONS.map((_, i) => means?.[i] ?? null),
      aggregates?.median ?? null,
      aggregates?.p90 ?? null,
      aggregates?.maximum ?? null,
      aggregates?.shareAbove ?? null,
      aggregates?.bursts ?? null,
    );
  };
}

/** Sources of imported minutes by session, in the order of their names. */
export function sourcesBySession(db: StudyDatabase): Map<number, string[]> {
  const rows = db
    .prepare<[], { sessionId: number; source: string }>(
      "SELECT DISTINCT session_id AS sessionId, source FROM imported_minute ORDER BY source",
    )
    .all();
  const sources = new Map<number, string[]>();
  for (const { sessionId, source } of rows) {
    sources.set(sessionId, [...(sources.get(sessionId) ?? []), source]);
  }
  return sources;
}

/** An imported minute in the form of the machine's own: every frame with a face counts as used. */
export function asMachineMinute({ minute, nFrames, nFaces, means }: ImportedMinute): MachineMinute {
  const named = means && byExpression(means);
  return {
    minute,
    partial: false,
    means: named,
    nonspecific: named && nonspecificArousal(named.neutral),
    nFrames,
    nFaces,
    nUsed: means ? nFaces : 0,
    nUncertain: 0,
    coverage: nFrames > 0 ? nFaces / nFrames : null,
  };
}
