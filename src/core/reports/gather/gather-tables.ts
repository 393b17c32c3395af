import { createHash } from "node:crypto";
import { CEAS_BASEL_2023 } from "../../../shared/ceas/codebook.ts";
import { EXPRESSIONS } from "../../../shared/expression.ts";
import { describeReading } from "../../agreement/gather-agreement.ts";
import type { ReadingWithCards } from "../../analysis/model-catalogue.ts";
import { studyMinutes } from "../../analysis/traces.ts";
import { excludedSessions } from "../../evidence/excluded-sessions.ts";
import type { Platform } from "../../platform.ts";
import { listSessions } from "../../sessions/repo.ts";
import type { OpenStudy } from "../../study/open-study.ts";
import type { ReportTables } from "../report-tables.ts";
import { currentRatings } from "./current-ratings.ts";

/** All that the reports are computed from, as the study holds it now. */
export function gatherTables(
  study: OpenStudy,
  model: ReadingWithCards,
  platform: Pick<Platform, "version">,
): ReportTables {
  const { key, version, title } = CEAS_BASEL_2023;
  const minutes = studyMinutes(study.db, model);
  const analysed = new Set(minutes.map(({ patient, session }) => `${patient} ${session}`));
  const reasons = new Map(
    excludedSessions(study.db).map(({ patient, session, reason }) => [`${patient} ${session}`, reason]),
  );
  const rows = {
    sessions: listSessions(study.db).map(({ patient, number }) => ({
      patient,
      session: number,
      heldOn: null,
      minutes: null,
      analysed: analysed.has(`${patient} ${number}`),
      excluded: reasons.get(`${patient} ${number}`) ?? null,
    })),
    ratings: currentRatings(study.db, { key, version }),
    minutes: minutes.map(({ patient, session, minute, means, coverage, partial }) => ({
      patient,
      session,
      minute,
      means: means && EXPRESSIONS.map((name) => means[name]),
      coverage,
      partial,
      aggregates: null,
    })),
    outcomes: [],
    actionUnits: null,
    labels: null,
  };
  return {
    study: { studyId: study.info.studyId, name: study.info.name },
    program: { name: "Minutewise", version: platform.version },
    computedAt: new Date().toISOString(),
    dataVersion: createHash("sha256").update(JSON.stringify(rows)).digest("hex"),
    model: describeReading(model),
    codebook: { key, version, title },
    ...rows,
  };
}
