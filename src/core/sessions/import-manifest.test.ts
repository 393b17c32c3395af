import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { probing, standInPlatform } from "../../../test/support/stand-in-worker.ts";
import { newStudy, writeVideoFile } from "../../../test/support/study-fixture.ts";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { importManifest } from "./import-manifest.ts";
import { describeSessions } from "./list-sessions.ts";

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
});
