import { expect, it } from "vitest";
import { cardProblems, modelCardSchema } from "./model-card.ts";

function problemsOf(card: unknown): string[] {
  const { error } = modelCardSchema.safeParse(card);
  return error ? cardProblems(error) : [];
}

it("says in words that a text or a list of a card is empty", () => {
  const problems = problemsOf({ licence: " ", trainingData: "", limits: [], source: { origin: "" } });
  expect(problems).toContain("licence: must not be empty");
  expect(problems).toContain("trainingData: must not be empty");
  expect(problems).toContain("source.origin: must not be empty");
  expect(problems).toContain("limits: must not be empty");
  expect(problemsOf({ input: { shape: ["N"] } }).join()).not.toContain("input.shape: must not be empty");
  expect(problems.join()).not.toContain("Too small");
});
