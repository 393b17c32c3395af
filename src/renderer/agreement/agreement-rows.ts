import type { Agreement, CorrelationRow } from "../../shared/contract/agreement.ts";
import { formatP, formatR } from "../../shared/figures/statistic-text.ts";

/** One session: all raters together, and each rater in the order of the agreement's raters. */
export interface SessionAgreement {
  readonly patient: string;
  readonly session: number;
  readonly all: CorrelationRow;
  readonly byRater: readonly (CorrelationRow | null)[];
}

/** Correlations over all sessions: each rater's, then that of all together. */
export function overallRows(agreement: Agreement): CorrelationRow[] {
  const rows = agreement.correlations.filter((row) => row.session === null);
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

/** "[.10, .38]"; a dash where there is none. */
export function intervalText(row: CorrelationRow): string {
  return row.ciLow === null || row.ciHigh === null ? "–" : `[${formatR(row.ciLow)}, ${formatR(row.ciHigh)}]`;
}

/** "r = .25 (95 % CI .10 to .38, p < .001, n = 120)", or why there is no r. */
export function correlationSentence(row: CorrelationRow): string {
  const n = `n = ${row.n.toLocaleString("en-US")}`;
  if (row.r === null) return `no r (${n}): ${row.explanation ?? "not defined"}`;
  const parts: string[] = [];
  if (row.ciLow !== null && row.ciHigh !== null) {
    parts.push(`95 % CI ${formatR(row.ciLow)} to ${formatR(row.ciHigh)}`);
  }
  if (row.p !== null) parts.push(`p ${row.p < 0.001 ? formatP(row.p) : `= ${formatP(row.p)}`}`);
  return `r = ${formatR(row.r)} (${[...parts, n].join(", ")})`;
}
