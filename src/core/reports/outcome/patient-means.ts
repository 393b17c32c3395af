import { mean } from "../../../stats/summary.ts";
import { type FaceMinute, FER_SCORES, type FerScore } from "../face-minutes.ts";
import { keyed } from "../keyed.ts";

export interface PatientMeans {
  readonly patient: string;
  readonly minutes: number;
  readonly fer: Readonly<Record<FerScore, number>>;
}

/** Each patient's expression: the mean over all minutes with a face, or of the means of the sessions. */
export function patientMeans(rows: readonly FaceMinute[], over: "minutes" | "sessions"): PatientMeans[] {
  return [...Map.groupBy(rows, (row) => row.patient)].map(([patient, own]) => ({
    patient,
    minutes: own.length,
    fer: keyed(FER_SCORES, (score) => {
      if (over === "minutes") return mean(own.map((row) => row.fer[score]));
      const sessions = [...Map.groupBy(own, (row) => row.session).values()];
      return mean(sessions.map((session) => mean(session.map((row) => row.fer[score]))));
    }),
  }));
}
