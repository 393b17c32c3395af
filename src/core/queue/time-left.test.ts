import { expect, it } from "vitest";
import { queueLeftMs, workLeftMs } from "./time-left.ts";

it("tells the work left of a job at a pace, and nothing without a pace or a number of frames", () => {
  expect(workLeftMs(9_000, 5_000, 200)).toBe(20_000);
  expect(workLeftMs(9_000, 9_500, 200)).toBe(0);
  expect(workLeftMs(9_000, 5_000, null)).toBeNull();
  expect(workLeftMs(0, 5_000, 200)).toBeNull();
});

it("gives each waiting job to the worker that is free first", () => {
  expect(queueLeftMs([10], [20, 30], 1)).toBe(60);
  expect(queueLeftMs([10], [20, 30], 2)).toBe(40);
  expect(queueLeftMs([10, 25], [20, 30], 2)).toBe(55);
  expect(queueLeftMs([], [], 2)).toBe(0);
  expect(queueLeftMs([10, null], [], 2)).toBeNull();
  expect(queueLeftMs([10], [null], 2)).toBeNull();
});
