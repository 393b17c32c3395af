import { describe, expect, it } from "vitest";
import type { FaceBox } from "./face-box.ts";
import { judgeLife, type LifeEvidence, noLifeSeen, withLook } from "./life.ts";
import { signatureDifference } from "./look-signature.ts";

const place: FaceBox = { x: 0, y: 0, width: 100, height: 100, score: 0.8 };

/** A look whose cells differ at random from the same pattern: `change` in standard deviations. */
function look(change: number, number: number): string {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => {
    const random = (Math.imul(i * 977 + number * 7919, 2_654_435_761) >>> 0) / 2 ** 32 - 0.5;
    return 127.5 + 40 * Math.sin(i) + change * random * Math.sqrt(12) * (255 / 6);
  });
  return Buffer.from(bytes).toString("base64");
}

function looksFor(seconds: number, change: number, intervalMs = 400): LifeEvidence {
  let evidence = noLifeSeen(place);
  for (let timeMs = 0; timeMs <= seconds * 1000; timeMs += intervalMs) {
    evidence = withLook(evidence, timeMs, look(change, timeMs / intervalMs));
  }
  return evidence;
}

describe("judgeLife", () => {
  it("needs three looks to see that somebody lives, and five seconds to see that somebody does not", () => {
    expect(judgeLife(looksFor(0.4, 0.3), place)).toBe("open");
    expect(judgeLife(looksFor(0.8, 0.3), place)).toBe("alive");
    expect(judgeLife(looksFor(4, 0.02), place)).toBe("open");
    expect(judgeLife(looksFor(5, 0.02), place)).toBe("still-picture");
  });

  it("believes in a person who sits very still", () => {
    expect(judgeLife(looksFor(5, 0.08), place)).toBe("alive");
  });

  it("allows small faces more noise", () => {
    const small = { ...place, width: 40, height: 40 };
    expect(judgeLife({ ...looksFor(5, 0.06), place: small }, small)).toBe("still-picture");
    expect(judgeLife({ ...looksFor(5, 0.06), place: { ...place, width: 300 } }, place)).toBe("alive");
  });

  it("sees that what moves hangs on no wall", () => {
    expect(judgeLife(noLifeSeen(place), { ...place, x: 35 })).toBe("alive");
    expect(judgeLife(noLifeSeen(place), { ...place, x: 10 })).toBe("open");
  });

  it("is not deceived by somebody who passes before a photograph", () => {
    let evidence = looksFor(2, 0.02);
    evidence = withLook(evidence, 2400, look(2, 99));
    for (let timeMs = 2800; timeMs <= 6000; timeMs += 400)
      evidence = withLook(evidence, timeMs, look(0.02, timeMs));
    expect(judgeLife(evidence, place)).toBe("still-picture");
  });

  it("does not count looks in the dark or in the same moment, and forgets", () => {
    expect(withLook(noLifeSeen(place), 0, null).looks).toEqual([]);
    expect(looksFor(1, 0.3, 50).looks.length).toBeLessThanOrEqual(6);
    expect(looksFor(60, 0.3).looks.length).toBeLessThanOrEqual(24);
    // Two looks in ten seconds: the least number of looks is kept all the same.
    expect(judgeLife(looksFor(60, 0.02, 5000), place)).toBe("still-picture");
  });
});

it("measures the difference of looks in standard deviations", () => {
  expect(signatureDifference(look(0, 1), look(0, 2))).toBe(0);
  expect(signatureDifference(look(0.2, 1), look(0.2, 2))).toBeCloseTo(0.2 * Math.SQRT2, 1);
});
