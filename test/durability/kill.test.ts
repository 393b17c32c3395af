import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openStudyFolder } from "../../src/core/study/study-folder.ts";
import { addTestSession, newStudy } from "../support/study-fixture.ts";

const PROGRAM = fileURLToPath(new URL("rate-until-killed.ts", import.meta.url));

it("loses nothing that was reported as stored when the program is killed, and leaves no lock behind", async () => {
  const study = newStudy();
  await addTestSession(study);
  study.db.close();
  study.lock.release();

  let last = 0;
  const child = fork(PROGRAM, [study.folder], { execArgv: [] });
  child.on("message", (version) => {
    last = Number(version);
    if (last >= 40) child.kill("SIGKILL");
  });
  await once(child, "exit");
  expect(last).toBeGreaterThanOrEqual(40);

  const again = openStudyFolder(study.folder);
  expect(again.db.pragma("integrity_check", { simple: true })).toBe("ok");
  const stored = again.db.prepare("SELECT max(version), count(*) FROM rating_version").raw().get() as [
    number,
    number,
  ];
  expect(stored[0]).toBeGreaterThanOrEqual(last);
  expect(stored[1]).toBe(stored[0]);
  const audited = again.db.prepare("SELECT count(*) FROM audit WHERE action = 'rating.form'").pluck().get();
  expect(audited).toBe(stored[1]);
  again.db.close();
  again.lock.release();
});
