import type { CorrelationRow } from "../../../shared/figures/agreement-values.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { type NoCorrelation, pearson, SMALLEST_N_FOR_R } from "../../../stats/correlation.ts";
import { sessionKey } from "../session-key.ts";
import type { AgreementRow, AgreementRows } from "./agreement-rows.ts";

/**
 * r of arousal with 1 - neutral: all raters together and each rater, first overall, then in each session that the
 * rater has rated, in order of patient and session. A rated session without a single usable row keeps its line, with
 * n = 0 and the reason.
 */
export function correlationRows({ rows, raters, rated }: AgreementRows): CorrelationRow[] {
  const everybody = [null, ...raters];
  const overall = everybody.map((rater) =>
    correlationOf(
      { rater, patient: null, session: null },
      rows.filter((row) => rater === null || row.rater === rater),
    ),
  );
  const rowsOfSession = Map.groupBy(rows, sessionKey);
  const perSession = [...Map.groupBy(rated, sessionKey)].flatMap(([key, entries]) => {
    const here = rowsOfSession.get(key) ?? [];
    const present = new Set(entries.map((entry) => entry.rater));
    return everybody
      .filter((rater) => rater === null || present.has(rater))
      .map((rater) =>
        correlationOf(
          { rater, patient: entries[0]?.patient ?? null, session: entries[0]?.session ?? null },
          here.filter((row) => rater === null || row.rater === rater),
        ),
      );
  });
  return [...overall, ...perSession];
}

function correlationOf(
  scope: Pick<CorrelationRow, "rater" | "patient" | "session">,
  rows: readonly AgreementRow[],
): CorrelationRow {
  const result = pearson(
    rows.map((row) => row.nonspecific),
    rows.map((row) => row.arousal),
  );
  const { n } = result;
  if (result.r === null) {
    const none = { r: null, ciLow: null, ciHigh: null, p: null };
    return { ...scope, n, ...none, explanation: whyNoCorrelation(result, rows[0]?.arousal ?? null) };
  }
  const { r, interval, p } = result;
  const ends = { ciLow: interval?.low ?? null, ciHigh: interval?.high ?? null };
  return { ...scope, n, r, ...ends, p, explanation: null };
}

function whyNoCorrelation({ n, reason }: NoCorrelation, arousal: number | null): string {
  if (n === 0) return "No rated minute here has a machine value.";
  const count = formatCount(n);
  switch (reason) {
    case "too-few":
      return `r needs at least ${SMALLEST_N_FOR_R} minutes; here ${n === 1 ? "is 1" : `are ${count}`}.`;
    case "constant-x":
      return `1 − neutral is the same in all ${count} minutes: without variation there is no correlation.`;
    case "constant-y":
      return `Arousal is ${arousal} in all ${count} minutes: without variation there is no correlation.`;
    case "constant-both":
      return `Arousal and 1 − neutral are the same in all ${count} minutes: nothing varies.`;
  }
}

/** Why a correlation of two named variables does not exist. */
export function whyNone({ n, reason }: Pick<NoCorrelation, "n" | "reason">, x: string, y: string): string {
  const count = formatCount(n);
  switch (reason) {
    case "too-few":
      return `A correlation needs at least ${SMALLEST_N_FOR_R} pairs; here ${n === 1 ? "is 1" : `are ${count}`}.`;
    case "constant-x":
      return `${x} is the same in all ${count} rows: without variation there is no correlation.`;
    case "constant-y":
      return `${y} is the same in all ${count} rows: without variation there is no correlation.`;
    case "constant-both":
      return `Neither ${x} nor ${y} varies over the ${count} rows.`;
  }
}
