import { expect, it } from "vitest";
import { browserCommand } from "./open-browser.ts";

it("hands the address to the system as one argument, past any shell", () => {
  const address = "http://127.0.0.1:4000/?token=a&b=^c";
  for (const platform of ["linux", "darwin", "win32"] as const) {
    const [command, args] = browserCommand(platform, address);
    expect(command).not.toMatch(/cmd|sh$/);
    expect(args.at(-1)).toBe(address);
  }
});
