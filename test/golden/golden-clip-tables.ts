import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { ActionUnitTable, LabelTable } from "../../src/core/reports/report-tables.ts";
import { ACTION_UNITS, JUDGES } from "../../src/core/reproduce/study-tables.ts";

/** `labels16.csv`: three people and a model, emotion and valence. */
export function goldenLabelTable(): LabelTable {
  const dimensions = ["emotion", "valence"];
  return {
    set: "labels16",
    dimensions,
    judges: JUDGES.map((name) => ({ name, kind: name === "model" ? "model" : "human" })),
    clips: readRows("labels16.csv").map((row) => {
      const labels = (who: string): Record<string, string | null> =>
        Object.fromEntries(dimensions.map((dimension) => [dimension, row[`${who}_${dimension}`] || null]));
      return {
        clip: row["clip"] ?? "",
        truth: labels("truth"),
        judged: Object.fromEntries(JUDGES.map((judge) => [judge, labels(judge)])),
      };
    }),
  };
}

/** `au.csv` with the covariates of the paper, and the one series of `au_series.csv`. */
export function goldenActionUnitTable(): ActionUnitTable {
  return {
    severity: "bdi",
    units: ACTION_UNITS,
    covariates: ["age", "sex", "camera", "medication", "repeat_video"],
    videos: readRows("au.csv").map((row) => ({
      video: row["video"] ?? "",
      person: row["person"] ?? "",
      severity: Number(row["bdi"]),
      covariates: {
        age: Number(row["age"]),
        sex: row["sex"] ?? null,
        camera: row["camera"] ?? null,
        medication: Number(row["medication"]),
        repeat_video: Number(row["repeat_video"]),
      },
      means: ACTION_UNITS.map((unit) => Number(row[unit])),
    })),
    series: [
      {
        video: null,
        unit: "AU12",
        rateHz: 30,
        values: readRows("au_series.csv").map((row) => Number(row["au12"])),
      },
    ],
  };
}

function readRows(name: string): Record<string, string>[] {
  return parse(readFileSync(new URL(name, import.meta.url)), { columns: true });
}
