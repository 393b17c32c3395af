import { AVDISCARD_ALL, AVSEEK_FLAG_BACKWARD } from "node-av/constants";
import { Packet } from "node-av/lib";
import type { TaskControl } from "../task-control.ts";
import type { MediaFile } from "./media-file.ts";
import type { PacketTimes } from "./packet-times.ts";
import type { TimeLine } from "./time-line.ts";

/** Reads the time stamps of up to `limit` video packets from where the file stands; nothing is decoded. */
export async function readPacketTimes(
  file: MediaFile,
  timeLine: TimeLine,
  limit: number,
  control: TaskControl,
): Promise<PacketTimes> {
  for (const stream of file.context.streams)
    if (stream.index !== file.video.index) stream.discard = AVDISCARD_ALL;
  const packet = new Packet();
  packet.alloc();
  const timesMs: number[] = [];
  let latestMs = Number.NEGATIVE_INFINITY;
  let endMs = Number.NaN;
  let count = 0;
  while (count < limit && file.context.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === file.video.index) {
      count += 1;
      const timeMs = timeLine.toMs(packet.pts);
      if (!Number.isNaN(timeMs)) timesMs.push(timeMs);
      if (timeMs > latestMs) {
        latestMs = timeMs;
        endMs = timeMs + Number(packet.duration) * timeLine.unitMs;
      }
    }
    packet.unref();
    if (control.dueToBreathe) await control.breathe();
  }
  packet.free();
  return { timesMs, endMs, count };
}

/**
 * Time stamps from the last key frame before an instant to the end of the file; null when the file cannot seek
 * there.
 */
export async function readPacketTimesFrom(
  file: MediaFile,
  timeLine: TimeLine,
  timeMs: number,
  control: TaskControl,
): Promise<PacketTimes | null> {
  const timeStamp = timeLine.toTimeStamp(timeMs);
  if (file.context.seekFrameSync(file.video.index, timeStamp, AVSEEK_FLAG_BACKWARD) < 0) return null;
  return await readPacketTimes(file, timeLine, Number.POSITIVE_INFINITY, control);
}
