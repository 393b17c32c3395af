import { describe, expect, it } from "vitest";
import { clientNotices, noticesOf } from "./notices.ts";

const sound = {
  errors: 0,
  damaged: 0,
  outOfOrder: 0,
  brokeOff: false,
  jumps: [],
  lastTimeMs: 59_960,
  durationMs: 60_000,
};

describe("noticesOf", () => {
  it("has nothing to say about a sound file", () => {
    expect(noticesOf(sound)).toEqual([]);
  });

  it("counts what was broken", () => {
    const notices = noticesOf({ ...sound, errors: 1, damaged: 12, outOfOrder: 2 });
    expect(notices).toEqual([
      "1 broken piece of the video could not be decoded.",
      "12 pictures came out of the decoder damaged.",
      "2 pictures with impossible time stamps were left out.",
    ]);
  });

  it("says where time stamps start anew", () => {
    expect(noticesOf({ ...sound, jumps: [{ atMs: 30_000, byMs: 30_000 }] })).toEqual([
      expect.stringMatching(/jump back at 0:30 by 30\.0 s/),
    ]);
  });

  it("says where a recording ends early", () => {
    expect(noticesOf({ ...sound, durationMs: 3_600_000 })).toEqual([
      "The video can be read up to 0:59 of 1:00:00.",
    ]);
  });
});

describe("clientNotices", () => {
  it("tells where the client was lost and taken up again elsewhere", () => {
    expect(clientNotices([{ lostMs: 190_400, foundMs: 194_000, elsewhere: true }])).toEqual([
      "The client's face was lost at 3:10 and taken up again at 3:14 in another place: check it.",
    ]);
  });

  it("counts what would be too much to read", () => {
    const often = Array.from({ length: 12 }, (_, i) => ({
      lostMs: i * 60_000,
      foundMs: i * 60_000 + 5000,
      elsewhere: false,
    }));
    const notices = clientNotices(often);
    expect(notices.length).toBe(11);
    expect(notices[1]).toBe("The client's face was lost at 1:00 and taken up again at 1:05: check it.");
    expect(notices[10]).toBe("That happened 2 more times.");
  });
});
