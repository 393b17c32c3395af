import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readModelCatalogue } from "../../src/core/analysis/model-catalogue.ts";
import { gatherTables } from "../../src/core/reports/gather/gather-tables.ts";
import { reportReading } from "../../src/core/reports/gather/report-reading.ts";
import type { ReportTables } from "../../src/core/reports/report-tables.ts";
import { openStudyFolder } from "../../src/core/study/study-folder.ts";
import { runCommand } from "../support/run-command.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { goldenReportTables } from "./golden-report-tables.ts";

const GOLDEN = fileURLToPath(new URL(".", import.meta.url));
const file = (name: string) => `${GOLDEN}${name}`;

const IMPORTS: readonly (readonly string[])[] = [
  ["import", "study", "--manifest", file("sessions.csv")],
  ["import-minutes", "study", file("fer_minutes.csv")],
  ["import-ratings", "study", file("ratings.csv")],
  ["import-outcomes", "study", file("outcomes.csv")],
  ["import-labels", "study", file("labels16.csv")],
  ["import-action-units", "study", file("au.csv"), "--series", file("au_series.csv")],
];

/** The reference study in a folder of its own, its tables imported by the commands in this order. */
async function importGolden(imports = IMPORTS): Promise<{ folder: string; tables: ReportTables }> {
  const folder = tempFolder();
  vi.stubEnv("MINUTEWISE_DATA", `${folder}/user`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await runCommand(folder, "init", "study");
  for (const command of imports) {
    const { code, err } = await runCommand(folder, ...command);
    expect([command[0], code, err]).toEqual([command[0], 0, ""]);
  }
  return { folder, tables: gather(`${folder}/study`) };
}

function gather(folder: string): ReportTables {
  const study = openStudyFolder(folder);
  try {
    const models = readModelCatalogue(fileURLToPath(new URL("../../resources/models", import.meta.url)));
    const model = reportReading(study.db, models, study.info.defaultModelId);
    return gatherTables(study, model, { version: "0.0.0" });
  } finally {
    study.db.close();
    study.lock.release();
  }
}

describe("the reference tables, imported by the commands", () => {
  it("are the tables that reports are computed from", async () => {
    const { tables } = await importGolden();
    const golden = await goldenReportTables();
    expect(tables.model).toEqual({
      modelId: "imported:fer",
      name: "Imported minutes (fer)",
      sha256: null,
      temperature: 1,
      parts: [],
    });
    expect(
      tables.sessions.map(({ minutes: _, excluded, ...row }) => ({ ...row, excluded: excluded !== null })),
    ).toEqual(
      golden.sessions.map(({ minutes: _, excluded, ...row }) => ({ ...row, excluded: excluded !== null })),
    );
    expect(tables.ratings.map((row) => ({ ...row, recordedAt: "" }))).toEqual(
      golden.ratings.map((row) => ({ ...row, recordedAt: "" })),
    );
    expect(tables.minutes.map((row) => ({ ...row, coverage: null }))).toEqual(golden.minutes);
    expect(tables.outcomes).toEqual(golden.outcomes);
    expect(tables.actionUnits).toEqual(golden.actionUnits);
    expect(tables.labels).toEqual(golden.labels);
    expect(tables.sessions[0]).toMatchObject({ patient: "P01", session: 1, minutes: 46 });
    expect(tables.minutes[0]?.coverage).toBe(1581 / 1800);
    expect(new Set(tables.sessions.flatMap(({ excluded }) => excluded ?? []))).toEqual(
      new Set(["background object detected as face"]),
    );
  });

  it("change nothing the second time, and have one version whatever their order", async () => {
    const first = await importGolden();
    for (const command of IMPORTS) {
      const { out } = await runCommand(first.folder, ...command);
      expect(out).not.toMatch(/: [1-9]\d* stored|added|completed/);
    }
    expect(gather(`${first.folder}/study`).dataVersion).toBe(first.tables.dataVersion);
    const [manifest = [], ...others] = IMPORTS;
    const second = await importGolden([manifest, ...others.toReversed()]);
    expect(second.tables.dataVersion).toBe(first.tables.dataVersion);
  });
});
