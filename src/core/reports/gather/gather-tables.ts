import { CEAS_BASEL_2023 } from "../../../shared/ceas/codebook.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { ReadingWithCards } from "../../analysis/model-catalogue.ts";
import { importedSource } from "../../imported-minutes/imported-reading.ts";
import type { Platform } from "../../platform.ts";
import { standingSessions } from "../../sessions/standing-sessions.ts";
import type { OpenStudy } from "../../study/open-study.ts";
import type { ReportTables } from "../report-tables.ts";
import { currentRatings } from "./current-ratings.ts";
import { dataVersion, type ReportRows } from "./data-version.ts";
import { describeReading } from "./describe-reading.ts";
import { importedActionUnits } from "./gather-action-units.ts";
import { gatherLabels } from "./gather-labels.ts";
import { gatherOutcomes } from "./gather-outcomes.ts";
import { machineMinutes } from "./machine-minutes.ts";

/**
 * All that the reports are computed from, as the study holds it now.
 *
 * @param model the machine's side, see `reportReading`; null: none, as for a study of ratings alone
 * @throws Failure NOT_FOUND for a set of labelled clips that was not imported
 */
export function gatherTables(
  study: OpenStudy,
  model: ReadingWithCards | null,
  platform: Pick<Platform, "version">,
  options: Pick<ReportOptions, "labelSet"> = {},
): ReportTables {
  const { key, version, title } = CEAS_BASEL_2023;
  // One moment for all rows: another connection may write between two queries.
  const rows = study.db.transaction(() => gatherRows(study, model, options))();
  return {
    study: { studyId: study.info.studyId, name: study.info.name },
    program: { name: "Minutewise", version: platform.version },
    computedAt: new Date().toISOString(),
    dataVersion: dataVersion(rows),
    model: model && describeReading(study.db, model),
    codebook: { key, version, title },
    ...rows,
  };
}

function gatherRows(
  { db }: OpenStudy,
  model: ReadingWithCards | null,
  { labelSet }: Pick<ReportOptions, "labelSet">,
): ReportRows {
  const readsImported = model !== null && importedSource(model.reading.id) !== null;
  const sessions = standingSessions(db, readsImported);
  const minutes = machineMinutes(db, model, sessions);
  const analysed = new Set(minutes.map(({ patient, session }) => `${patient} ${session}`));
  return {
    sessions: sessions.map(({ sessionId: _, runId: __, ...row }) => ({
      ...row,
      analysed: analysed.has(`${row.patient} ${row.session}`),
    })),
    ratings: currentRatings(db, CEAS_BASEL_2023),
    minutes,
    outcomes: gatherOutcomes(db),
    actionUnits: importedActionUnits(db),
    labels: gatherLabels(db, labelSet),
  };
}
