import { Demuxer, Muxer } from "node-av/api";
import type { Packet } from "node-av/lib";

/**
 * Writes a video that plays a recording several times in a row: packets are copied with their times moved on, so
 * that nothing is encoded anew. For sessions that are longer than the recordings at hand.
 */
export async function loopVideo(source: string, target: string, times: number): Promise<void> {
  await using input = await Demuxer.open(source);
  const stream = input.video();
  if (!stream) throw new Error(`${source} has no video.`);
  const packets: Packet[] = [];
  for await (const packet of input.packets(stream.index)) {
    const copy = packet?.clone();
    if (copy) packets.push(copy);
  }
  const lastShown = packets.toSorted((a, b) => Number(a.pts - b.pts)).at(-1);
  const length = lastShown ? lastShown.pts + lastShown.duration : 0n;

  await using output = await Muxer.open(target);
  const index = output.addStream(stream);
  for (let round = 0; round < times; round += 1) {
    const shift = length * BigInt(round);
    for (const packet of packets) {
      const moved = packet.clone();
      if (!moved) throw new Error("A packet could not be copied.");
      moved.pts = packet.pts + shift;
      moved.dts = packet.dts + shift;
      await output.writePacket(moved, index);
      moved.free();
    }
  }
  for (const packet of packets) packet.free();
}
