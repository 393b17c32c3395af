import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AROUSAL_LEVELS,
  type ArousalLevel,
  CEAS_EMOTIONS,
  NOT_RATABLE_REASONS,
} from "../../../shared/ceas/codebook.ts";
import { type RatingValue, ratingProblems, ratingState, UNRATED } from "../../../shared/ceas/rating.ts";
import { type Entry, enter, nextKeyHint, type RatingInput, type RatingStep } from "./rating-entry.ts";

const key = (level: ArousalLevel): RatingInput => ({ kind: "level", level, typed: true });
const S: RatingInput = { kind: "emotion", emotion: "sadness" };
const N: RatingInput = { kind: "not-ratable" };
const ENTER: RatingInput = { kind: "confirm" };

function typed(inputs: readonly RatingInput[], from: RatingValue = UNRATED): RatingStep {
  let step: RatingStep = { value: from, entry: null, advance: false, refusal: null };
  for (const input of inputs) step = enter(1, step.value, step.entry, input);
  return step;
}

describe("a minute takes two keys", () => {
  test("a digit from 3 on, then the emotion's letter", () => {
    expect(typed([key(5)])).toMatchObject({ value: { arousal: 5, emotion: null }, advance: false });
    expect(typed([key(5), S])).toMatchObject({ value: { arousal: 5, emotion: "sadness" }, advance: true });
  });

  test("1 or 2, then Enter or the digit again", () => {
    expect(typed([key(2)])).toMatchObject({ value: { arousal: 2 }, advance: false });
    expect(typed([key(2), ENTER])).toMatchObject({ value: { arousal: 2 }, advance: true });
    expect(typed([key(2), key(2)])).toMatchObject({ value: { arousal: 2 }, advance: true });
  });

  test("N, then the digit of the reason or Enter", () => {
    expect(typed([N, key(2)])).toMatchObject({
      value: { arousal: null, notRatable: "inaudible" },
      advance: true,
    });
    expect(typed([N, ENTER])).toMatchObject({ value: { notRatable: "unspecified" }, advance: true });
  });
});

describe("a slip", () => {
  test("of a digit is put right by another digit before the second key", () => {
    expect(typed([key(1), key(5), S])).toMatchObject({
      value: { arousal: 5, emotion: "sadness" },
      advance: true,
    });
    expect(typed([key(5), key(2)])).toMatchObject({ value: { arousal: 2 }, advance: false });
  });

  test("of N is taken back by N", () => {
    expect(typed([N, N]).value).toEqual(UNRATED);
  });

  test("no reason has the digit 7", () => {
    const step = typed([N, key(7)]);
    expect(step.refusal).not.toBeNull();
    expect(step.value.arousal).toBeNull();
  });

  test("a letter below 3, without arousal or on a minute that is not ratable changes nothing and says why", () => {
    for (const before of [[], [key(2)], [N]]) {
      const step = typed([...before, S]);
      expect(step.value.emotion).toBeNull();
      expect(step.advance).toBe(false);
      expect(step.refusal).not.toBeNull();
    }
  });

  test("Enter never leaves a minute that is not complete", () => {
    expect(typed([ENTER])).toMatchObject({ advance: false });
    expect(typed([key(4), ENTER])).toMatchObject({ advance: false });
    expect(typed([key(4), ENTER]).refusal).toContain("emotion is missing");
  });
});

describe("a minute that is rated already", () => {
  const rated: RatingValue = { arousal: 4, emotion: "joy", notRatable: null, note: "smiles" };

  test("is not left by its first key, even if that is the digit that it has", () => {
    expect(typed([key(4)], rated)).toMatchObject({ advance: false, refusal: null });
    expect(typed([key(4), key(4)], rated)).toMatchObject({ advance: true });
  });

  test("keeps its emotion from 3 on and loses it below", () => {
    expect(typed([key(6)], rated).value).toMatchObject({ arousal: 6, emotion: "joy" });
    expect(typed([key(2)], rated).value).toMatchObject({ arousal: 2, emotion: null });
  });

  test("keeps its note, whatever is entered", () => {
    expect(typed([key(2), N, key(1)], rated).value.note).toBe("smiles");
    expect(typed([{ kind: "clear" }], rated).value).toEqual({ ...UNRATED, note: "smiles" });
  });

  test("is the same object when nothing changed, so that nothing is stored", () => {
    expect(typed([key(4)], rated).value).toBe(rated);
    expect(typed([ENTER], rated).value).toBe(rated);
  });
});

