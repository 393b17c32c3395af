import { AV_CHANNEL_ORDER_NATIVE, AV_NOPTS_VALUE, AV_SAMPLE_FMT_FLT } from "node-av/constants";
import { type ChannelLayout, type Frame, SoftwareResampleContext } from "node-av/lib";
import { unsupported } from "../task-failure.ts";
import { createFrame, FrameReader } from "../video/frame-reader.ts";
import type { MediaFile } from "../video/media-file.ts";
import { type TimeLine, timeLineOf } from "../video/time-line.ts";

const MONO: ChannelLayout = { nbChannels: 1, order: AV_CHANNEL_ORDER_NATIVE, mask: 4n };

/** Time stamps may be this far from where the samples before end: more is a gap, or sound that overlaps. */
const TOLERATED_MS = 30;

/** Sound of a file as one channel of 32-bit floats (-1..1) from the time line's zero on; gaps are silence. */
export class MonoAudio {
  readonly #sampleRateHz: number;
  readonly #reader: FrameReader;
  readonly #timeLine: TimeLine;
  readonly #frame = createFrame();
  #resampler: { context: SoftwareResampleContext; layout: string } | null = null;
  /** Samples given so far. */
  #position = 0;

  /** @throws TaskFailure UNSUPPORTED_MEDIA when there is no decoder for the sound */
  constructor(file: MediaFile, audio: NonNullable<MediaFile["audio"]>, sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#reader = new FrameReader(file, audio, 1);
    this.#timeLine = timeLineOf(file.context, audio);
  }

  /** The next samples; null at the end. May be empty. */
  next(): Float32Array | null {
    if (!this.#reader.next(this.#frame)) return null;
    const samples = this.#convert(this.#frame);
    const placed = this.#place(samples, this.#startOf(this.#frame));
    this.#position += placed.length;
    return placed;
  }

  close(): void {
    this.#frame.free();
    this.#resampler?.context.free();
    this.#reader.close();
  }

  #startOf(frame: Frame): number | null {
    const stamp = frame.pts !== AV_NOPTS_VALUE ? frame.pts : frame.bestEffortTimestamp;
    return stamp === AV_NOPTS_VALUE ? null : (this.#timeLine.toMs(stamp) * this.#sampleRateHz) / 1000;
  }

  /** Puts silence before samples that start later than the last ended, and leaves out what came before. */
  #place(samples: Float32Array, start: number | null): Float32Array {
    const shift = start === null ? 0 : Math.round(start - this.#position);
    if (Math.abs(shift) * 1000 <= TOLERATED_MS * this.#sampleRateHz) return samples;
    if (shift < 0) return samples.subarray(Math.min(samples.length, -shift));
    const placed = new Float32Array(shift + samples.length);
    placed.set(samples, shift);
    return placed;
  }

  #convert(frame: Frame): Float32Array {
    const { context } = this.#resamplerFor(frame);
    const room = context.getOutSamples(frame.nbSamples);
    const out = Buffer.alloc(room * Float32Array.BYTES_PER_ELEMENT);
    const written = context.convertSync([out], room, frame.extendedData ?? [], frame.nbSamples);
    if (written < 0) throw unsupported("The sound of this file cannot be converted.");
    return new Float32Array(out.buffer, out.byteOffset, written);
  }

  /** Recordings may change their sound format on the way. */
  #resamplerFor(frame: Frame): { context: SoftwareResampleContext } {
    const layout = `${frame.format} ${frame.sampleRate} ${frame.channels}`;
    if (this.#resampler?.layout === layout) return this.#resampler;
    this.#resampler?.context.free();
    const context = new SoftwareResampleContext();
    const format = frame.format as Parameters<SoftwareResampleContext["allocSetOpts2"]>[4];
    const made = context.allocSetOpts2(
      MONO,
      AV_SAMPLE_FMT_FLT,
      this.#sampleRateHz,
      frame.channelLayout,
      format,
      frame.sampleRate,
    );
    if (made < 0 || context.init() < 0) throw unsupported("The sound of this file cannot be converted.");
    this.#resampler = { context, layout };
    return this.#resampler;
  }
}
