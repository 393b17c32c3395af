import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp-folder.ts";
import { RememberedPort } from "./remembered-port.ts";

it("knows the port of last time, and none before the first or from a damaged file", () => {
  const folder = tempFolder();
  const remembered = new RememberedPort(folder);
  expect(remembered.read()).toBeNull();
  remembered.write(45_555);
  expect(new RememberedPort(folder).read()).toBe(45_555);
  for (const text of ["", "0", "70000", "12.5", "port"]) {
    writeFileSync(join(folder, "browser-port"), text);
    expect(remembered.read()).toBeNull();
  }
});
