import { fileURLToPath } from "node:url";
import type { ReportTables } from "../../src/core/reports/report-tables.ts";
import { readStudyTables } from "../../src/core/reproduce/read-study-tables.ts";
import { SUBSCALES } from "../../src/core/reproduce/study-tables.ts";
import { CEAS_BASEL_2023 } from "../../src/shared/ceas/codebook.ts";
import { goldenActionUnitTable, goldenLabelTable } from "./golden-clip-tables.ts";

/** The reference study as the input of reports, straight from its files. */
export async function goldenReportTables(): Promise<ReportTables> {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const { sessions, ratings, minutes, outcomes } = await readStudyTables(folder);
  const { key, version, title } = CEAS_BASEL_2023;
  return {
    study: { studyId: "golden", name: "Reference study" },
    program: { name: "Minutewise", version: "0.0.0" },
    computedAt: "2026-01-31T12:00:00.000Z",
    dataVersion: "0".repeat(64),
    model: {
      modelId: "imported:reference",
      name: "Imported minutes",
      sha256: null,
      temperature: 1,
      parts: [],
    },
    codebook: { key, version, title },
    sessions: sessions.map(({ patient, session, analysed }) => ({
      patient,
      session,
      heldOn: null,
      minutes: null,
      analysed,
      excluded: analysed ? null : "not analysed",
    })),
    ratings: ratings.map((row) => ({
      ...row,
      phase: "main",
      peak: null,
      recordedAt: "2026-01-01T00:00:00.000Z",
      origin: "import",
    })),
    minutes: minutes.map((row) => ({ ...row, coverage: null, partial: false, aggregates: null })),
    outcomes: outcomes.map(({ patient, dropout, pre, post }) => ({
      patient,
      dropout,
      scores: Object.fromEntries(
        SUBSCALES.map((name, i) => [name, { pre: pre[i] ?? null, post: post[i] ?? null }]),
      ),
    })),
    actionUnits: goldenActionUnitTable(),
    labels: goldenLabelTable(),
  };
}
