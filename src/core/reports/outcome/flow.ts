import { counted } from "../../../shared/figures/agreement-words.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import type { OutcomeData } from "./outcome-data.ts";

type Flow = ReportDocument["flow"];
type Line = Flow["lines"][number];

/** How many patients, sessions, minutes and scores went in, and where the others were lost. */
export function outcomeFlow(tables: ReportTables, data: OutcomeData): Flow {
  const { patients } = data.variants.completers;
  const changed = patients.filter((row) => row.delta !== null).length;
  const dropouts = patients.filter((row) => row.dropout).length;
  const known = new Set(patients.map((row) => row.patient));
  const all = new Set([...tables.sessions.map((row) => row.patient), ...known]);
  const analysed = new Set(data.minutes.map(sessionKey)).size;
  return {
    sentence: `${counted(changed, "patient")} with a change from before to after treatment and ${dropouts === 0 ? "no dropouts" : counted(dropouts, "dropout")}, of ${counted(all.size, "patient")}; ${counted(data.minutes.length, "minute")} with a face in ${counted(analysed, "session")}, rated or not.`,
    lines: [
      strong("Patients", all.size),
      part("with scores before and after treatment", changed),
      part("dropped out", dropouts),
      part("completed, without scores before or after", patients.length - changed - dropouts),
      part("without an outcome", all.size - known.size),
      ...sessionLines(tables),
      ...minuteLines(tables, data),
      ...scoreLines(data),
    ],
  };
}

function sessionLines({ sessions }: ReportTables): Line[] {
  const reasons = Map.groupBy(
    sessions.filter((row) => row.excluded !== null),
    (row) => row.excluded ?? "",
  );
  const rest = sessions.filter((row) => row.excluded === null);
  return [
    strong("Sessions", sessions.length),
    ...[...reasons].map(([reason, rows]) => part(`excluded: ${reason}`, rows.length)),
    part("without values of the machine", rest.filter((row) => !row.analysed).length),
    part("analysed", rest.filter((row) => row.analysed).length),
  ];
}

function minuteLines(tables: ReportTables, { minutes, standardised, groupOf }: OutcomeData): Line[] {
  const used = new Set(tables.sessions.flatMap((row) => (row.excluded === null ? [sessionKey(row)] : [])));
  const counts = tables.minutes.filter((row) => used.has(sessionKey(row))).length;
  return [
    strong("Minutes of the analysed sessions", counts),
    part("without a face", counts - minutes.length),
    part("with a face: means of patients, components", minutes.length),
    part("of these in minutes 1 to 50: curves, tests over minutes", standardised.minutes.length),
    part(
      "of these of patients with a group",
      standardised.minutes.filter((row) => groupOf.get(row.patient)).length,
    ),
  ];
}

function scoreLines({ scores, subscales }: OutcomeData): Line[] {
  const missing = (rows: typeof scores, time: "pre" | "post"): number =>
    rows.flatMap((row) => row[time]).filter((score) => score === null).length;
  const completers = scores.filter((row) => !row.dropout);
  return [
    strong(
      "Scores expected: before from all, after from completers",
      subscales.length * (scores.length + completers.length),
    ),
    part("missing before treatment", missing(scores, "pre")),
    part("missing after treatment, completers", missing(completers, "post")),
  ];
}

function strong(label: string, n: number): Line {
  return { label, n, indent: false, strong: true };
}

function part(label: string, n: number): Line {
  return { label, n, indent: true, strong: false };
}
