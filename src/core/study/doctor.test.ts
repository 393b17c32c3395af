import { cpSync, openSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { probing, standInPlatform } from "../../../test/support/stand-in-worker.ts";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { videoOfSession } from "../media/repo.ts";
import { addJob, endJob } from "../queue/job-repo.ts";
import { examine } from "./doctor.ts";
import type { OpenStudy } from "./open-study.ts";

const MODELS = fileURLToPath(new URL("../../../resources/models", import.meta.url));

/** Findings that are not ok, by name. */
async function troubles(study: OpenStudy | null, models = MODELS): Promise<Record<string, string>> {
  const checks = await examine(standInPlatform("", models, probing), study);
  return Object.fromEntries(
    checks.filter((check) => check.outcome !== "ok").map((check) => [check.name, check.detail]),
  );
}

describe("doctor", () => {
  it("finds nothing wrong with a healthy study", async () => {
    const study = newStudy();
    await addTestSession(study);
    expect(await troubles(study)).toEqual({});
    expect(await troubles(null)).toEqual({});
  });

  it("names the sessions whose video is missing or another file", async () => {
    const study = newStudy();
    const first = videoOfSession(study.db, await addTestSession(study, "P01", 1));
    const second = videoOfSession(study.db, await addTestSession(study, "P02", 1));
    rmSync(first?.path ?? "");
    writeFileSync(second?.path ?? "", "another recording");
    expect(await troubles(study)).toEqual({
      "Video of P01 session 1": expect.stringContaining("is not there"),
      "Video of P02 session 1": expect.stringContaining("not the file that was imported"),
    });
  });

  it("tells of analyses that ended early", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    const jobId = addJob(study.db, { kind: "analysis", sessionId, options: {} });
    expect(await troubles(study)).toEqual({});
    endJob(study.db, jobId, "interrupted", null);
    expect(await troubles(study)).toEqual({ Analyses: "none under way, 1 ended before they were finished" });
  });

  it("reports a damaged database and a missing model beside what it can still check", async () => {
    const study = newStudy();
    const insert = study.db.prepare("INSERT INTO rater (code, created_at) VALUES (?, 'now')");
    study.db.transaction(() => {
      for (let i = 0; i < 5_000; i += 1) insert.run(`RATER-${i}`);
    })();
    study.db.pragma("wal_checkpoint(TRUNCATE)");
    const file = join(study.folder, "study.sqlite");
    const garbage = new Uint8Array(64 * 1024).fill(0x5a);
    // Among the raters, which stand behind the tables that were made with the study.
    writeSync(openSync(file, "r+"), garbage, 0, garbage.length, (statSync(file).size * 3) / 4);
    const models = join(tempFolder(), "models");
    cpSync(MODELS, models, { recursive: true });
    rmSync(join(models, "face-mesh.onnx"));
    const fresh = new Database(file);
    const found = await troubles({ ...study, db: fresh }, models);
    fresh.close();
    expect(Object.keys(found)).toEqual(["Models", "Database"]);
  });

  it("recognises a model file that is not the card's", async () => {
    const models = join(tempFolder(), "models");
    cpSync(MODELS, models, { recursive: true });
    writeFileSync(join(models, "face-mesh.onnx"), "damaged");
    expect(await troubles(null, models)).toEqual({ Models: expect.stringContaining("face-mesh.onnx") });
  });
});
