import { expect, it } from "vitest";
import { optionsWords } from "./options-words.ts";

it("names what a report is computed with, and nothing that it does not read", () => {
  expect(optionsWords({ resamples: 1000, seed: 7, highArousal: 4 })).toBe(
    "1,000 bootstrap replicates, seed 7, high arousal from level 4",
  );
  expect(optionsWords({ resamples: 0, seed: 7, labelSet: "clips" })).toBe("no bootstrap, set clips");
  expect(optionsWords({})).toBe("");
});
