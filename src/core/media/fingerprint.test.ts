import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { fingerprintFile, samplePlan } from "./fingerprint.ts";

describe("fingerprint", () => {
  it("reads within the file, first and last byte included, and at most 5.5 MiB", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (size) => {
        const plan = samplePlan(size);
        expect(plan[0]?.[0]).toBe(0);
        expect(Math.max(...plan.map(([position, length]) => position + length))).toBe(size);
        expect(plan.reduce((sum, [, length]) => sum + length, 0)).toBeLessThanOrEqual(5.5 * 1024 * 1024);
      }),
    );
  });

  it("depends on content and length, not on the name", async () => {
    const folder = tempFolder();
    const [a, b] = [join(folder, "a.mp4"), join(folder, "b.mp4")];
    const content = new Uint8Array(8 * 1024 * 1024).map((_, i) => i % 251);
    writeFileSync(a, content);
    writeFileSync(b, content);
    expect(await fingerprintFile(a)).toBe(await fingerprintFile(b));
    appendFileSync(b, "x");
    expect(await fingerprintFile(a)).not.toBe(await fingerprintFile(b));
    content[4 * 1024 * 1024] = 255;
    writeFileSync(b, content);
    const changed = (await fingerprintFile(a)) !== (await fingerprintFile(b));
    const inSample = samplePlan(content.length).some(
      ([p, l]) => p <= 4 * 1024 * 1024 && 4 * 1024 * 1024 < p + l,
    );
    expect(changed).toBe(inSample);
  });
});
