import { expect, test } from "vitest";
import { joinModelNotices } from "./model-notices.ts";

test("a notice that several models share is said once, with their names", () => {
  const none = { modelId: "c", notice: null };
  const models = [
    { modelId: "a", notice: "cuda cannot be used." },
    none,
    { modelId: "b", notice: "cuda cannot be used." },
    { modelId: "d", notice: "Off." },
  ];
  expect(joinModelNotices(models)).toBe("cuda cannot be used. (a, b) Off. (d)");
  expect(joinModelNotices([none])).toBeNull();
});