test("a click on a level is never taken for a reason or a repetition", () => {
  const click: RatingInput = { kind: "level", level: 2, typed: false };
  expect(typed([N, click]).value).toMatchObject({ arousal: 2, notRatable: null });
  expect(typed([click, click])).toMatchObject({ advance: false });
});

test("an entry belongs to its minute: on another one the digit starts anew", () => {
  const entry: Entry = { minute: 1, awaits: "reason", level: null };
  expect(enter(2, UNRATED, entry, key(3))).toMatchObject({ value: { arousal: 3 }, entry: { minute: 2 } });
});

const input: fc.Arbitrary<RatingInput> = fc.oneof(
  fc.record({
    kind: fc.constant("level" as const),
    level: fc.constantFrom(...AROUSAL_LEVELS),
    typed: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("emotion" as const), emotion: fc.constantFrom(...CEAS_EMOTIONS) }),
  fc.record({ kind: fc.constant("reason" as const), reason: fc.constantFrom(...NOT_RATABLE_REASONS) }),
  fc.record({
    kind: fc.constantFrom("not-ratable" as const, "confirm" as const, "clear" as const, "cancel" as const),
  }),
);

test("no sequence of inputs makes a value that breaks the codebook, or leaves a minute that is not complete", () => {
  fc.assert(
    fc.property(fc.array(input, { maxLength: 30 }), (inputs) => {
      let value = UNRATED;
      let entry: Entry | null = null;
      for (const each of inputs) {
        const step: RatingStep = enter(1, value, entry, each);
        expect(ratingProblems(step.value)).toEqual([]);
        expect(nextKeyHint(step.value, step.entry, { last: false, allRated: false })).not.toBe("");
        if (step.advance) expect(["rated", "not-ratable"]).toContain(ratingState(step.value));
        if (step.refusal !== null) expect(step.value).toBe(value);
        ({ value, entry } = step);
      }
    }),
  );
});

test("whatever was there before, digit and letter rate the minute", () => {
  const level = fc.constantFrom(3 as const, 4 as const, 5 as const, 6 as const, 7 as const);
  fc.assert(
    fc.property(
      fc.array(input, { maxLength: 8 }),
      level,
      fc.constantFrom(...CEAS_EMOTIONS),
      (before, arousal, emotion) => {
        const { value } = typed(before);
        const first = enter(2, value, null, key(arousal));
        const second = enter(2, first.value, first.entry, { kind: "emotion", emotion });
        expect(second).toMatchObject({ value: { arousal, emotion, notRatable: null }, advance: true });
      },
    ),
  );
});

describe("what the form asks for next", () => {
  const rated: RatingValue = { arousal: 2, emotion: null, notRatable: null, note: "" };
  const hint = (last: boolean, allRated: boolean) => nextKeyHint(rated, null, { last, allRated });

  test("promises a next minute only where there is one", () => {
    expect(hint(false, true)).toContain("next minute");
    expect(hint(true, false)).toContain("Complete · last minute");
    expect(hint(true, true)).toBe("All minutes are rated");
    const { value, entry } = typed([key(2)]);
    expect(nextKeyHint(value, entry, { last: true, allRated: true })).not.toContain("next minute");
  });

  test("names a reason that is still awaited", () => {
    const { value, entry } = typed([N]);
    expect(nextKeyHint(value, entry, { last: false, allRated: false })).toContain("No reason yet");
  });
});
