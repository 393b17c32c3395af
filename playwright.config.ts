import chromium from "@sparticuz/chromium";
import { defineConfig } from "@playwright/test";

/** End-to-end tests in the Chromium that comes as an npm package: no browser has to be downloaded. */
export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results",
  // One program and one study at a time on two cores; tests within a file build on the same study.
  workers: 1,
  timeout: 120_000,
  reporter: process.env["CI"] ? [["line"]] : [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: await chromium.executablePath(),
      // The package's own arguments are for cloud functions (one process for everything); here two are enough.
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    },
  },
});
