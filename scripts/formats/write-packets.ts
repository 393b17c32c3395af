import type { CodecContext, FormatContext, Packet, Stream } from "node-av/lib";

/** Writes what an encoder has finished; its packets are in its own time base. */
export function writePackets(
  output: FormatContext,
  encoder: CodecContext,
  stream: Stream,
  packet: Packet,
  usualDuration = 0n,
): void {
  while (encoder.receivePacketSync(packet) >= 0) {
    packet.streamIndex = stream.index;
    if (packet.duration === 0n) packet.duration = usualDuration;
    packet.rescaleTs(encoder.timeBase, stream.timeBase);
    must(output.interleavedWriteFrameSync(packet), "packet");
  }
}

/** @throws Error when a result of FFmpeg is an error */
export function must(result: number, what: string): void {
  if (result < 0) throw new Error(`The test clip's ${what} could not be written (${result}).`);
}
