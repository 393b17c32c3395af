import type { AgreementPoint, CorrelationRow } from "../../shared/contract/agreement.ts";
import { type NoCorrelation, pearson, SMALLEST_N_FOR_R } from "../../stats/correlation.ts";

interface SessionOfRater {
  readonly patient: string;
  readonly session: number;
  readonly rater: string;
}

/**
 * r of arousal with 1 - neutral: all raters together and each rater, first overall, then in each session that the
 * rater has rated, in order of patient and session. A rated session without a single usable row keeps its line, with
 * n = 0 and the reason.
 */
export function correlationRows(
  points: readonly AgreementPoint[],
  raters: readonly string[],
  rated: readonly SessionOfRater[],
): CorrelationRow[] {
  const everybody = [null, ...raters];
  const overall = everybody.map((rater) =>
    correlationOf(
      { rater, patient: null, session: null },
      points.filter((point) => rater === null || point.rater === rater),
    ),
  );
  const pointsOfSession = Map.groupBy(points, sessionKey);
  const ratersOfSession = Map.groupBy(rated, sessionKey);
  const perSession = [...ratersOfSession].flatMap(([key, entries]) => {
    const here = pointsOfSession.get(key) ?? [];
    const present = new Set(entries.map((entry) => entry.rater));
    return everybody
      .filter((rater) => rater === null || present.has(rater))
      .map((rater) =>
        correlationOf(
          { rater, patient: entries[0]?.patient ?? null, session: entries[0]?.session ?? null },
          here.filter((point) => rater === null || point.rater === rater),
        ),
      );
  });
  return [...overall, ...perSession];
}

function correlationOf(
  scope: Pick<CorrelationRow, "rater" | "patient" | "session">,
  points: readonly AgreementPoint[],
): CorrelationRow {
  const result = pearson(
    points.map((point) => point.nonspecific),
    points.map((point) => point.arousal),
  );
  if (result.r === null) {
    const none = { r: null, ciLow: null, ciHigh: null, p: null };
    return {
      ...scope,
      n: result.n,
      ...none,
      explanation: whyNoCorrelation(result, points[0]?.arousal ?? null),
    };
  }
  const { n, r, interval, p } = result;
  return {
    ...scope,
    n,
    r,
    ciLow: interval?.low ?? null,
    ciHigh: interval?.high ?? null,
    p,
    explanation: null,
  };
}

function whyNoCorrelation(result: NoCorrelation, arousal: number | null): string {
  if (result.n === 0) return "No rated minute here has a machine value.";
  switch (result.reason) {
    case "too-few":
      return `r needs at least ${SMALLEST_N_FOR_R} minutes; here ${result.n === 1 ? "is 1" : `are ${result.n}`}.`;
    case "constant-x":
      return `1 − neutral is the same in all ${result.n} minutes: without variation there is no correlation.`;
    case "constant-y":
      return `Arousal is ${arousal} in all ${result.n} minutes: without variation there is no correlation.`;
    case "constant-both":
      return `Arousal and 1 − neutral are the same in all ${result.n} minutes: nothing varies.`;
  }
}

function sessionKey(row: { readonly patient: string; readonly session: number }): string {
  return `${row.patient} ${row.session}`;
}
