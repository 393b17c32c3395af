import type { Agreement, CorrelationRow } from "../../shared/contract/agreement.ts";

/** One session: all raters together, and each rater in the order of the agreement's raters. */
export interface SessionAgreement {
  readonly patient: string;
  readonly session: number;
  readonly all: CorrelationRow;
  readonly byRater: readonly (CorrelationRow | null)[];
}

/** Correlations over all sessions: each rater's, then that of all together unless there is one rater only. */
export function overallRows(agreement: Agreement): CorrelationRow[] {
  const rows = agreement.correlations.filter((row) => row.session === null);
  if (agreement.raters.length === 1) return rows.filter((row) => row.rater !== null);
  return [...rows.filter((row) => row.rater !== null), ...rows.filter((row) => row.rater === null)];
}

/** Correlations by session, in the order of the agreement. */
export function sessionRows(agreement: Agreement): SessionAgreement[] {
  const ofRaters = new Map<string, CorrelationRow>();
  for (const row of agreement.correlations) {
    if (row.rater !== null && row.session !== null)
      ofRaters.set(`${row.rater} ${row.patient} ${row.session}`, row);
  }
  return agreement.correlations.flatMap((all) => {
    const { rater, patient, session } = all;
    if (rater !== null || patient === null || session === null) return [];
    const byRater = agreement.raters.map((code) => ofRaters.get(`${code} ${patient} ${session}`) ?? null);
    return [{ patient, session, all, byRater }];
  });
}

/** The session that has the most to show: most rows, the first of these; null without a session. */
export function fullestSession(rows: readonly SessionAgreement[]): SessionAgreement | null {
  return rows.reduce<SessionAgreement | null>(
    (fullest, row) => (fullest === null || row.all.n > fullest.all.n ? row : fullest),
    null,
  );
}

/** "session", "n", "r" and "p" are those of all raters together; a number is the index of a rater. */
export type SessionSort = "session" | "n" | "r" | "p" | number;

/** The rows in the order of a column; sessions without a value come last both ways. */
export function sortedSessions(
  rows: readonly SessionAgreement[],
  sort: SessionSort,
  descending: boolean,
): SessionAgreement[] {
  if (sort === "session") return descending ? rows.toReversed() : [...rows];
  const value = (row: SessionAgreement): number | null =>
    typeof sort === "number" ? (row.byRater[sort]?.r ?? null) : row.all[sort];
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return descending ? right - left : left - right;
  });
}
