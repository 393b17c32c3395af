import { describe, expect, it } from "vitest";
import type { Run } from "../../../shared/contract/traces.ts";
import { session, video } from "../../study/sessions.fixture.ts";
import { provenance, provenanceText, shortHash } from "./provenance-words.ts";

const RUN: Run = {
  runId: 7,
  counts: true,
  sessionId: 1,
  videoFingerprint: "f",
  models: [{ modelId: "blazeface-back", sha256: "ab".repeat(32) }],
  parameters: { minScore: 0.5, client: { kind: "region", x: 0.1 }, toMs: null },
  versions: { minutewise: "0.1.0" },
  notices: ["The file ends early."],
  fromMs: 60_000,
  toMs: null,
  machine: { cores: 2 },
  providers: [{ modelId: "blazeface-back", provider: "cpu", maxDifference: null }],
  startedAt: "2026-01-31T10:00:00Z",
  finishedAt: "2026-01-31T10:01:00Z",
};

describe("provenanceText", () => {
  it("holds every hash in full and every setting", () => {
    const text = provenanceText(provenance(RUN, session()));
    expect(text).toContain(`blazeface-back: ${"ab".repeat(32)} on cpu`);
    expect(text).toContain("client: kind region, x 0.1");
    expect(text).toContain("toMs: –");
    expect(text).toContain("Analysed span: 1:00 – end");
    expect(text).toContain("Notice: The file ends early.");
  });

  it("says when the linked file is another one", () => {
    const text = provenanceText(provenance(RUN, session({ video: video({ fingerprint: "g" }) })));
    expect(text).toContain("a.mp4, another file");
  });
});

describe("shortHash", () => {
  it("shortens what is long", () => {
    expect(shortHash("0123456789abcdef")).toBe("0123456789ab…");
    expect(shortHash("abc")).toBe("abc");
  });
});
