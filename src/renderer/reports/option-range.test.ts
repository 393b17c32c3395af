import { describe, expect, it } from "vitest";
import { type NumberOption, optionError, rangeWords } from "./option-range.ts";

describe.each<[NumberOption, number, number]>([
  ["resamples", 0, 10_000],
  ["seed", 1, 2_147_483_646],
  ["highArousal", 1, 7],
])("%s", (option, least, most) => {
  it("may be what its range says, and nothing else", () => {
    for (const right of [least, most, String(most)]) expect(optionError(option, right)).toBeNull();
    for (const wrong of [least - 1, most + 1, least + 0.5, "", "-", "abc", undefined]) {
      expect(optionError(option, wrong)).toContain(rangeWords(option));
    }
  });
});
