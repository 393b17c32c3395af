import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compareWithReference } from "../../../test/golden/compare-with-reference.ts";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { reproduce } from "./reproduce.ts";

/** Another study of the same layout, with its own results.json, can be named. */
const folder =
  process.env["MINUTEWISE_GOLDEN"] ?? fileURLToPath(new URL("../../../test/golden", import.meta.url));
const reference = JSON.parse(readFileSync(`${folder}/results.json`, "utf8"));

/** Key paths of the reference that are not computed or not compared; `*` is any one key. This list may only shrink. */
const LEFT_OUT = [
  // What the reference says about itself: the programs that made it, and how well they agree with each other.
  "meta",
  "self_checks",
  // Where lme4's own optimiser stopped, beside the maximum that is compared.
  "glmm.models.*.*.fixed.*.estimate_lme4",
  "glmm.models.*.*.logLik_lme4",
  "glmm.models.*.*.variance_patient_lme4",
  "glmm.models.*.*.max_difference_lme4_in_se",
  "glmm.models.*.all_seven_predictors_default_call.logLik",
  "glmm.models.*.all_seven_predictors_default_call.difference_in_se",
  // Said in other words than lme4's.
  "glmm.models.*.laplace.messages",
  "glmm.models.*.agq25.messages",
  "glmm.models.*.all_seven_predictors_default_call.messages",
  "glmm.models.*.compare",
].map((pattern) => pattern.split("."));

const leftOut = (path: readonly string[]): boolean =>
  LEFT_OUT.some(
    (pattern) => pattern.length === path.length && pattern.every((key, i) => key === "*" || key === path[i]),
  );

describe("reproduce", async () => {
  const results = JSON.parse(JSON.stringify(await reproduce(folder)));

  it.each(Object.keys(reference).filter((key) => !leftOut([key])))(
    "gives the reference's %s, each value within its tolerance",
    (section) => {
      const { compared, differences, missing } = compareWithReference(
        { [section]: reference[section] },
        results,
        leftOut,
      );
      expect(differences).toEqual([]);
      expect(missing).toEqual([]);
      expect(compared).toBeGreaterThan(10);
    },
  );

  it.skipIf(process.env["MINUTEWISE_GOLDEN"])(
    "warns of a label whose variance is 0, and of few events",
    () => {
      expect(results.glmm.models.surprise.laplace.messages).toHaveLength(1);
      expect(results.glmm.models.anger.laplace.messages).toEqual([]);
      expect(results.glmm.models.disgust.compare).toMatch(/^no/);
      expect(results.glmm.models.surprise.compare).toMatch(/^with care/);
      expect(results.glmm.models.anger.compare).toBe("yes");
    },
  );

  it("says of one rater alone that nobody's values can be compared", async () => {
    const study = tempFolder();
    cpSync(folder, study, { recursive: true, filter: (path) => path === folder || path.endsWith(".csv") });
    const [header, ...rows] = readFileSync(`${study}/ratings.csv`, "utf8").split("\n");
    const own = rows.filter((row) => row.split(",")[3] === "R1");
    writeFileSync(`${study}/ratings.csv`, `${[header, ...own].join("\n")}\n`);
    // Without clips, whose bootstraps take most of the time.
    writeFileSync(
      `${study}/labels16.csv`,
      readFileSync(`${study}/labels16.csv`, "utf8").split("\n")[0] ?? "",
    );
    const { not_computed: reasons } = JSON.parse(JSON.stringify(await reproduce(study)));
    expect(reasons).toContainEqual({
      path: "reliability.krippendorff.arousal_ordinal.alpha",
      reason: "No unit has values of two raters.",
    });
  });

  it("gives a reason for every value that is null, and a path that leads to it", () => {
    for (const { path, reason } of results.not_computed) {
      const found = path.split(".").reduce((node: never, key: string) => node[key], results);
      expect(found).toBeNull();
      expect(reason).toMatch(/\.$/);
    }
  });
});
