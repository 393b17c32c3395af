import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { command, type ServedStudy, serve } from "./support/command.ts";
import { type PreparedStudy, sessionOfSixMinutes } from "./support/session-of-six-minutes.ts";

/** The main job as a rater and a researcher do it: open, play, code, reload, undo, see it in the report. */
test.describe.configure({ mode: "serial" });

let prepared: PreparedStudy;
let served: ServedStudy;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  prepared = await sessionOfSixMinutes();
  served = await serve(prepared.data, prepared.study);
  page = await (await browser.newContext()).newPage();
});

test.afterAll(async () => {
  await page?.context().close();
  await served?.stop();
  prepared?.remove();
});

/** Seconds that the video shows. */
async function videoTime(): Promise<number> {
  return page.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime);
}

test("the printed address opens the study, once", async ({ browser }) => {
  await page.goto(served.address);
  await expect(page).not.toHaveURL(/token/);
  await expect(page.getByText("P01").first()).toBeVisible();

  const second = await browser.newPage();
  const answer = await second.goto(served.address);
  expect(answer?.status()).toBe(403);
  await expect(second.getByText("P01")).toHaveCount(0);
  await second.close();
});

test("a page from elsewhere and a wrong host are refused", async () => {
  const { origin } = new URL(page.url());
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const upgrade = { Connection: "Upgrade", Upgrade: "websocket", Cookie: cookie };
  const key = { "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };
  const ask = (path: string, headers: Record<string, string>) =>
    page.request.get(`${origin}${path}`, { headers, failOnStatusCode: false });
  expect((await ask("/rpc", { ...upgrade, ...key, Origin: "http://evil.example" })).status()).toBe(403);
  expect((await ask("/", { Cookie: cookie, Host: "evil.example" })).status()).toBe(403);
  expect((await ask("/", { Cookie: cookie })).status()).toBe(200);
});

test("the video plays and every strip follows it", async () => {
  await page.getByRole("link", { name: /P01/ }).first().click();
  await page.getByLabel(/rater code|Another code/).fill("R1");
  await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
  await expect(page.getByTestId("rating-form")).toBeVisible();
  await expect(page.getByTestId("no-audio")).toBeVisible();

  await page.keyboard.press("Space");
  await expect.poll(videoTime).toBeGreaterThan(0.5);
  await page.keyboard.press("Space");

  await page.getByRole("button", { name: /^Minute 3/ }).click();
  await expect.poll(videoTime).toBeGreaterThanOrEqual(120);
  await expect(page.getByTestId("progress")).toContainText("minute 3 of 6");
  await expect(page.getByTestId("rating-form")).toHaveAccessibleName("Rating of minute 3");
  await page.keyboard.press("ArrowRight");
  await expect.poll(videoTime).toBeGreaterThan(120.03);
});

test("the machine's traces stay hidden, and unasked for, until they are wanted", async () => {
  await expect(page.getByTestId("curve-labels")).toHaveCount(0);
  await page.keyboard.press("t");
  await expect(page.getByTestId("curve-labels")).toBeVisible();
  await expect(page.getByTestId("curve-labels")).toContainText(/arousal/i);
  await page.keyboard.press("t");
  await expect(page.getByTestId("curve-labels")).toHaveCount(0);
});

const CODED = [
  { keys: ["2", "Enter"], name: /Minute 1.*rated.*arousal 2/i },
  { keys: ["5", "j"], name: /Minute 2.*rated.*arousal 5.*joy/i },
  { keys: ["3", "s"], name: /Minute 3.*rated.*arousal 3.*sadness/i },
  { keys: ["n", "2"], name: /Minute 4.*not ratable/i },
  { keys: ["4", "a"], name: /Minute 5.*rated.*arousal 4.*anger/i },
];

test("five minutes are coded by two keys each", async () => {
  await page.getByRole("button", { name: /^Minute 1/ }).click();
  await expect(page.getByTestId("progress")).toContainText("minute 1 of 6");
  // Without a pause: no key may get lost.
  for (const key of CODED.flatMap(({ keys }) => keys)) await page.keyboard.press(key);
  await expect(page.getByTestId("progress")).toHaveText("minute 6 of 6 · 5 rated");
  for (const { name } of CODED) await expect(page.getByRole("button", { name })).toBeVisible();
  await expect(page.getByTestId("saved-at")).toHaveAttribute("data-pending", "0");
});

test("a reload loses nothing, and undo reaches behind it", async () => {
  await page.reload();
  for (const { name } of CODED) await expect(page.getByRole("button", { name })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: /Minute 5.*incomplete/i })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: /Minute 5.*unrated/i })).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+y");
  await expect(page.getByRole("button", { name: /Minute 5.*rated.*arousal 4.*anger/i })).toBeVisible();
});

test("the keys are listed in an overlay", async () => {
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Loop the minute");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the ratings stand in the agreement report", async () => {
  await page.getByRole("link", { name: "Reports" }).click();
  await expect(page.getByRole("heading", { name: /Agreement/ })).toBeVisible();
  await expect(page.getByText("R1").first()).toBeVisible();
  await expect(page.locator("svg").first()).toBeVisible();
});

test("no page has a serious fault in accessibility", async () => {
  for (const path of ["#/", "#/session/1", "#/reports/agreement", "#/reports/reliability"]) {
    await page.goto(`${new URL(page.url()).origin}/${path}`);
    await page.waitForLoadState("networkidle");
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [path, id, nodes.map((node) => node.html)])).toEqual([]);
  }
});

test("the report holds what was coded", async () => {
  await served.stop();
  await command(prepared.data, "report", "agreement", prepared.study, "--out", prepared.report);
  const { flow } = JSON.parse(readFileSync(join(prepared.report, "agreement.json"), "utf8")) as {
    flow: { lines: { label: string; n: number }[] };
  };
  expect(flow.lines.filter(({ n }) => n > 0).map(({ label, n }) => [label, n])).toEqual([
    ["Sessions", 1],
    ["used", 1],
    ["Analysed minutes of sessions that are not excluded", 6],
    ["with a face, without a rating that enters", 2],
    ["used", 4],
    ["Ratings (one rater, one minute)", 5],
    ["marked as not ratable", 1],
    ["Ratings used", 4],
  ]);
  const [head, ...rows] = readFileSync(join(prepared.report, "rated-minutes.csv"), "utf8").trim().split("\n");
  const fields = (head ?? "").split(",");
  const coded = rows.map((row) => {
    const cells = row.split(",");
    return ["minute", "arousal", "emotion"].map((name) => cells[fields.indexOf(name)]);
  });
  expect(coded).toEqual([
    ["1", "2", ""],
    ["2", "5", "joy"],
    ["3", "3", "sadness"],
    ["5", "4", "anger"],
  ]);
  const html = readFileSync(join(prepared.report, "agreement.html"), "utf8");
  expect(html).toContain("<svg");
  expect(html).not.toMatch(/<script|src="http|href="http/);
});
