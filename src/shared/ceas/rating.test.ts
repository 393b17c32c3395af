import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AROUSAL_LEVELS, CEAS_EMOTIONS, EMOTION_GATE, NOT_RATABLE_REASONS } from "./codebook.ts";
import { ratingState, ratingValueSchema, UNRATED } from "./rating.ts";

const anyValue = fc.record({
  arousal: fc.constantFrom(null, ...AROUSAL_LEVELS),
  emotion: fc.constantFrom(null, ...CEAS_EMOTIONS),
  notRatable: fc.constantFrom(null, ...NOT_RATABLE_REASONS),
  note: fc.constantFrom("", "hand before the face"),
});

describe("rating values", () => {
  it("accepts exactly what the codebook allows", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const allowed =
          value.notRatable !== null
            ? value.arousal === null && value.emotion === null
            : value.emotion === null || (value.arousal !== null && value.arousal >= EMOTION_GATE);
        expect(ratingValueSchema.safeParse(value).success).toBe(allowed);
      }),
    );
  });

  it("refuses arousal outside 1 to 7 and unknown emotions", () => {
    for (const wrong of [
      { arousal: 0 },
      { arousal: 8 },
      { arousal: 3.5 },
      { arousal: 4, emotion: "shame" },
    ]) {
      expect(ratingValueSchema.safeParse({ ...UNRATED, ...wrong }).success).toBe(false);
    }
  });

  it("says incomplete only where an emotion is still to be named", () => {
    fc.assert(
      fc.property(anyValue, (raw) => {
        const parsed = ratingValueSchema.safeParse(raw);
        fc.pre(parsed.success);
        const { arousal, emotion, notRatable } = parsed.data;
        const state = ratingState(parsed.data);
        expect(state === "incomplete").toBe(arousal !== null && arousal >= EMOTION_GATE && emotion === null);
        expect(state === "not-ratable").toBe(notRatable !== null);
        expect(state === "unrated").toBe(arousal === null && notRatable === null);
      }),
    );
  });
});
