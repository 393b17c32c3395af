import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compareWithReference } from "../../../test/golden/compare-with-reference.ts";
import { reproduce } from "./reproduce.ts";

const folder = fileURLToPath(new URL("../../../test/golden", import.meta.url));
const reference = JSON.parse(readFileSync(`${folder}/results.json`, "utf8"));

/** Key paths of the reference that are not computed. This list may only become shorter. */
const NOT_COMPUTED = [
  // What the reference says about itself: the programs that made it, and how well they agree with each other.
  "meta",
  "self_checks",
  "glmm",
];

describe("reproduce", async () => {
  const results = JSON.parse(JSON.stringify(await reproduce(folder)));

  it.each(Object.keys(reference).filter((key) => !NOT_COMPUTED.includes(key)))(
    "gives the reference's %s, each value within its tolerance",
    (section) => {
      const { compared, differences, missing } = compareWithReference(
        { [section]: reference[section] },
        results,
        (path) => NOT_COMPUTED.includes(path.filter((part) => !/^\d+$/.test(part)).join(".")),
      );
      expect(differences).toEqual([]);
      expect(missing).toEqual([]);
      expect(compared).toBeGreaterThan(10);
    },
  );

  it("gives a reason for every value that is null, and a path that leads to it", () => {
    for (const { path, reason } of results.not_computed) {
      const found = path.split(".").reduce((node: never, key: string) => node[key], results);
      expect(found).toBeNull();
      expect(reason).toMatch(/\.$/);
    }
  });
});
