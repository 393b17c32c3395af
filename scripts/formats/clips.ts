import { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClipPlan, ClipSound } from "./clip-plan.ts";
import { recordClip } from "./record-clip.ts";

/** A test clip, and what must come out of it. */
export interface FormatClip {
  /** What stands in the table. */
  readonly name: string;
  readonly fileName: string;
  /** Writes it into a folder, with pictures of a recording. */
  make(source: string, folder: string): void;
  /** Time in ms of each frame that must be found, by the number that it carries; null where that is not checked. */
  readonly times: readonly { readonly mark: number; readonly timeMs: number }[];
  /** Time stamps are rounded to this many ms by the format. */
  readonly roundingMs: number;
  readonly rotation: 0 | 90;
  /** True where the last frames of {@link times} are lost. */
  readonly isCut?: boolean;
  /** Words that the notices on the file must hold. */
  readonly notice?: RegExp;
}

const SIZE = { width: 400, height: 300 };
const TONE: ClipSound["toneS"] = [[0.5, 1]];
const FRAME_MS = 40;

type Shape = Omit<ClipPlan, "target" | "frames">;

const sound = (encoder: string, changes: Partial<ClipSound> = {}): ClipSound => ({
  encoder,
  channels: 1,
  sampleRate: 48_000,
  toneS: TONE,
  ...changes,
});

/** A clip as an encoder writes it. */
function plain(
  name: string,
  fileName: string,
  frames: number,
  shape: Shape,
  changes: Partial<FormatClip> = {},
): FormatClip {
  return {
    name,
    fileName,
    make: (source, folder) => recordClip(source, { ...shape, frames, target: join(folder, fileName) }),
    times: Array.from({ length: frames }, (_, frame) => ({
      mark: frame,
      timeMs: shape.timeOf?.(frame) ?? frame * FRAME_MS,
    })),
    roundingMs: 0.01,
    rotation: shape.rotation ?? 0,
    ...changes,
  };
}

const X264 = { encoder: "libx264", options: { preset: "ultrafast", crf: "20" } };
const MP4_UNITS = 90_000;

/** Pictures of a part of a joined file: steps back of less than a second are taken for slips. */
const LEAST_JOINED = 36;

/** Intervals of 20, 60 and 40 ms in turn. */
const variable = (frame: number): number => frame * FRAME_MS - (frame % 3 === 1 ? 20 : 0);

/** The clips of the table, of about so many frames each. */
export function formatClips(frames: number): FormatClip[] {
  const half = frames >> 1;
  const pal = { width: 720, height: 576, pixelAspect: [16, 15] as const };
  const x264Ts = { container: "mpegts", ...X264, ...SIZE };
  return [
    plain("MPEG-2 in MPG, MP2 sound", "mpeg2.mpg", frames, {
      container: "vob",
      encoder: "mpeg2video",
      ...SIZE,
      sound: sound("mp2"),
    }),
    plain(
      "WMV 8 in WMV, WMA sound",
      "wmv2.wmv",
      frames,
      { container: "asf", encoder: "wmv2", ...SIZE, sound: sound("wmav2", { sampleRate: 44_100 }) },
      { roundingMs: 1 },
    ),
    plain("DV, PCM sound", "dv.dv", frames, {
      container: "dv",
      encoder: "dvvideo",
      ...pal,
      // The container takes a picture only together with all of its sound.
      sound: sound("pcm_s16le", { channels: 2, storedS: [[0, (frames * FRAME_MS) / 1000 + 0.1]] }),
    }),
    plain(
      "H.264 interlaced, oblong pixels, in MTS, AC-3 sound",
      "avchd.mts",
      frames,
      {
        container: "mpegts",
        ...X264,
        ...pal,
        pixelAspect: [64, 45],
        interlaced: true,
        sound: sound("ac3", { channels: 2 }),
      },
      { notice: /interlaced/ },
    ),
    plain("Motion JPEG in AVI, PCM sound", "mjpeg.avi", frames, {
      container: "avi",
      encoder: "mjpeg",
      pixelFormat: "yuvj420p",
      ...SIZE,
      sound: sound("pcm_s16le"),
    }),
    plain(
      "VP9 in MKV, Opus sound",
      "vp9.mkv",
      frames,
      {
        container: "matroska",
        encoder: "libvpx-vp9",
        options: { deadline: "realtime", "cpu-used": "8" },
        ...SIZE,
        sound: sound("libopus"),
      },
      { roundingMs: 1 },
    ),
    plain(
      "H.264 in MKV, AAC sound",
      "h264.mkv",
      frames,
      { container: "matroska", ...X264, ...SIZE, sound: sound("aac") },
      { roundingMs: 1 },
    ),
    plain(
      "VP8 in WebM, Vorbis sound",
      "vp8.webm",
      frames,
      {
        container: "webm",
        encoder: "libvpx",
        options: { deadline: "realtime", "cpu-used": "8" },
        ...SIZE,
        sound: sound("libvorbis"),
      },
      { roundingMs: 1 },
    ),
    plain("HEVC 10 bit in MOV, AAC sound", "hevc10.mov", frames, {
      container: "mov",
      encoder: "libx265",
      options: { preset: "ultrafast", "x265-params": "log-level=none" },
      pixelFormat: "yuv420p10le",
      ...SIZE,
      sound: sound("aac"),
    }),
    plain("ProRes 4:2:2 10 bit in MOV, PCM sound", "prores.mov", frames, {
      container: "mov",
      encoder: "prores",
      pixelFormat: "yuv422p10le",
      ...SIZE,
      sound: sound("pcm_s16le"),
    }),
    plain("MPEG-4 part 2 in MP4, turned by 90 degrees", "rotated.mp4", frames, {
      container: "mp4",
      encoder: "mpeg4",
      ...SIZE,
      rotation: 90,
      sound: sound("aac"),
    }),
    plain(
      "MPEG-2 interlaced in MPG, oblong pixels",
      "interlaced.mpg",
      frames,
      { container: "vob", encoder: "mpeg2video", ...pal, interlaced: true, sound: sound("mp2") },
      { notice: /interlaced/ },
    ),
    plain(
      "Variable frame rate: HEVC in MP4",
      "variable.mp4",
      frames,
      {
        container: "mp4",
        encoder: "libx265",
        options: { preset: "ultrafast", "x265-params": "log-level=none" },
        unitsPerSecond: MP4_UNITS,
        timeOf: variable,
        ...SIZE,
        sound: sound("aac"),
      },
      { notice: /frame rate/ },
    ),
    plain(
      "Gap of 5 s: MPEG-4 part 2 in MP4",
      "gap.mp4",
      frames,
      {
        container: "mp4",
        encoder: "mpeg4",
        unitsPerSecond: 1000,
        timeOf: (frame) => frame * FRAME_MS + (frame < half ? 0 : 5000),
        ...SIZE,
        sound: sound("aac", {
          storedS: [
            [0, (half * FRAME_MS) / 1000],
            [(half * FRAME_MS) / 1000 + 5, (frames * FRAME_MS) / 1000 + 5],
          ],
        }),
      },
      { notice: /no picture/ },
    ),
    {
      ...plain(
        "Time stamps missing: every fifth picture of an MTS",
        "missing-stamps.mts",
        frames,
        { ...x264Ts, sound: sound("ac3") },
        { notice: /state no time/ },
      ),
      make: (source, folder) => {
        const target = join(folder, "missing-stamps.mts");
        recordClip(source, { ...x264Ts, sound: sound("ac3"), frames, target });
        removeStamps(target, 5);
      },
    },
    plain(
      "No time stamps at all: raw MPEG-2",
      "raw.m2v",
      frames,
      { container: "mpeg2video", encoder: "mpeg2video", ...SIZE, sound: null },
      { notice: /hold no times/ },
    ),
    joined(
      "Time stamps jump backwards: two MTS recordings in one file",
      "backward.mts",
      frames,
      SIZE,
      "from zero",
    ),
    joined(
      "Changing resolution: two MTS recordings in one file",
      "changing.mts",
      frames,
      { width: 320, height: 240 },
      "going on",
    ),
    cutOff("Cut off: MPEG-4 part 2 in MP4", "cut.mp4", frames, "mp4"),
    cutOff("Cut off: MPEG-4 part 2 in MKV", "cut.mkv", frames, "matroska"),
  ];
}

