import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { ensurePage } from "../../src/server/page-build.ts";
import { type StandIn, serveStandIn } from "./support/stand-in-reports.ts";

/** The page that shows reports, on documents of its own: every kind of block, long work, nothing to show. */
test.describe.configure({ mode: "serial" });

let folder: string;
let stop: () => Promise<void>;
let standIn: StandIn;
let page: Page;
let origin: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), "minutewise-reports-"));
  process.env["MINUTEWISE_DATA"] = join(folder, "data");
  const pageFolder = await ensurePage(fileURLToPath(new URL("../..", import.meta.url)), () => {});
  const host = await serveStandIn(join(folder, "study"), pageFolder);
  ({ standIn } = host);
  stop = host.served.stop;
  page = await (await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] })).newPage();
  await page.goto(host.served.address);
  ({ origin } = new URL(page.url()));
});

test.afterAll(async () => {
  await page?.context().close();
  await stop?.();
  rmSync(folder, { recursive: true, force: true });
});

const figureOf = (id: string): Locator => page.getByTestId(`figure-${id}`);
const tableOf = (id: string): Locator => page.getByTestId(`table-${id}`);
const heading = (name: string): Locator => page.getByRole("heading", { name, level: 1 });
const tab = (name: string): Locator =>
  page.getByRole("navigation", { name: "Reports" }).getByRole("link", { name });

