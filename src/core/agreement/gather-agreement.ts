import { CEAS_BASEL_2023 } from "../../shared/ceas/codebook.ts";
import { ratingValueSchema } from "../../shared/ceas/rating.ts";
import type { Agreement } from "../../shared/contract/agreement.ts";
import type { ReadingWithCards } from "../analysis/model-catalogue.ts";
import { studyMinutes } from "../analysis/traces.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { excludedSessions } from "../evidence/excluded-sessions.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import type { AnalysedMinuteRow, RatedMinute } from "./analysis-rows.ts";
import { computeAgreement } from "./compute-agreement.ts";

/**
 * Agreement of all current ratings with what a reading of the expressions gave in the run that counts for each session's
 * linked video; sessions whose counting run is excluded stay out. Only ratings by the codebook "Basel 2023" enter: versions of the scale are never mixed in one table.
 */
export function gatherAgreement(
  study: OpenStudy,
  model: ReadingWithCards,
  platform: Pick<Platform, "version">,
): Agreement {
  const { key, version, title } = CEAS_BASEL_2023;
  return computeAgreement({
    study: { studyId: study.info.studyId, name: study.info.name },
    program: { name: "Minutewise", version: platform.version },
    model: describeReading(model),
    codebook: { key, version, title },
    computedAt: new Date().toISOString(),
    ratings: currentRatings(study.db, { key, version }),
    machine: analysedMinutes(study.db, model),
    excluded: excludedSessions(study.db),
  });
}

/** What a report says about the reading that it rests on. */
export function describeReading({ reading, cards }: ReadingWithCards): Agreement["model"] {
  const parts = reading.parts.map(({ modelId, weight }) => {
    const card = cards.find(({ id }) => id === modelId);
    if (!card) throw new Error(`The card of ${modelId} is missing.`);
    return { modelId, name: card.name, sha256: card.sha256, weight };
  });
  const [first] = parts;
  return {
    modelId: reading.id,
    name: reading.name,
    sha256: parts.length === 1 && first ? first.sha256 : null,
    temperature: reading.temperature,
    parts,
  };
}

interface RatingColumns {
  patient: string;
  session: number;
  minute: number;
  rater: string;
  arousal: number | null;
  emotion: string | null;
  notRatable: string | null;
  note: string;
}

function currentRatings(db: StudyDatabase, codebook: { key: string; version: number }): RatedMinute[] {
  return db
    .prepare<[string, number], RatingColumns>(
      `SELECT p.pseudonym AS patient, s.number AS session, c.minute, r.code AS rater, c.arousal, c.emotion,
         c.not_ratable AS notRatable, c.note
       FROM rating_current c
       JOIN codebook b ON b.id = c.codebook_id AND b.key = ? AND b.version = ?
       JOIN rater r ON r.id = c.rater_id
       JOIN session s ON s.id = c.session_id
       JOIN patient p ON p.id = s.patient_id`,
    )
    .all(codebook.key, codebook.version)
    .map(({ patient, session, minute, rater, ...value }) => ({
      patient,
      session,
      minute,
      rater,
      value: ratingValueSchema.parse(value),
    }));
}

function analysedMinutes(db: StudyDatabase, model: ReadingWithCards): AnalysedMinuteRow[] {
  return studyMinutes(db, model).map(({ patient, session, minute, means, coverage }) => ({
    patient,
    session,
    minute,
    expression: means && coverage !== null ? { means, coverage } : null,
  }));
}
