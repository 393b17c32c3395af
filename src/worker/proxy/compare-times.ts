import type { TaskControl } from "../task-control.ts";
import { TaskFailure } from "../task-failure.ts";
import { openMediaFile } from "../video/media-file.ts";
import { readPacketTimes } from "../video/read-packets.ts";
import { timeLineOf } from "../video/time-line.ts";

/** A copy whose frames stray further than this is not used: ratings and traces would not meet their pictures. */
const ALLOWED_MS = 1;

/**
 * Reads a finished copy and compares the times of its frames with those that it should have.
 *
 * @returns the largest difference in ms
 * @throws TaskFailure ANALYSIS_FAILED when frames are missing or a time is off by more than a millisecond
 */
export async function compareTimes(
  path: string,
  wantedMs: readonly number[],
  control: TaskControl,
): Promise<number> {
  const file = openMediaFile(path);
  try {
    const timeLine = timeLineOf(file.context, file.video);
    const { timesMs } = await readPacketTimes(file, timeLine, Number.POSITIVE_INFINITY, control);
    const largest = wantedMs.reduce(
      (error, wanted, index) => Math.max(error, Math.abs((timesMs[index] ?? Number.NaN) - wanted)),
      0,
    );
    if (timesMs.length !== wantedMs.length || !(largest <= ALLOWED_MS)) {
      throw new TaskFailure(
        "ANALYSIS_FAILED",
        `The playback copy was thrown away: it has ${timesMs.length} pictures for ${wantedMs.length} of the original, ` +
          `and their times differ by up to ${largest.toFixed(1)} ms.`,
        "Convert the video to MP4 with H.264 with another program and link that file.",
      );
    }
    return largest;
  } finally {
    file.close();
  }
}
