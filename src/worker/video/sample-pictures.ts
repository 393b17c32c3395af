import { AV_FRAME_FLAG_INTERLACED } from "node-av/constants";
import { avGetPixFmtName, type Frame } from "node-av/lib";
import type { TaskControl } from "../task-control.ts";
import { unsupported } from "../task-failure.ts";
import { createFrame, FrameReader } from "./frame-reader.ts";
import { openMediaFile } from "./media-file.ts";
import { timeLineOf } from "./time-line.ts";

/** What a decoded picture tells about its file. */
export interface SampledPicture {
  readonly width: number;
  readonly height: number;
  readonly pixelFormat: string;
  readonly interlaced: boolean;
}

/** The first picture of a file. @throws TaskFailure UNSUPPORTED_MEDIA when none can be decoded */
export function sampleFirst(path: string): SampledPicture {
  const file = openMediaFile(path);
  const frame = createFrame();
  let reader: FrameReader | null = null;
  try {
    reader = new FrameReader(file, file.video, 1);
    if (!reader.next(frame))
      throw unsupported("Not one picture of this video can be decoded.", "Copy it again.");
    return describe(frame);
  } finally {
    frame.free();
    reader?.close();
    file.close();
  }
}

/** Shares of a file's duration at which it is looked into. */
const PLACES = [0.1, 0.3, 0.5, 0.7, 0.9, 0.98];

/** Pictures from several places of a file; fewer, or none, where it cannot seek or a place cannot be decoded. */
export async function sampleWithin(
  path: string,
  durationMs: number,
  control: TaskControl,
): Promise<SampledPicture[]> {
  const file = openMediaFile(path);
  const frame = createFrame();
  const reader = new FrameReader(file, file.video, 1);
  try {
    const timeLine = timeLineOf(file.context, file.video);
    const pictures: SampledPicture[] = [];
    for (const place of PLACES) {
      if (!reader.seek(timeLine.toTimeStamp(durationMs * place))) break;
      if (reader.next(frame)) pictures.push(describe(frame));
      await control.breathe();
    }
    return pictures;
  } finally {
    frame.free();
    reader.close();
    file.close();
  }
}

function describe(frame: Frame): SampledPicture {
  return {
    width: frame.width,
    height: frame.height,
    pixelFormat: avGetPixFmtName(frame.format as Parameters<typeof avGetPixFmtName>[0]) ?? "unknown",
    interlaced: frame.hasFlags(AV_FRAME_FLAG_INTERLACED),
  };
}
