import type { ReportName } from "../../shared/reports/report-options.ts";
import { importedSource } from "../imported-minutes/imported-reading.ts";
import type { ReportTables } from "./report-tables.ts";
import { sessionKey } from "./session-key.ts";

/** What a report needs that the study does not hold, and how to get it; null: it can be computed. */
export function whatIsMissing(report: ReportName, tables: ReportTables): string | null {
  switch (report) {
    case "reliability":
      return ratingsMissing(tables) ?? secondRaterMissing(tables);
    case "agreement":
      return ratingsMissing(tables) ?? minutesMissing(tables);
    case "outcome":
      return tables.outcomes.length === 0
        ? `The study holds no questionnaires. ${bring("questionnaires", "import-outcomes")}`
        : null;
    case "action-units":
      return tables.actionUnits === null
        ? `The study holds no action units with a severity score. ${ownActionUnits(tables) ?? bring("action units", "import-action-units")}`
        : null;
    case "classification":
      return tables.labels === null
        ? `The study holds no labelled clips. ${bring("labels", "import-labels")}`
        : null;
  }
}

/** What a part of a report needs that the study does not hold, and how to get it; null: every part can be computed. */
export function whatIsPartlyMissing(report: ReportName, tables: ReportTables): string | null {
  if (report !== "outcome" || whatIsMissing(report, tables) !== null) return null;
  const excluded = new Set(tables.sessions.filter((row) => row.excluded !== null).map(sessionKey));
  if (tables.minutes.some((row) => row.means !== null && !excluded.has(sessionKey(row)))) return null;
  return "No minute of the machine belongs to this report: ranks and groups stand alone. Analyse the sessions with “Analyse”, or import a table of minutes with “Add” on the page of sessions or with the command import-minutes.";
}

function ratingsMissing({ ratings }: ReportTables): string | null {
  if (ratings.some(({ arousal }) => arousal !== null)) return null;
  return `The study holds no ratings. Rate minutes in the rating room, or import a CSV of ratings with “Add” on the page of sessions or with the command import-ratings.`;
}

function secondRaterMissing({ ratings }: ReportTables): string | null {
  const first = new Map<string, string>();
  for (const { patient, session, minute, rater, arousal } of ratings) {
    if (arousal === null) continue;
    const key = `${patient} ${session} ${minute}`;
    const other = first.get(key);
    if (other !== undefined && other !== rater) return null;
    first.set(key, rater);
  }
  return "No minute was rated by two raters. Let a second rater code some of the sessions, or import that rater's ratings with “Add” on the page of sessions or with the command import-ratings.";
}

function minutesMissing({ minutes }: ReportTables): string | null {
  if (minutes.some(({ means }) => means !== null)) return null;
  return `No session has expression values yet. Analyse the sessions with “Analyse”, or import a table of minutes with “Add” on the page of sessions or with the command import-minutes.`;
}

/** How the action units of the study's own videos come to their report; null where none was analysed here. */
function ownActionUnits({ sessions, model, outcomes }: ReportTables): string | null {
  const own = model !== null && importedSource(model.modelId) === null;
  if (!own || !sessions.some((row) => row.analysed)) return null;
  const subscales = Object.keys(outcomes[0]?.scores ?? {});
  const severity =
    subscales.length === 0
      ? "SUBSCALE is a subscale of the questionnaires, which the study lacks as well: import them first, with the command import-outcomes."
      : `SUBSCALE is a subscale of the questionnaires (${subscales.join(", ")}).`;
  return `Those of the analysed videos are printed by the command action-units STUDY --format csv; import them with import-action-units STUDY FILE --severity SUBSCALE, or with “Add” on the page of sessions, and the score before treatment is the severity. ${severity}`;
}

/** What to do about a table that the study lacks. */
export function bring(what: string, command: string): string {
  return `Import ${what} from a CSV with “Add” on the page of sessions or with the command ${command}.`;
}