/** Two recordings in one file, as when a camera's parts are simply put together. */
function joined(
  name: string,
  fileName: string,
  frames: number,
  secondSize: { readonly width: number; readonly height: number },
  secondTimes: "from zero" | "going on",
): FormatClip {
  const half = Math.max(LEAST_JOINED, frames >> 1);
  const shape = { container: "mpegts", ...X264, sound: null };
  return {
    ...plain(name, fileName, half * 2, { ...shape, ...SIZE }),
    notice: secondTimes === "from zero" ? /jump/ : /size/,
    make: (source, folder) => {
      const target = join(folder, fileName);
      const second = `${target}.second`;
      recordClip(source, { ...shape, ...SIZE, frames: half, target });
      const startMs = secondTimes === "from zero" ? 0 : half * FRAME_MS;
      const timeOf = (frame: number): number => startMs + frame * FRAME_MS;
      const unitsPerSecond = MP4_UNITS;
      recordClip(source, {
        ...shape,
        ...secondSize,
        frames: half,
        firstMark: half,
        timeOf,
        unitsPerSecond,
        target: second,
      });
      appendFileSync(target, readFileSync(second));
      rmSync(second);
    },
  };
}

/** Longer by three seconds when it was made, so that the loss can be told from sound that goes on. */
function cutOff(name: string, fileName: string, frames: number, container: "mp4" | "matroska"): FormatClip {
  const shape = { container, encoder: "mpeg4", ...SIZE, sound: sound("aac") };
  const whole = frames + 75;
  return {
    ...plain(name, fileName, frames, shape),
    times: plain(name, fileName, whole, shape).times,
    isCut: true,
    notice: /cut off/,
    roundingMs: container === "matroska" ? 1 : 0.01,
    make: (source, folder) => {
      const target = join(folder, fileName);
      const index = container === "mp4" ? { containerOptions: { movflags: "+faststart" } } : {};
      recordClip(source, { ...shape, ...index, frames: whole, target });
      truncateSync(target, Math.round(statSync(target).size * (frames / whole)));
    },
  };
}

const TS_PACKET = 188;

/** Takes the time stamps of every n-th picture out of an MPEG transport stream. */
function removeStamps(path: string, n: number): void {
  const bytes = readFileSync(path);
  let pictures = 0;
  for (let at = 0; at + TS_PACKET <= bytes.length; at += TS_PACKET) {
    const startsUnit = ((bytes[at + 1] ?? 0) & 0x40) !== 0;
    const start = startsUnit ? bytes.indexOf("000001e0", at, "hex") : -1;
    if (start < 0 || start >= at + TS_PACKET - 9) continue;
    pictures += 1;
    // The header keeps its length; what was the time stamp is stuffing now.
    if (pictures % n !== 0) continue;
    const stamps = (bytes[start + 7] ?? 0) & 0xc0;
    bytes[start + 7] = (bytes[start + 7] ?? 0) & 0x3f;
    bytes.fill(0xff, start + 9, start + 9 + (stamps === 0xc0 ? 10 : 5));
  }
  writeFileSync(path, bytes);
}
