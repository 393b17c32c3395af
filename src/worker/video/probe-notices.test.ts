import { describe, expect, it } from "vitest";
import { endNotices, sizeNotices, timeNotices } from "./probe-notices.ts";
import { gapsBetween } from "./survey.ts";

const SOUND = { endMs: 60_000, frames: 1500, withoutTime: 0, jumps: [], gaps: [] };

it("says where a cut-off recording ends, and nothing about a sound one", () => {
  expect(endNotices(53_480, 15_880)).toEqual([expect.stringMatching(/lasts 0:53, .* end at 0:15/)]);
  expect(endNotices(53_480, 53_000)).toEqual([]);
  expect(endNotices(50_000, 53_000)).toEqual([]);
  expect(endNotices(null, 53_000)).toEqual([]);
});

describe("timeNotices", () => {
  it("says nothing about sound time stamps", () => {
    expect(timeNotices(SOUND)).toEqual([]);
  });

  it("says where pictures are missing and for how long, the first five places by name", () => {
    const gaps = gapsBetween([0, 40, 5040, 5080], 40);
    expect(timeNotices({ ...SOUND, gaps })).toEqual([
      expect.stringMatching(/no picture from 0:00 to 0:05 \(5\.0 s\)/),
    ]);
    const many = Array.from({ length: 8 }, (_, i) => ({ fromMs: i * 9000, toMs: i * 9000 + 2000 }));
    expect(timeNotices({ ...SOUND, gaps: many })).toEqual([expect.stringMatching(/and 3 more times/)]);
  });

  it("finds no gap where pictures come every two seconds", () => {
    expect(gapsBetween([0, 2000, 4000, 6000], 2000)).toEqual([]);
  });

  it("says where time stamps start anew and how many pictures have none", () => {
    expect(timeNotices({ ...SOUND, jumps: [{ atMs: 61_000, byMs: 60_500 }], withoutTime: 12 })).toEqual([
      expect.stringMatching(/jump back at 1:01 by 60\.5 s/),
      expect.stringMatching(/12 of 1500 pictures state no time/),
    ]);
  });
});

it("tells the sizes of a file whose pictures change theirs", () => {
  const [large, small] = [
    { width: 720, height: 576 },
    { width: 352, height: 288 },
  ];
  expect(sizeNotices([large, large])).toEqual([]);
  expect(sizeNotices([large, small, small])).toEqual([
    expect.stringMatching(/720 × 576 at first, then 352 × 288\./),
  ]);
});
