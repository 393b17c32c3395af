import { describe, expect, it } from "vitest";
import { PROBE } from "../../../test/support/stand-in-worker.ts";
import type { Probe } from "../../shared/contract/media.ts";
import { unplayableBecause } from "./playable.ts";

const of = (changes: Partial<Probe>): string | null => unplayableBecause({ ...PROBE, ...changes });
const sound = (codec: string): Probe["audio"] => ({ codec, sampleRate: 48_000, channels: 2 });

describe("unplayableBecause", () => {
  it("takes what Chromium plays", () => {
    const mp4 = { container: "mov,mp4,m4a,3gp,3g2,mj2", videoCodec: "h264", pixelFormat: "yuv420p" };
    expect(of(mp4)).toBeNull();
    expect(of({ ...mp4, audio: sound("aac") })).toBeNull();
    expect(
      of({ container: "matroska,webm", videoCodec: "vp9", pixelFormat: "yuv420p", audio: sound("opus") }),
    ).toBeNull();
  });

  it.each([
    ["a container", { container: "mpegts", videoCodec: "h264" }, /mpegts/],
    ["a codec", { container: "mov,mp4,m4a,3gp,3g2,mj2", videoCodec: "hevc" }, /hevc/],
    [
      "a pixel format",
      { container: "mov,mp4,m4a,3gp,3g2,mj2", videoCodec: "h264", pixelFormat: "yuv420p10le" },
      /yuv420p10le/,
    ],
    ["sound", { container: "matroska,webm", videoCodec: "h264", audio: sound("ac3") }, /ac3/],
  ] as const)("says which of its parts is not played: %s", (_, changes, words) => {
    expect(of(changes)).toMatch(words);
  });
});
