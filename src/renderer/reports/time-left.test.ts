import { expect, it } from "vitest";
import { timeLeft } from "./time-left.ts";

it("says nothing before there is something to go by", () => {
  expect(timeLeft(1_000, 0.5)).toBeNull();
  expect(timeLeft(60_000, 0.01)).toBeNull();
  expect(timeLeft(60_000, 1)).toBeNull();
});

it("goes on as it went", () => {
  expect(timeLeft(10_000, 0.5)).toBe("about 10 s left");
  expect(timeLeft(10_000, 0.99)).toBe("about 5 s left");
  expect(timeLeft(60_000, 0.25)).toBe("3 min left");
});
