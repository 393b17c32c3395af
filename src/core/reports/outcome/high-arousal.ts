import type { Group } from "../../../shared/reports/outcome-group.ts";
import { mean } from "../../../stats/summary.ts";
import type { ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import type { OutcomeData } from "./outcome-data.ts";

export interface PatientArousal {
  readonly patient: string;
  readonly group: Group | null;
  readonly delta: number | null;
  /** Minutes with an arousal by at least one rater. */
  readonly n: number;
  /** Mean over these minutes of the share of raters who saw high arousal, 0..1. */
  readonly share: number;
}

/**
 * How much of the rated time of each patient has high arousal. A minute counts once, however many raters it has; training,
 * consensus and gold ratings and excluded sessions take no part.
 */
export function highArousal(tables: ReportTables, data: OutcomeData, from: number): PatientArousal[] {
  const excluded = new Set(tables.sessions.filter((row) => row.excluded !== null).map(sessionKey));
  const ratings = tables.ratings.flatMap(({ patient, session, minute, phase, arousal }) =>
    phase !== "main" || arousal === null || excluded.has(sessionKey({ patient, session }))
      ? []
      : [{ patient, minute: `${session} ${minute}`, high: Number(arousal >= from) }],
  );
  const outcomeOf = new Map(data.variants.completers.patients.map((row) => [row.patient, row]));
  return [...Map.groupBy(ratings, (row) => row.patient)].flatMap(([patient, rows]) => {
    const outcome = outcomeOf.get(patient);
    if (outcome === undefined) return [];
    const minutes = [...Map.groupBy(rows, (row) => row.minute).values()].map((own) =>
      mean(own.map((row) => row.high)),
    );
    const { group, delta } = outcome;
    return [{ patient, group, delta, n: minutes.length, share: mean(minutes) }];
  });
}
