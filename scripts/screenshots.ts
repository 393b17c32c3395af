import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "@playwright/test";
import { command, serve } from "../test/e2e/support/command.ts";
import { chromiumLaunch } from "../test/support/chromium-launch.ts";

/**
 * `npm run screenshots`: pictures of every page for the README, made from the running program: the rooms on the demo
 * study (`npm run demo` makes it when it is not there yet), the reports on the reference study from its tables alone.
 */
const pictures = fileURLToPath(new URL("../docs/pictures", import.meta.url));
const folder = join(tmpdir(), "minutewise-demo");
const VIEWPORT = { width: 1440, height: 900 };
const DEMO_RATER = "SYNTHETIC-1";

/** Starts the demo and waits for the one-time address that it prints. */
async function startDemo(): Promise<{ address: string; stop: () => Promise<void> }> {
  const program = fileURLToPath(new URL("demo.ts", import.meta.url));
  const demo = spawn(process.execPath, [program, "--folder", folder], {
    // The list of recent studies in the pictures shows the demo alone.
    env: { ...process.env, MINUTEWISE_DATA: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => demo.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    demo.kill("SIGTERM");
    await ended;
  };
  for await (const line of createInterface({ input: demo.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0];
    if (address) return { address, stop };
  }
  throw new Error("The demo ended without printing an address.");
}

async function picture(page: Page, name: string, scheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(pictures, `${name}-${scheme}.png`) });
  process.stdout.write(`${name}-${scheme}.png\n`);
}

async function showTraces(page: Page): Promise<void> {
  await page.keyboard.press("t");
  await page.getByTestId("curve-labels").waitFor();
}

/** Each report on the reference study, from the figure on that the picture is to show. */
const REPORT_PICTURES = [
  { report: "agreement", figure: "Arousal of each rated minute" },
  { report: "reliability", figure: "Intraclass correlations of arousal" },
  { report: "outcome", figure: "Expression by minute of the session" },
] as const;

async function reportPictures(page: Page): Promise<void> {
  const [data, study] = [join(folder, "reference-data"), join(folder, "reference-study")];
  rmSync(study, { recursive: true, force: true });
  const table = (name: string): string =>
    fileURLToPath(new URL(`../test/golden/${name}.csv`, import.meta.url));
  await command(data, "init", study, "--name", "Reference study");
  await command(data, "import-minutes", study, table("fer_minutes"));
  await command(data, "import-ratings", study, table("ratings"));
  await command(data, "import-outcomes", study, table("outcomes"));
  const served = await serve(data, study);
  try {
    await page.goto(served.address);
    const { origin } = new URL(page.url());
    for (const { report, figure } of REPORT_PICTURES) {
      await page.goto(`${origin}/#/reports/${report}`);
      const shown = page.locator("figure", { hasText: figure }).first();
      await shown.waitFor({ timeout: 120_000 });
      await shown.evaluate((element) => element.scrollIntoView({ block: "start" }));
      await shown.locator("svg, canvas").first().waitFor({ timeout: 60_000 });
      await picture(page, report, "light");
      await picture(page, report, "dark");
    }
  } finally {
    await served.stop();
  }
}

mkdirSync(pictures, { recursive: true });
const demo = await startDemo();
const browser = await chromium.launch(await chromiumLaunch());
try {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(demo.address);
  const { origin } = new URL(page.url());

  await page.goto(`${origin}/#/`);
  await picture(page, "sessions", "light");
  await picture(page, "sessions", "dark");

  await page.goto(`${origin}/#/session/1/machine`);
  await page.getByTestId("quality-facts").waitFor();
  await picture(page, "evidence", "light");
  await picture(page, "evidence", "dark");

  await page.goto(`${origin}/#/session/1`);
  await page.getByRole("button", { name: DEMO_RATER }).last().click();
  await page.getByRole("button", { name: /^Minute 2/ }).click();
  await picture(page, "rating-room-blind", "light");
  await showTraces(page);
  await picture(page, "rating-room", "light");
  await picture(page, "rating-room", "dark");

  await page.goto(`${origin}/#/`);
  await page.getByRole("button", { name: /Demo/ }).first().click();
  await page.getByRole("menuitem", { name: /close/i }).click();
  await picture(page, "start", "light");

  await reportPictures(page);
} finally {
  await browser.close();
  await demo.stop();
}
