import { beforeEach, describe, expect, it } from "vitest";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { rowCounts, tableFile } from "../../../test/support/table-file.ts";
import { importActionUnits } from "../action-units/import-action-units.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { importMinutes } from "../imported-minutes/import-minutes.ts";
import { importLabels } from "../labels/import-labels.ts";
import { importOutcomes } from "../outcomes/import-outcomes.ts";
import { importRatings } from "../ratings/import-ratings.ts";
import { addSession } from "../sessions/repo.ts";

let db: StudyDatabase;

beforeEach(() => {
  db = newStudy().db;
  addSession(db, "P01", 1, null);
});

const header = (text: string) => tableFile(`${text}\n`);
const MINUTES = "patient,session,minute,angry,disgust,fear,happy,sad,surprise,neutral,n_frames,n_faces";
const UNITS = "video,person,bdi,AU01";

const IMPORTS: readonly (readonly [string, () => unknown])[] = [
  ["minutes", () => importMinutes(db, "test", header(MINUTES), "fer")],
  ["questionnaires", () => importOutcomes(db, "test", header("patient,pre_a"))],
  ["a row a score", () => importOutcomes(db, "test", header("patient,subscale,timepoint,score"))],
  ["labels", () => importLabels(db, "test", header("clip,truth_e,a_e"), { set: "s", models: ["a"] })],
  ["action units", () => importActionUnits(db, "test", header(UNITS), { severity: "bdi", series: null })],
  [
    "a series",
    () => {
      const videos = tableFile(`${UNITS}\nV1,S1,3,0.5\n`);
      return importActionUnits(db, "test", videos, { severity: "bdi", series: header("time_s,AU01") });
    },
  ],
  [
    "ratings",
    () => {
      const { fileName, bytes } = header("patient,session,minute,rater,arousal,emotion");
      return importRatings(db, "test", fileName, bytes);
    },
  ],
];

describe("a table with a header line alone", () => {
  it.each(IMPORTS)("is refused: %s", (_what, work) => {
    const before = rowCounts(db);
    expect(work).toThrow(
      expect.objectContaining({
        code: "INVALID_FILE",
        message: "table.csv has no rows. Nothing of it was stored.",
      }),
    );
    expect(rowCounts(db)).toEqual(before);
  });
});
