import type { Probe } from "../../shared/contract/media.ts";

/** Containers that Chromium opens, by FFmpeg's names; AVI, MPEG and WMV are not among them. */
const CONTAINERS: ReadonlySet<string> = new Set(["mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm"]);

/** Video that Chromium decodes without the help of graphics hardware, which not every computer has. */
const VIDEO_CODECS: ReadonlySet<string> = new Set(["h264", "vp8", "vp9", "av1"]);

const PIXEL_FORMATS: ReadonlySet<string> = new Set(["yuv420p", "yuvj420p"]);

const AUDIO_CODECS: ReadonlySet<string> = new Set([
  "aac",
  "mp3",
  "opus",
  "vorbis",
  "flac",
  "pcm_u8",
  "pcm_s16le",
  "pcm_s16be",
  "pcm_s24le",
  "pcm_s24be",
  "pcm_s32le",
  "pcm_f32le",
  "pcm_mulaw",
  "pcm_alaw",
]);

/**
 * Why Chromium cannot play a video, in words that follow "This video cannot be played here: "; null when it can. What
 * is not known to be played counts as unplayable: a copy that was not needed costs less than a session that stays dark.
 * The list was tried in Chromium (docs/video-formats.md).
 */
export function unplayableBecause({ container, videoCodec, pixelFormat, audio }: Probe): string | null {
  if (!CONTAINERS.has(container)) return `files of the kind ${kindOf(container)} are not played`;
  if (!VIDEO_CODECS.has(videoCodec)) return `video of the kind ${videoCodec} is not played`;
  if (!PIXEL_FORMATS.has(pixelFormat))
    return `its colours are stored in a way that is not played (${pixelFormat})`;
  if (audio !== null && !AUDIO_CODECS.has(audio.codec))
    return `sound of the kind ${audio.codec} is not played`;
  return null;
}

function kindOf(container: string): string {
  return container.split(",")[0] ?? container;
}
