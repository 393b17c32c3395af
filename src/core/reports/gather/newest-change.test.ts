import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../../../test/support/temp-folder.ts";
import { recordAudit } from "../../database/audit.ts";
import { importTable } from "../../exchange/import-table.ts";
import { createStudy, openStudyFolder } from "../../study/study-folder.ts";
import { newestChange } from "./newest-change.ts";

const MINUTES = `patient,session,minute,angry,disgust,fear,happy,sad,surprise,neutral,n_frames,n_faces
P01,1,1,0,0,0,0,0,0,1,1500,1400
`;

it("grows with what reports read, and with nothing else", async () => {
  const folder = join(tempFolder(), "study");
  createStudy(folder, "Changes", "test");
  const study = openStudyFolder(folder);
  onTestFinished(() => {
    study.db.close();
    study.lock.release();
  });
  const { db } = study;
  const add = () =>
    importTable(db, "test", {
      kind: "minutes",
      source: "fer",
      fileName: "minutes.csv",
      content: new Blob([MINUTES]),
    });
  const before = newestChange(db);
  await add();
  const added = newestChange(db);
  expect(added).toBeGreaterThan(before);

  // An import that brings nothing new, a sign-in, work that waits and copies of videos change no number.
  await add();
  for (const action of ["rater.signed-in", "analysis.queued", "proxy.finished", "speech.finished"]) {
    recordAudit(db, { actor: "R1", action, sessionId: null, details: {} });
  }
  expect(newestChange(db)).toBe(added);
  recordAudit(db, { actor: "R1", action: "rating.saved", sessionId: null, details: {} });
  expect(newestChange(db)).toBeGreaterThan(added);
});
