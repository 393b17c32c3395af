import { expect, it } from "vitest";
import { progressLines } from "./report-progress.ts";

it("prints a line every few seconds, and none for a report that is quickly done", () => {
  const lines: string[] = [];
  let nowMs = 0;
  const progress = progressLines(
    (line) => lines.push(line),
    () => nowMs,
  );
  for (const [atMs, share] of [
    [1000, 0.1],
    [5200, 0.299],
    [6000, 0.4],
    [10_300, 1],
  ] as const) {
    nowMs = atMs;
    progress.update({ label: `at ${atMs}`, share });
  }
  progress.end();
  expect(lines).toEqual(["29%  at 5200", "100%  at 10300"]);
});
