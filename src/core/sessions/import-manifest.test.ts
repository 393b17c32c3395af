import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { probing, standInPlatform } from "../../../test/support/stand-in-worker.ts";
import { newStudy, writeVideoFile } from "../../../test/support/study-fixture.ts";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { importManifest } from "./import-manifest.ts";
import { describeSessions } from "./list-sessions.ts";
import { standingSessions } from "./standing-sessions.ts";

const platform = standInPlatform("", "", probing);

function manifest(text: string, videoFolder: string | null = null) {
  return { fileName: "sessions.csv", bytes: new TextEncoder().encode(text), videoFolder };
}

async function sessions(study: OpenStudy) {
  const described = await describeSessions(study, () => {
    throw new Error("there are no jobs");
  });
  return described.map(({ patient, session, date, video }) => [
    patient,
    session,
    date,
    video?.fileName ?? null,
  ]);
}

describe("importing a manifest", () => {
  it("adds sessions with and without video, completes them later, and changes nothing the second time", async () => {
    const study = newStudy();
    const folder = tempFolder();
    writeVideoFile(join(folder, "a.mp4"), "a");
    writeVideoFile(join(folder, "b.mp4"), "b");
    const first = "patient;session;date;video\r\nP02;1;31.01.2026;a.mp4\r\nP01;2;;\r\n";
    const outcomes = async (text: string) =>
      (await importManifest(platform, study, "test", manifest(text, folder))).map(
        (session) => session.outcome,
      );
    expect(await outcomes(first)).toEqual(["added", "added"]);
    expect(await outcomes(first)).toEqual(["unchanged", "unchanged"]);
    expect(await outcomes("patient,session,date,video\nP01,2,2026-02-01,b.mp4\n")).toEqual(["completed"]);
    expect(await sessions(study)).toEqual([
      ["P01", 2, "2026-02-01", "b.mp4"],
      ["P02", 1, "2026-01-31", "a.mp4"],
    ]);
  });

  it("links a session to its video's new place when the old one is gone", async () => {
    const study = newStudy();
    const folder = tempFolder();
    writeVideoFile(join(folder, "a.mp4"), "a");
    await importManifest(platform, study, "test", manifest("patient,session,video\nP01,1,a.mp4\n", folder));
    renameSync(join(folder, "a.mp4"), join(folder, "b.mp4"));
    const [session] = await importManifest(
      platform,
      study,
      "test",
      manifest("patient,session,video\nP01,1,b.mp4\n", folder),
    );
    expect(session?.outcome).toBe("completed");
    expect(await sessions(study)).toEqual([["P01", 1, null, "b.mp4"]]);
  });

  it.each([
    ["a name instead of a code", "Anna Muster,1,,", /patient "Anna Muster"/],
    ["session 0", "P01,0,,", /session "0"/],
    ["an ambiguous date", "P01,1,01/02/2026,", /date "01\/02\/2026"/],
    ["a video that is not there", "P01,1,,none.mp4", /no such video/],
    ["a session twice", "P02,1,,", /stands in line 2 already/],
    ["a video twice", "P03,1,,a.mp4", /already the video of P02 session 1/],
  ])("names the line of %s and adds nothing", async (_what, row, words) => {
    const study = newStudy();
    const folder = tempFolder();
    writeVideoFile(join(folder, "a.mp4"), "a");
    const text = `patient,session,date,video\nP02,1,,a.mp4\n${row}\n`;
    await expect(importManifest(platform, study, "test", manifest(text, folder))).rejects.toMatchObject({
      code: "INVALID_FILE",
      problems: [{ line: 3, problem: expect.stringMatching(words) }],
    });
    expect(await sessions(study)).toEqual([]);
  });

  it("refuses relative paths where no folder is known", async () => {
    const study = newStudy();
    const text = "patient,session,video\nP01,1,a.mp4\n";
    await expect(importManifest(platform, study, "test", manifest(text))).rejects.toMatchObject({
      problems: [{ line: 2, problem: expect.stringMatching(/relative path/) }],
    });
  });

  describe("of sessions that were analysed elsewhere", () => {
    const TEXT =
      "patient,session,n_minutes,analysed,exclusion_reason,n_raters\nP01,1,46,1,,2\nP01,2,,0,a lamp,0\nP01,3,,0,,0\n";
    const outcomes = async (study: OpenStudy, text: string) =>
      (await importManifest(platform, study, "test", manifest(text))).map(({ outcome }) => outcome);
    const facts = (study: OpenStudy) =>
      standingSessions(study.db, true).map(({ minutes, excluded }) => [minutes, excluded]);

    it("keeps lengths and exclusions, changes nothing the second time, and lets the newest count", async () => {
      const study = newStudy();
      expect(await outcomes(study, TEXT)).toEqual(["added", "added", "added"]);
      expect(await outcomes(study, TEXT)).toEqual(["unchanged", "unchanged", "unchanged"]);
      expect(facts(study)).toEqual([
        [46, null],
        [null, "a lamp"],
        [null, "no reason stated"],
      ]);
      const changes = "patient,session,n_minutes,analysed\nP01,1,47,\nP01,2,,1\nP01,3,,\n";
      expect(await outcomes(study, changes)).toEqual(["completed", "completed", "unchanged"]);
      expect(facts(study)).toEqual([
        [47, null],
        [null, null],
        [null, "no reason stated"],
      ]);
      expect(study.db.prepare("SELECT kind, n_rows FROM table_import").raw().all()).toEqual([
        ["sessions", 3],
        ["sessions", 3],
      ]);
    });

    it.each([
      ["no length", "P01,2,0,1,", /n_minutes "0" is not a whole number/],
      ["a word for analysed", "P01,2,4,yes,", /analysed "yes" is neither 0 nor 1/],
      ["a reason although analysed", "P01,2,4,1,a lamp", /although analysed is 1/],
    ])("names the line of %s and adds nothing", async (_what, row, words) => {
      const study = newStudy();
      const text = `patient,session,n_minutes,analysed,exclusion_reason\nP01,1,46,1,\n${row}\n`;
      await expect(importManifest(platform, study, "test", manifest(text))).rejects.toMatchObject({
        problems: [{ line: 3, problem: expect.stringMatching(words) }],
      });
      expect(await sessions(study)).toEqual([]);
    });
  });
});
