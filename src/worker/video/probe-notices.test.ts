import { expect, it } from "vitest";
import { probeNotices } from "./probe-notices.ts";

it("says where a cut-off recording ends, and nothing about a sound one", () => {
  expect(probeNotices(53_480, 15_880)).toEqual([expect.stringMatching(/lasts 0:53, .* end at 0:15/)]);
  expect(probeNotices(53_480, 53_000)).toEqual([]);
  expect(probeNotices(50_000, 53_000)).toEqual([]);
  expect(probeNotices(null, 53_000)).toEqual([]);
});
