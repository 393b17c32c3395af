import { statSync } from "node:fs";
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_LOG_QUIET,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from "node-av/constants";
import { FormatContext, Log, type Stream } from "node-av/lib";
import { TaskFailure, unsupported } from "../task-failure.ts";

/** Formats of FFmpeg that hold text or single pictures: nothing that runs in time. */
const NOT_RECORDINGS =
  /^(tty|image2.*|.*_pipe|lrc|srt|webvtt|ass|subviewer.*|microdvd|ffmetadata|concat|hls)$/;

const PICTURES = /^(image2|.*_pipe)$/;

const OTHER_FILE = "Choose a video file; MP4 with H.264 plays everywhere.";

/** An open media file. `close` frees what FFmpeg holds. */
export interface MediaFile {
  readonly context: FormatContext;
  readonly sizeBytes: number;
  readonly video: Stream;
  /** Null without audio. */
  readonly audio: Stream | null;
  close(): void;
}

/**
 * Opens a video file and finds its streams.
 *
 * @param pictures whether a single picture (JPEG, PNG) will do as well
 * @throws TaskFailure VIDEO_MISSING, or UNSUPPORTED_MEDIA when it is empty, no media file, or without a video stream
 */
export function openMediaFile(path: string, pictures = false): MediaFile {
  const sizeBytes = requireFile(path);
  // FFmpeg's own words name files and internals; what matters is reported as failures and notices.
  Log.setLevel(AV_LOG_QUIET);
  const context = new FormatContext();
  // "file:" and the white list keep a file's content from reaching other files or the network (play lists).
  // A Dictionary would do the same, but node-av 6.1 frees it twice.
  context.allocContext();
  context.setOption("protocol_whitelist", "file");
  if (context.openInputSync(`file:${path}`, null, null) < 0) {
    throw unsupported("This file is not a video that can be read, or it was cut off.", OTHER_FILE);
  }
  const close = (): void => context.closeInputSync();
  const refuse = (message: string): TaskFailure => {
    close();
    return unsupported(message, OTHER_FILE);
  };
  const format = context.iformat?.name ?? "";
  if (NOT_RECORDINGS.test(format) && !(pictures && PICTURES.test(format)))
    throw refuse("This file holds text or a picture, not a video.");
  if (context.findStreamInfoSync(null) < 0) throw refuse("This file's contents cannot be read as a video.");
  const { streams } = context;
  const best = (type: typeof AVMEDIA_TYPE_VIDEO | typeof AVMEDIA_TYPE_AUDIO): Stream | null =>
    streams[context.findBestStream(type)] ?? null;
  const audio = best(AVMEDIA_TYPE_AUDIO);
  const video = best(AVMEDIA_TYPE_VIDEO);
  if (video === null || (video.disposition & AV_DISPOSITION_ATTACHED_PIC) !== 0) {
    throw refuse(
      audio === null ? "This file has no video stream." : "This file has sound only, no video stream.",
    );
  }
  return { context, sizeBytes, video, audio, close };
}

/** The size in bytes. @throws TaskFailure when there is no readable file with content */
function requireFile(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new TaskFailure(
      "VIDEO_MISSING",
      "The video file does not exist.",
      "Check the path, or re-link the video.",
    );
  }
  if (!stat.isFile()) throw unsupported("This is a folder, not a video file.", OTHER_FILE);
  if (stat.size === 0)
    throw unsupported("The video file is empty (0 bytes).", "Copy it again from its source.");
  return stat.size;
}
