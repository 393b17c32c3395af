import { describe, expect, it } from "vitest";
import { readingName, readingSentence } from "./reading-words.ts";

const own = {
  modelId: "ferplus",
  name: "FER+ network",
  sha256: "a".repeat(64),
  temperature: 1,
  parts: [],
};
const imported = { ...own, modelId: "imported:fer", name: "Imported minutes (fer)", sha256: null };

describe("words for the reading of the expressions", () => {
  it("name the network of this program's own", () => {
    expect(readingSentence(own)).toContain("by FER+ network (ferplus)");
    expect(readingName(own)).toBe("FER+ network (ferplus)");
  });

  it("ask for the program and the network of imported minutes, which nobody here knows", () => {
    expect(readingSentence(imported)).toMatch(/imported from a table; \[name the program, .*network/);
    expect(readingSentence(imported)).not.toContain("imported:fer");
    expect(readingName(imported)).toContain("imported:fer");
  });
});