async function expectNoSeriousFaults(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

/** What the file holds that a click downloads, and its name. */
async function downloaded(button: Locator): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

test("the old address of the agreement leads to its report, beside the others and what they lack", async () => {
  await page.goto(`${origin}/#/agreement`);
  await expect(heading("Agreement of raters and machine")).toBeVisible();
  await expect(page).toHaveURL(/#\/reports\/agreement/);
  await expect(tab("Agreement")).toHaveAttribute("aria-current", "page");
  await expect(tab("Agreement")).toContainText("ready");
  await expect(tab("Outcome")).toContainText("No questionnaire scores.");
  await expect(page.getByRole("link", { name: "Reports", exact: true })).toHaveAttribute(
    "data-status",
    "active",
  );
});

test("thousands of points and of rows are drawn, the points on a canvas, the rows where one looks", async () => {
  await expect(figureOf("course").locator("svg")).toBeVisible();
  await expect(figureOf("crowd").locator("canvas")).toBeVisible();
  const rows = tableOf("by-session").locator("tbody tr");
  expect(await rows.count()).toBeLessThan(80);
  await tableOf("by-session").getByRole("button", { name: "Session" }).click();
  await tableOf("by-session").getByRole("button", { name: "Session" }).click();
  await expect(rows.first()).toContainText("P3000 › 1");
});

test("a table is ordered by a click on a head; what has no value comes last and says why", async () => {
  const table = tableOf("by-rater");
  const raters = table.locator("tbody th");
  await expect(raters).toHaveText(["R10", "R2", "R1"]);
  await table.getByRole("button", { name: "Rater" }).click();
  await expect(raters).toHaveText(["R1", "R2", "R10"]);
  const r = table.getByRole("button", { name: "r", exact: true });
  const column = table.getByRole("columnheader", { name: "r", exact: true });
  await r.click();
  await expect(raters).toHaveText(["R2", "R10", "R1"]);
  await expect(column).toHaveAttribute("aria-sort", "ascending");
  await r.click();
  await expect(raters).toHaveText(["R10", "R2", "R1"]);
  await expect(column).toHaveAttribute("aria-sort", "descending");
  await r.click();
  await expect(column).toHaveAttribute("aria-sort", "none");
  await expect(table.getByRole("listitem")).toHaveText(/^a The rater chose the same level throughout\.$/);
});

test("a number says what it means, to the pointer and to the keyboard", async () => {
  await page.getByText("r = .31").hover();
  await expect(page.getByRole("tooltip")).toHaveText(/Pearson's correlation of arousal.* n = 9,120/);
  await page.mouse.move(0, 0);
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  await page.getByText("r = .31").focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("tooltip")).toHaveText(/Cluster bootstrap/);
  await tableOf("by-rater").getByRole("button", { name: "low" }).hover();
  await expect(page.getByText("Lower end.")).toBeVisible();
});

test("a cell says what it means, to the pointer and to the keyboard", async () => {
  const cells = (row: number): Locator => tableOf("by-rater").locator("tbody tr").nth(row).locator("th, td");
  const meaning = page.locator("#cell-meaning");
  await cells(0).nth(1).hover();
  await expect(meaning).toHaveText("Pearson's correlation. Value: 0.31. n = 9,120.");
  await page.mouse.move(0, 0);
  await expect(meaning).toBeHidden();

  await tableOf("by-rater").getByRole("region").focus();
  await page.keyboard.press("ArrowDown");
  await expect(cells(0).first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(cells(1).nth(1)).toBeFocused();
  await expect(cells(1).nth(1)).toHaveAccessibleDescription(/Value: -0\.05\. n = 150\./);
  await page.keyboard.press("Escape");
  await expect(meaning).toBeHidden();

  const long = tableOf("by-session");
  await long.locator("tbody td").nth(20).click();
  const focused = long.locator("[data-cell]:focus");
  const first = await focused.innerText();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press("ArrowDown");
  await expect(focused).toBeInViewport();
  expect(await focused.innerText()).not.toBe(first);
  await expect(meaning).toBeVisible();
  await page.keyboard.press("Escape");
});

test("nothing of the document is cut off in a narrow window", async () => {
  for (const width of [720, 900, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth);
    expect([width, beyond]).toEqual([width, 0]);
    const cut = await page.locator("article").evaluate((sheet) =>
      [...sheet.querySelectorAll("p, h1, h2, button, summary, figcaption, select")]
        .filter((part) => part.checkVisibility() && !part.closest("[data-scrolls], table"))
        .filter((part) => part.getBoundingClientRect().right > window.innerWidth + 1)
        .map((part) => part.textContent),
    );
    expect([width, cut]).toEqual([width, []]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a mark of a figure shows its values", async () => {
  await figureOf("course").scrollIntoViewIfNeeded();
  await figureOf("course").locator("svg .mark-symbol path").nth(4).hover();
  await expect(page.locator("#figure-hover")).toContainText("minute: 5");
  await page.mouse.move(0, 0);
  await expect(page.locator("#figure-hover")).toBeHidden();
});

test("figures and tables are downloaded with their data", async () => {
  const button = (name: string): Locator => figureOf("course").getByRole("button", { name });
  const svg = await downloaded(button("SVG"));
  expect(svg.name).toBe("course.svg");
  expect(svg.content.toString()).toMatch(/^<svg.*arousal.*<\/svg>$/s);

  const png = await downloaded(button("PNG"));
  expect(png.name).toBe("course.png");
  expect(png.content.subarray(1, 4).toString()).toBe("PNG");
  expect(png.content.readUInt32BE(16)).toBeGreaterThan(3 * 560);

  const csv = await downloaded(button("CSV"));
  expect(csv.name).toBe("course.csv");
  expect(csv.content.toString().split("\n")).toHaveLength(52);
  expect(csv.content.toString()).toMatch(/^minute,arousal\n1,1\n/);

  const table = await downloaded(tableOf("by-rater").getByRole("button", { name: "CSV" }));
  expect(table.name).toBe("by-rater.csv");
  expect(table.content.toString()).toBe(
    [
      "rater,r,low,high,p,n,reason",
      "R10,0.31,0.24,0.38,0.0004,9120,",
      "R2,-0.05,-0.21,0.11,0.54,150,",
      "R1,,,,,12,The rater chose the same level throughout.",
      "",
    ].join("\n"),
  );
});

test("the course of any session is drawn when it is chosen", async () => {
  const choice = page.getByRole("combobox", { name: "Course of another session" });
  await choice.fill("P17");
  await page.getByRole("option", { name: "P17, session 1" }).click();
  await expect(figureOf("chosen-session")).toContainText("Course of P17, session 1.");
  await expect(figureOf("chosen-session").locator("svg")).toBeVisible();
});

test("the contents lead to their part", async () => {
  await page.getByRole("button", { name: "Methods", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Methods" })).toBeInViewport();
  await expect(page.getByRole("heading", { name: "Methods" })).toBeFocused();
  await page.getByRole("button", { name: "What went in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What went in" })).toBeInViewport();
});

test("the methods are copied as plain text", async () => {
  await page.getByRole("button", { name: "Copy methods" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "Two raters coded 9,282 minutes.\n\nCorrelations are Pearson's, computed with Minutewise 0.0.0.",
  );
});

test("no serious fault in accessibility, on light and dark ground and in high contrast", async () => {
  await expectNoSeriousFaults();
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoSeriousFaults();
  await page.emulateMedia({ colorScheme: "dark", contrast: "more" });
  await expectNoSeriousFaults();
  await page.emulateMedia({ colorScheme: "light", contrast: "no-preference" });
});

test("other options are computed with progress while the former document stays; cancelling keeps it", async () => {
  standIn.held = true;
  await page.getByRole("button", { name: "Options …" }).click();
  await page.getByLabel("Seed").fill("7");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/seed=7/);
  const progress = page.getByRole("progressbar", { name: /Computing with these options/ });
  await expect(progress).toBeVisible();
  await expect(page.getByText("bootstrap of the intervals")).toBeVisible();
  await expect(page.getByText(/\d+% · about \d+ s left/)).toBeVisible();
  await expect(figureOf("course").locator("svg")).toBeVisible();

  const { left } = standIn;
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(
    page.getByText(/has the former ones: 1,000 bootstrap replicates, seed 20231, high arousal/),
  ).toBeVisible();
  await expect(progress).toHaveCount(0);
  await expect.poll(() => standIn.left).toBe(left + 1);

  // What is written is what is shown, whatever the address asks for.
  await page.getByRole("button", { name: "Write report …" }).click();
  await expect(page.getByRole("dialog")).toContainText("As shown: 1,000 bootstrap replicates, seed 20231");
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();

  standIn.held = false;
  await page.getByRole("button", { name: "Compute with the new" }).click();
  await expect(page.getByText(/bootstrap 1000 replicates, seed 7/)).toBeVisible();
  expect(standIn.asked.at(-1)).toBe("agreement, seed 7");
});

test("an option out of its range is said to be, and nothing is computed", async () => {
  const asked = standIn.asked.length;
  await page.getByRole("button", { name: "Options …" }).click();
  const replicates = page.getByLabel("Bootstrap replicates");
  for (const wrong of ["-5", "1000000", "1.5", ""]) {
    await replicates.fill(wrong);
    await expect(page.getByText("A whole number, 0 to 10,000")).toBeVisible();
    await replicates.press("Enter");
    await expect(page.getByRole("button", { name: "Apply" })).toBeDisabled();
  }
  await page.keyboard.press("Escape");
  expect(standIn.asked).toHaveLength(asked);
});

test("a change of the study is told where the report is read, and computed when it is asked for", async () => {
  const again = page.getByRole("button", { name: "Compute again" });
  await expect(again).toHaveCount(0);
  const asked = standIn.asked.length;
  standIn.newest += 1;
  standIn.lacks = "No scores any more.";
  await expect(page.getByText(/The study has changed since .*\d\d:\d\d\./)).toBeVisible();
  await expect(tab("Outcome")).toContainText("No scores any more.");
  expect(standIn.asked).toHaveLength(asked);
  await again.click();
  await expect(again).toHaveCount(0);
  expect(standIn.asked).toHaveLength(asked + 1);
});

test("a first computation can be cancelled and asked for again; leaving the page ends it", async () => {
  standIn.held = true;
  const { left } = standIn;
  await tab("Reliability").click();
  await expect(page.getByRole("progressbar", { name: "Computing the report" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Computing was cancelled; there is no document yet.")).toBeVisible();
  await expect.poll(() => standIn.left).toBe(left + 1);
  await page.getByRole("button", { name: "Compute", exact: true }).click();
  await expect(page.getByRole("progressbar", { name: "Computing the report" })).toBeVisible();
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect.poll(() => standIn.left).toBe(left + 2);
  standIn.held = false;
  await page.goBack();
  await expect(heading("Reliability of the raters")).toBeVisible();
  await expect(figureOf("course").locator("svg")).toBeVisible();
});

test("a report without its data says what it needs", async () => {
  await tab("Outcome").click();
  await expect(page.getByTestId("report-missing")).toContainText("Import them with import-outcomes.");
  await expect(page.getByRole("link", { name: "To the sessions" })).toBeVisible();
  await expectNoSeriousFaults();
});

test("a document that was seen comes back at once", async () => {
  standIn.held = true;
  await tab("Agreement").click();
  await expect(figureOf("course").locator("svg")).toBeVisible();
  await expect(page.getByText("Computing again")).toBeVisible();
  standIn.held = false;
  await expect(page.getByText("Computing again")).toHaveCount(0);
});

test("the report is written with progress, and writing can be cancelled", async () => {
  await page.getByRole("button", { name: "Write report …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Folder").fill(join(folder, "written"));
  standIn.held = true;
  await dialog.getByRole("button", { name: "Write report" }).click();
  await expect(dialog.getByRole("progressbar", { name: "Writing the report" })).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog.getByRole("status")).toContainText("Cancelled.");
  standIn.held = false;
  await dialog.getByRole("button", { name: "Write report" }).click();
  await expect(dialog.getByRole("status")).toContainText("agreement.html");
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
});

test("the page prints without its controls", async () => {
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Write report …" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Reports" })).toBeHidden();
  await expect(figureOf("course").getByRole("button", { name: "SVG", includeHidden: true })).toBeHidden();
  await expect(figureOf("course").locator("svg")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
});

test("a study that another page closes leads back to the start", async () => {
  const other = await page.context().newPage();
  await other.goto(origin);
  await other.getByRole("button", { name: /Stand-in study: menu/ }).click();
  await other.getByRole("menuitem", { name: "Close study" }).click();
  await expect(other.getByRole("heading", { name: "Minutewise" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Minutewise" })).toBeVisible();
});
