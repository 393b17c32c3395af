import type { LaunchOptions } from "@playwright/test";
import chromiumPackage from "@sparticuz/chromium";

/**
 * How to start Chromium without downloading one: on Linux from the npm package, whose own arguments (one process for
 * everything) are for cloud functions and left out; elsewhere the Chrome that is installed.
 */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  if (process.platform !== "linux") return { channel: "chrome" };
  return {
    executablePath: await chromiumPackage.executablePath(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  };
}
