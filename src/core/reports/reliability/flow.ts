import { RATING_PHASES } from "../../../shared/ceas/rating-phase.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportTables } from "../report-tables.ts";
import { minutesOf, type ReliabilityData } from "./gather-reliability.ts";

/** How many ratings went in, and where the others were lost. */
export function flowOf(tables: ReportTables, data: ReliabilityData): ReportDocument["flow"] {
  const { phase, doubleCoded, excluded, ratings } = data;
  const own = ratings.filter((row) => row.phase === phase);
  const coded = own.filter((row) => row.arousal !== null).length;
  const minutes = minutesOf(doubleCoded);
  const used = minutes.flatMap((minute) => minute.arousal.filter((value) => value !== null)).length;
  const ofExcluded = excluded.reduce((sum, entry) => sum + entry.ratings, 0);
  const unknown = tables.ratings.length - ofExcluded - ratings.length;
  const patients = new Set(doubleCoded.sessions.map(({ facts }) => facts.patient)).size;
  const line = (label: string, n: number, indent = true, strong = false) => ({ label, n, indent, strong });
  return {
    sentence:
      used === 0
        ? `Of ${counted(tables.ratings.length, "rating")}, none stands beside another rater's.`
        : `Of ${counted(tables.ratings.length, "rating")}, ${formatCount(used)} ${used === 1 ? "stands" : "stand"} beside another rater's: ${counted(minutes.length, "minute")} of ${counted(doubleCoded.sessions.length, "session")} and ${counted(patients, "patient")}, by ${counted(doubleCoded.raters.length, "rater")}.`,
    lines: [
      line("Ratings in the study", tables.ratings.length, false, true),
      ...excluded
        .filter((entry) => entry.ratings > 0)
        .map((entry) => line(`in excluded sessions: ${entry.reason}`, entry.ratings)),
      ...(unknown > 0 ? [line("in sessions that the study does not hold", unknown)] : []),
      ...RATING_PHASES.filter((other) => other !== phase)
        .map((other) =>
          line(`of the phase "${other}", shown apart`, ratings.filter((row) => row.phase === other).length),
        )
        .filter(({ n }) => n > 0),
      line("marked as not ratable", own.length - coded),
      line("of minutes that one rater alone coded", coded - used),
      line("Ratings that are compared", used, false, true),
      line("Minutes coded by two raters or more", minutes.length, false),
      line("Sessions with such minutes", doubleCoded.sessions.length, false),
      line("Patients", patients, false),
    ],
  };
}
