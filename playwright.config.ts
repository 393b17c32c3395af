import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./test/support/chromium-launch.ts";

/** End-to-end tests against the browser host. */
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
    launchOptions: await chromiumLaunch(),
  },
});
