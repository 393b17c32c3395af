import { AV_CHANNEL_ORDER_UNSPEC } from "node-av/constants";
import {
  avChannelLayoutDefault,
  avChannelLayoutDescribe,
  avGetSampleFmtName,
  Filter,
  type FilterContext,
  FilterGraph,
  type Frame,
} from "node-av/lib";
import { FrameClock } from "../video/frame-clock.ts";
import { createFrame, FrameReader } from "../video/frame-reader.ts";
import { type MediaFile, openMediaFile } from "../video/media-file.ts";
import { timeLineOf } from "../video/time-line.ts";
import { SOUND_RATE } from "./proxy-file.ts";

/** Differences between sound and its time stamps from here on are mended with silence, or by leaving sound out. */
const MENDED_S = 0.03;

/**
 * The sound of a file as the copy stores it: 48 kHz, mono or stereo, one sample after the other from the time line's
 * zero; where the original has none there is silence.
 */
export class SoundTrack {
  readonly #file: MediaFile;
  readonly #reader: FrameReader;
  readonly #clock: FrameClock;
  readonly #frame: Frame;
  readonly #finished = createFrame();
  readonly #latestMs: number;
  readonly channels: 1 | 2;
  #chain: { graph: FilterGraph; source: FilterContext; sink: FilterContext; key: string } | null = null;
  #waiting = true;
  #block = 0;
  #samples = 0;

  private constructor(file: MediaFile, reader: FrameReader, first: Frame, latestMs: number) {
    if (file.audio === null) throw new Error("There is no sound to read.");
    this.#file = file;
    this.#reader = reader;
    this.#frame = first;
    this.#latestMs = latestMs;
    this.#clock = new FrameClock(timeLineOf(file.context, file.audio), 20);
    this.channels = first.channels === 1 ? 1 : 2;
  }

  /**
   * Opens the sound of a file; null where it has none, or none that can be decoded.
   *
   * @param latestMs sound after this is left out
   */
  static open(path: string, latestMs: number): SoundTrack | null {
    const file = openMediaFile(path);
    const reader = file.audio && FrameReader.forDecodable(file, file.audio, 1);
    const first = createFrame();
    if (reader?.next(first)) return new SoundTrack(file, reader, first, latestMs);
    first.free();
    reader?.close();
    file.close();
    return null;
  }

  /** @param samples how many each block that is handed out has */
  setBlock(samples: number): void {
    this.#block = samples;
  }

  /** Hands out blocks up to an instant and a little beyond. */
  readTo(timeMs: number, add: (block: Frame) => void): void {
    while (this.#waiting && (this.#samples * 1000) / SOUND_RATE <= timeMs) {
      this.#feed();
      this.#handOut(add);
    }
  }

  /** Hands out what is left. */
  readToEnd(add: (block: Frame) => void): void {
    this.readTo(Number.POSITIVE_INFINITY, add);
    this.#endChain(add);
  }

  close(): void {
    this.#chain?.graph.free();
    this.#frame.free();
    this.#finished.free();
    this.#reader.close();
    this.#file.close();
  }

  /** Hands the waiting frame of the original to the chain and reads the next one. */
  #feed(): void {
    const frame = this.#frame;
    const timeMs = this.#clock.timeOf(frame);
    if (timeMs < this.#latestMs && frame.sampleRate > 0 && frame.nbSamples > 0) {
      const key = `${frame.sampleRate} ${frame.format} ${frame.channels}`;
      if (this.#chain?.key !== key) {
        this.#chain?.graph.free();
        this.#chain = { ...this.#build(frame), key };
      }
      frame.pts = BigInt(Math.round((timeMs * frame.sampleRate) / 1000));
      if (this.#chain.source.buffersrcAddFrameSync(frame) < 0) throw new Error("The sound was refused.");
    }
    this.#waiting = this.#reader.next(frame);
  }

  #handOut(add: (block: Frame) => void): void {
    const block = this.#finished;
    while (this.#chain !== null && this.#chain.sink.buffersinkGetFrameSync(block) >= 0) {
      block.pts = BigInt(this.#samples);
      this.#samples += block.nbSamples;
      add(block);
      block.unref();
    }
  }

  #endChain(add: (block: Frame) => void): void {
    this.#chain?.source.buffersrcAddFrameSync(null);
    this.#handOut(add);
  }

  #build(frame: Frame): { graph: FilterGraph; source: FilterContext; sink: FilterContext } {
    const graph = new FilterGraph();
    graph.alloc();
    const given =
      frame.channelLayout.order === AV_CHANNEL_ORDER_UNSPEC
        ? avChannelLayoutDefault(frame.channels)
        : frame.channelLayout;
    const { sampleRate: rate } = frame;
    const sampleFormat = avGetSampleFmtName(frame.format as Parameters<typeof avGetSampleFmtName>[0]) ?? "";
    const layout = avChannelLayoutDescribe(given) ?? "mono";
    const wanted = this.channels === 1 ? "mono" : "stereo";
    const steps = [
      [
        "abuffer",
        `time_base=1/${rate}:sample_rate=${rate}:sample_fmt=${sampleFormat}:channel_layout=${layout}`,
      ],
      ["aresample", `${SOUND_RATE}:async=1:min_hard_comp=${MENDED_S}:first_pts=${this.#samples}`],
      ["aformat", `sample_fmts=fltp:channel_layouts=${wanted}:sample_rates=${SOUND_RATE}`],
      ["asetnsamples", `n=${this.#block}:p=0`],
      ["abuffersink", null],
    ] as const;
    const filters = steps.map(([name, args], index) => {
      const kind = Filter.getByName(name);
      const filter = kind && graph.createFilter(kind, `sound${index}`, args);
      if (filter === null) throw new Error(`The filter ${name} refused "${args}".`);
      return filter;
    });
    filters.slice(1).forEach((filter, index) => {
      if ((filters[index]?.link(0, filter, 0) ?? -1) < 0) throw new Error("The sound's filters do not fit.");
    });
    const [source, sink] = [filters[0], filters.at(-1)];
    if (!source || !sink || graph.configSync() < 0) throw new Error("The sound's filters do not fit.");
    return { graph, source, sink };
  }
}
