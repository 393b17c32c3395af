import { AVDISCARD_ALL, AVERROR_EOF, AVSEEK_FLAG_BACKWARD } from "node-av/constants";
import { Codec, CodecContext, FFmpegError, Frame, Packet, PosixError, type Stream } from "node-av/lib";
import { unsupported } from "../task-failure.ts";
import type { MediaFile } from "./media-file.ts";

/** Threads that FFmpeg decodes with where nothing else computes beside it, each on a frame of its own. */
export const DECODER_THREADS = 4;
/** Pictures of up to this many pixels are decoded by one thread. */
const ONE_THREAD_PIXELS = 1280 * 720;

/**
 * Threads that FFmpeg decodes with while an analysis runs beside it. One is fast enough for 720p, and a second costs a
 * quarter more processor time in all; larger pictures take longer to decode than to analyse.
 */
export function decoderThreads(width: number, height: number): number {
  return width * height <= ONE_THREAD_PIXELS ? 1 : 2;
}

/** "More input is needed"; its number differs between systems. */
const AVERROR_EAGAIN = FFmpegError.AVERROR(PosixError.EAGAIN);

/** Failures of the decoder without anything in between that end the reading. */
const GIVE_UP_AFTER = 1000;

/**
 * Decodes the frames of one stream in presentation order. Damaged packets are counted and passed over, as a player
 * does.
 */
export class FrameReader {
  readonly #file: MediaFile;
  readonly #stream: Stream;
  readonly #codec: CodecContext;
  readonly #packet = new Packet();
  /** Packets or frames that the decoder refused. */
  errors = 0;
  /** True when reading the file failed before its end. */
  brokeOff = false;

  /** @throws TaskFailure UNSUPPORTED_MEDIA when there is no decoder for the stream */
  constructor(file: MediaFile, stream: Stream, threads: number) {
    this.#file = file;
    this.#stream = stream;
    for (const other of file.context.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
    const decoder = Codec.findDecoder(stream.codecpar.codecId);
    this.#codec = new CodecContext();
    this.#codec.allocContext3(decoder);
    this.#codec.parametersToContext(stream.codecpar);
    this.#codec.pktTimebase = stream.timeBase;
    this.#codec.threadCount = threads;
    if (decoder === null || this.#codec.open2Sync(decoder, null) < 0) {
      throw unsupported("There is no decoder for this kind of video.", "Convert it to MP4 with H.264.");
    }
    this.#packet.alloc();
  }

  /** The reader of a stream; null where there is no decoder for it. */
  static forDecodable(file: MediaFile, stream: Stream, threads: number): FrameReader | null {
    return Codec.findDecoder(stream.codecpar.codecId) === null
      ? null
      : new FrameReader(file, stream, threads);
  }

  /** Decodes the next frame into `frame`; false at the end of the file. */
  next(frame: Frame): boolean {
    for (let failuresInARow = 0; failuresInARow < GIVE_UP_AFTER; ) {
      const received = this.#codec.receiveFrameSync(frame);
      if (received >= 0) return true;
      if (received === AVERROR_EOF) return false;
      if (received === AVERROR_EAGAIN) {
        this.#feed();
      } else {
        this.errors += 1;
        failuresInARow += 1;
      }
    }
    this.brokeOff = true;
    return false;
  }

  /**
   * Goes to a key frame at or before the time stamp.
   *
   * @returns false when the file cannot seek
   */
  seek(timeStamp: bigint): boolean {
    if (this.#file.context.seekFrameSync(this.#stream.index, timeStamp, AVSEEK_FLAG_BACKWARD) < 0)
      return false;
    this.#codec.flushBuffers();
    return true;
  }

  close(): void {
    this.#packet.free();
    this.#codec.freeContext();
  }

  /** Hands the next packet of the stream to the decoder, or the end. */
  #feed(): void {
    const packet = this.#packet;
    for (;;) {
      const read = this.#file.context.readFrameSync(packet);
      if (read === AVERROR_EAGAIN) continue;
      if (read < 0) {
        this.brokeOff = read !== AVERROR_EOF;
        this.#codec.sendPacketSync(null);
        return;
      }
      if (packet.streamIndex !== this.#stream.index) {
        packet.unref();
        continue;
      }
      if (this.#codec.sendPacketSync(packet) < 0) this.errors += 1;
      packet.unref();
      return;
    }
  }
}

/** A frame that a reader can decode into, again and again. */
export function createFrame(): Frame {
  const frame = new Frame();
  frame.alloc();
  return frame;
}
