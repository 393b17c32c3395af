import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import * as z from "zod";
import { syntheticRatings } from "../../scripts/demo/synthetic-ratings.ts";
import { ratingProblems } from "../../src/shared/ceas/rating.ts";

const minutes = Array.from({ length: 40 }, (_, index) => ({
  patient: "P01",
  session: 1,
  minute: index + 1,
  partial: false,
  means: { angry: 0.1, disgust: 0, fear: 0, happy: 0.2, sad: 0.3, surprise: 0, neutral: 0.4 },
  nonspecific: index === 5 ? null : (index % 10) / 10,
  nFrames: 1_500,
  nFaces: 1_500,
  nUsed: 1_500,
  nUncertain: 0,
  coverage: 1,
}));

const rowSchema = z.object({ rater: z.string(), arousal: z.coerce.number(), emotion: z.string() });

it("gives the same file for the same minutes, by raters who are plainly not real", () => {
  const csv = syntheticRatings(minutes);
  expect(syntheticRatings(minutes)).toBe(csv);
  const rows = z.array(rowSchema).parse(parse(csv, { columns: true }));
  expect(new Set(rows.map(({ rater }) => rater))).toEqual(new Set(["SYNTHETIC-1", "SYNTHETIC-2"]));
  expect(rows).toHaveLength(80);
});

it("keeps the codebook's rules: an emotion from arousal 3 on and only there", () => {
  const rows = z.array(rowSchema).parse(parse(syntheticRatings(minutes), { columns: true }));
  for (const { arousal, emotion } of rows) {
    expect(arousal).toBeGreaterThanOrEqual(1);
    expect(arousal).toBeLessThanOrEqual(7);
    expect(emotion === "").toBe(arousal < 3);
    expect(ratingProblems({ arousal, emotion: emotion || null, notRatable: null })).toEqual([]);
  }
  expect(new Set(rows.map(({ arousal }) => arousal)).size).toBeGreaterThan(3);
});
