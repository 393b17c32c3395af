import { expect, it } from "vitest";
import { seldomProgress } from "./seldom-progress.ts";

it("tells at most five times a second, never backwards and never beyond the whole", () => {
  const told: [string, number][] = [];
  let nowMs = 0;
  const progress = seldomProgress(
    (label, share) => told.push([label, share]),
    () => nowMs,
  );
  for (const share of [0, 0.1, 0.5, 0.4, 2]) {
    progress(`at ${nowMs}`, share);
    nowMs += 150;
  }
  expect(told).toEqual([
    ["at 0", 0],
    ["at 300", 0.5],
    ["at 600", 1],
  ]);
});
