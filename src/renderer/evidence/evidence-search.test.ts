import { describe, expect, it } from "vitest";
import { parseEvidenceSearch } from "./evidence-search.ts";

describe("parseEvidenceSearch", () => {
  it("keeps a run, a pane and a minute", () => {
    expect(parseEvidenceSearch({ run: 3, pane: "tracks", minute: 12 })).toEqual({
      run: 3,
      pane: "tracks",
      minute: 12,
    });
  });

  it("leaves out what it does not know and what is as usual", () => {
    expect(parseEvidenceSearch({ run: "x", pane: "stills", minute: 0, other: 1 })).toEqual({});
    expect(parseEvidenceSearch({ run: 1.5, pane: "elsewhere", minute: -1 })).toEqual({});
  });
});
