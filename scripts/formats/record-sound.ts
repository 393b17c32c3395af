import { AV_CODEC_FLAG_GLOBAL_HEADER, AV_SAMPLE_FMT_S16 } from "node-av/constants";
import {
  avChannelLayoutDefault,
  avGetSampleFmtName,
  Codec,
  CodecContext,
  type FormatContext,
  Frame,
  Packet,
  Rational,
  type Stream,
} from "node-av/lib";
import type { ClipSound } from "./clip-plan.ts";
import { must, writePackets } from "./write-packets.ts";

const TONE_HZ = 440;
const LOUDNESS = 0.5;

/** An encoder of sound and its stream. */
export interface SoundWriter {
  readonly encoder: CodecContext;
  readonly stream: Stream;
}

export function addSound(output: FormatContext, sound: ClipSound, globalHeader: boolean): SoundWriter {
  const codec = Codec.findEncoderByName(sound.encoder as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error(`There is no encoder ${sound.encoder}.`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = sound.sampleRate;
  encoder.sampleFormat = codec.sampleFormats?.[0] ?? AV_SAMPLE_FMT_S16;
  encoder.channelLayout = avChannelLayoutDefault(sound.channels);
  encoder.timeBase = new Rational(1, sound.sampleRate);
  encoder.bitRate = 128_000n;
  if (globalHeader) encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  must(encoder.open2Sync(codec, null), sound.encoder);
  const stream = output.newStream(null);
  stream.codecpar.fromContext(encoder);
  stream.timeBase = encoder.timeBase;
  return { encoder, stream };
}

/** Writes the sound of a clip, tone and silence, in whole blocks up to its end. */
export function writeSound(
  output: FormatContext,
  { encoder, stream }: SoundWriter,
  sound: ClipSound,
  endS: number,
): void {
  const block = encoder.frameSize || 1024;
  const packet = new Packet();
  packet.alloc();
  for (const [fromS, toS] of sound.storedS ?? [[0, endS]]) {
    const last = Math.floor(toS * sound.sampleRate) - block;
    for (let at = Math.round(fromS * sound.sampleRate); at <= last; at += block) {
      const frame = Frame.fromAudioBuffer(samplesOf(sound, encoder, at, block), {
        nbSamples: block,
        format: encoder.sampleFormat,
        sampleRate: sound.sampleRate,
        channelLayout: avChannelLayoutDefault(sound.channels),
        timeBase: { num: 1, den: sound.sampleRate },
        pts: BigInt(at),
      });
      must(encoder.sendFrameSync(frame), "sound");
      writePackets(output, encoder, stream, packet, BigInt(block));
      frame.free();
    }
  }
  encoder.sendFrameSync(null);
  writePackets(output, encoder, stream, packet, BigInt(block));
  packet.free();
}

/** The same samples in every channel, one after the other or channel by channel as the encoder takes them. */
function samplesOf(sound: ClipSound, encoder: CodecContext, from: number, count: number): Buffer {
  const name = avGetSampleFmtName(encoder.sampleFormat) ?? "";
  const values = Float32Array.from({ length: count }, (_, i) => toneAt(sound, from + i));
  const all = name.endsWith("p")
    ? Float32Array.from({ length: count * sound.channels }, (_, i) => values[i % count] ?? 0)
    : Float32Array.from(
        { length: count * sound.channels },
        (_, i) => values[Math.floor(i / sound.channels)] ?? 0,
      );
  if (name.startsWith("flt")) return Buffer.from(all.buffer);
  if (name.startsWith("s16"))
    return Buffer.from(Int16Array.from(all, (value) => Math.round(value * 32_767)).buffer);
  throw new Error(`Test clips have no sound of the kind ${name}.`);
}

function toneAt({ toneS, sampleRate }: ClipSound, sample: number): number {
  const timeS = sample / sampleRate;
  const sounds = toneS.some(([from, to]) => timeS >= from && timeS < to);
  return sounds ? LOUDNESS * Math.sin(2 * Math.PI * TONE_HZ * timeS) : 0;
}
