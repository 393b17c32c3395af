import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import { type AgreementRows, minuteKey } from "./agreement-rows.ts";

type Line = ReportDocument["flow"]["lines"][number];
type Tables = Pick<ReportTables, "sessions" | "minutes">;

/** Every session and every minute of the machine in exactly one place: excluded by reason, lost on the way, or used. */
export function sessionFlow(
  { sessions, minutes }: Tables,
  { rows, rated }: Pick<AgreementRows, "rows" | "rated">,
): Line[] {
  const standing = sessions.filter(({ excluded }) => excluded === null);
  const keys = new Set(standing.map(sessionKey));
  const own = minutes.filter((minute) => keys.has(sessionKey(minute)));
  return [...sessionLines(sessions, rows, rated), ...minuteLines(own, rows, rated)];
}

function sessionLines(
  sessions: Tables["sessions"],
  rows: AgreementRows["rows"],
  rated: AgreementRows["rated"],
): Line[] {
  const used = new Set(rows.map(sessionKey));
  const withRating = new Set(rated.map(sessionKey));
  const placeOf = (session: Tables["sessions"][number]): string => {
    const key = sessionKey(session);
    if (session.excluded !== null) return `excluded: ${session.excluded}`;
    if (used.has(key)) return USED;
    if (!session.analysed) return withRating.has(key) ? RATED_ONLY : NEITHER;
    return withRating.has(key) ? NO_MINUTE : ANALYSED_ONLY;
  };
  const groups = Map.groupBy(sessions, placeOf);
  const exclusions = [...groups]
    .filter(([place]) => place.startsWith("excluded: "))
    .sort(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1));
  return [
    strong("Sessions", sessions.length),
    ...exclusions.map(([place, own]) => part(place, own.length)),
    ...[RATED_ONLY, ANALYSED_ONLY, NEITHER, NO_MINUTE, USED].map((place) =>
      part(place, groups.get(place)?.length ?? 0),
    ),
  ];
}

const RATED_ONLY = "rated, not analysed with this model";
const ANALYSED_ONLY = "analysed, without a rating that enters";
const NEITHER = "neither analysed nor rated";
const NO_MINUTE = "analysed and rated, but in no minute both with a face";
const USED = "used";

function minuteLines(
  minutes: Tables["minutes"],
  rows: AgreementRows["rows"],
  rated: AgreementRows["rated"],
): Line[] {
  const used = new Set(rows.map(minuteKey));
  const withRating = new Set(rated.map(minuteKey));
  const without = (face: boolean): number =>
    minutes.filter((minute) => (minute.means !== null) === face && !withRating.has(minuteKey(minute))).length;
  const faceless = minutes.filter(({ means }) => means === null).length;
  return [
    strong("Analysed minutes of sessions that are not excluded", minutes.length),
    part("with a face, without a rating that enters", without(true)),
    part("without a face, rated", faceless - without(false)),
    part("without a face, without a rating that enters", without(false)),
    part("used", used.size),
  ];
}

function strong(label: string, n: number): Line {
  return { label, n, indent: false, strong: true };
}

function part(label: string, n: number): Line {
  return { label, n, indent: true, strong: false };
}
