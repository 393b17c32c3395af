import type { Group } from "../../../shared/reports/outcome-group.ts";
import { type FaceMinute, faceMinutes } from "../face-minutes.ts";
import { keyed } from "../keyed.ts";
import type { ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import { type GroupOf, type StandardisedMinutes, standardisedMinutes } from "./minute-curves.ts";
import {
  type OutcomeGroups,
  outcomeGroups,
  type PatientScores,
  VARIANTS,
  type Variant,
} from "./outcome-groups.ts";
import { type PatientMeans, patientMeans } from "./patient-means.ts";

/** What the sections of the report share. */
export interface OutcomeData {
  readonly subscales: readonly string[];
  readonly scores: readonly PatientScores[];
  readonly variants: Readonly<Record<Variant, OutcomeGroups>>;
  /** By the primary way of ranking. */
  readonly groupOf: GroupOf;
  /** Minutes with a face of analysed sessions, rated or not. */
  readonly minutes: readonly FaceMinute[];
  readonly standardised: StandardisedMinutes;
  readonly means: readonly PatientMeans[];
}

export function outcomeData(tables: ReportTables): OutcomeData {
  const subscales = Object.keys(tables.outcomes[0]?.scores ?? {});
  const scores = tables.outcomes.map(({ patient, dropout, scores: own }) => ({
    patient,
    dropout,
    pre: subscales.map((name) => own[name]?.pre ?? null),
    post: subscales.map((name) => own[name]?.post ?? null),
  }));
  const variants = keyed(VARIANTS, (variant) => outcomeGroups(scores, variant));
  const groupOf = new Map<string, Group | null>(
    variants.completers.patients.map((row) => [row.patient, row.group]),
  );
  const excluded = new Set(tables.sessions.filter((row) => row.excluded !== null).map(sessionKey));
  const minutes = faceMinutes(tables.minutes.filter((row) => !excluded.has(sessionKey(row))));
  return {
    subscales,
    scores,
    variants,
    groupOf,
    minutes,
    standardised: standardisedMinutes(minutes, groupOf),
    means: patientMeans(minutes, "minutes"),
  };
}
