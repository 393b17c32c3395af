import {
  AV_CODEC_FLAG_FRAME_DURATION,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_FLOAT,
  AV_OPT_TYPE_INT,
  AV_OPT_TYPE_STRING,
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_FLTP,
  AVCOL_RANGE_MPEG,
  type AVColorSpace,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from "node-av/constants";
import {
  avChannelLayoutDefault,
  Codec,
  CodecContext,
  FFmpegError,
  FormatContext,
  type Frame,
  Packet,
  PosixError,
  Rational,
  type Stream,
} from "node-av/lib";
import { TaskFailure } from "../task-failure.ts";
import { PROXY_UNITS_PER_MS } from "./proxy-size.ts";

export const SOUND_RATE = 48_000;

/** At least this often the copy can be entered: seeking decodes at most half a second. */
const KEY_FRAME_MS = 500;
const PRESET = "veryfast";
const QUALITY = 20;
const BITS_PER_CHANNEL = 80_000;

/** What made the copy, for its record. */
export const ENCODER = `libx264 ${PRESET} crf ${QUALITY}, aac`;

interface ProxyPlan {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly colorSpace: AVColorSpace;
  /** Usual interval between frames in ms. */
  readonly usualMs: number;
  /** Channels of the sound; null without any. */
  readonly channels: 1 | 2 | null;
}

/** An MP4 file with H.264 and AAC that is being written; its index stands at its beginning. */
export class ProxyFile {
  readonly #output = new FormatContext();
  readonly #packet = new Packet();
  readonly #pictures: CodecContext;
  readonly #pictureStream: Stream;
  readonly #sound: { readonly encoder: CodecContext; readonly stream: Stream } | null;
  readonly #usualUnits: bigint;
  readonly #keyAfter: bigint;
  #lastKey: bigint | null = null;

  /** @throws TaskFailure STORAGE_FAILED when the file cannot be made */
  constructor(plan: ProxyPlan) {
    const output = this.#output;
    this.#packet.alloc();
    this.#usualUnits = BigInt(Math.max(1, Math.round(plan.usualMs * PROXY_UNITS_PER_MS)));
    this.#keyAfter = BigInt(KEY_FRAME_MS * PROXY_UNITS_PER_MS) - this.#usualUnits;
    stored(output.allocOutputContext2(null, "mp4", `file:${plan.path}`));
    output.setOption("movflags", "+faststart", AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN);
    this.#pictures = openPictureEncoder(plan);
    this.#pictureStream = addStream(output, this.#pictures, 1000 * PROXY_UNITS_PER_MS);
    const sound = plan.channels === null ? null : openSoundEncoder(plan.channels);
    this.#sound = sound && { encoder: sound, stream: addStream(output, sound, SOUND_RATE) };
    stored(output.openOutputSync());
    stored(output.writeHeaderSync(null));
  }

  /** Samples that the sound's encoder takes at once. */
  get soundBlock(): number {
    return this.#sound?.encoder.frameSize ?? 0;
  }

  /** Adds a picture at its `pts`, which is later than the one before. @throws TaskFailure STORAGE_FAILED */
  addPicture(frame: Frame): void {
    const isKey = this.#lastKey === null || frame.pts - this.#lastKey > this.#keyAfter;
    if (isKey) this.#lastKey = frame.pts;
    // The type that the original chose must not be taken over.
    frame.pictType = isKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    if (frame.duration <= 0n) frame.duration = this.#usualUnits;
    encoded(this.#pictures.sendFrameSync(frame));
    this.#write(this.#pictures, this.#pictureStream, 1000 * PROXY_UNITS_PER_MS, this.#usualUnits);
  }

  /** Adds a block of sound. @throws TaskFailure STORAGE_FAILED */
  addSound(frame: Frame): void {
    if (this.#sound === null) throw new Error("This copy has no sound.");
    encoded(this.#sound.encoder.sendFrameSync(frame));
    this.#write(this.#sound.encoder, this.#sound.stream, SOUND_RATE, 0n);
  }

  /** Completes the file. @throws TaskFailure STORAGE_FAILED */
  finish(): void {
    this.#pictures.sendFrameSync(null);
    this.#write(this.#pictures, this.#pictureStream, 1000 * PROXY_UNITS_PER_MS, this.#usualUnits);
    if (this.#sound) {
      this.#sound.encoder.sendFrameSync(null);
      this.#write(this.#sound.encoder, this.#sound.stream, SOUND_RATE, 0n);
    }
    stored(this.#output.writeTrailerSync());
  }

  /** Frees everything; an unfinished file stays incomplete. */
  close(): void {
    this.#packet.free();
    this.#pictures.freeContext();
    this.#sound?.encoder.freeContext();
    this.#output.closeOutputSync();
    this.#output.freeContext();
  }

  #write(encoder: CodecContext, stream: Stream, units: number, duration: bigint): void {
    const packet = this.#packet;
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.streamIndex = stream.index;
      // Without a duration the last frame would not belong to the file's time line.
      if (packet.duration === 0n) packet.duration = duration;
      packet.rescaleTs({ num: 1, den: units }, stream.timeBase);
      stored(this.#output.interleavedWriteFrameSync(packet));
    }
  }
}

function openPictureEncoder(plan: ProxyPlan): CodecContext {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = plan.width;
  encoder.height = plan.height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.sampleAspectRatio = new Rational(1, 1);
  encoder.colorRange = AVCOL_RANGE_MPEG;
  encoder.colorSpace = plan.colorSpace;
  encoder.timeBase = new Rational(1, 1000 * PROXY_UNITS_PER_MS);
  // For the level that the file states; the frames keep their own times.
  encoder.framerate = new Rational(Math.max(1, Math.round(1000 / plan.usualMs)), 1);
  // Pictures in the order in which they are shown: no player has to rely on an edit list for their times.
  encoder.maxBFrames = 0;
  encoder.threadCount = 2;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_FRAME_DURATION);
  // Options of the codec itself; a Dictionary would do the same, but node-av 6.1 frees it twice.
  encoder.setOption("preset", PRESET, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN);
  encoder.setOption("crf", QUALITY, AV_OPT_TYPE_FLOAT, AV_OPT_SEARCH_CHILDREN);
  encoder.setOption("forced-idr", 1, AV_OPT_TYPE_INT, AV_OPT_SEARCH_CHILDREN);
  encoded(encoder.open2Sync(codec, null));
  return encoder;
}

function openSoundEncoder(channels: 1 | 2): CodecContext {
  const codec = Codec.findEncoderByName(FF_ENCODER_AAC);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = SOUND_RATE;
  encoder.sampleFormat = AV_SAMPLE_FMT_FLTP;
  encoder.channelLayout = avChannelLayoutDefault(channels);
  encoder.bitRate = BigInt(BITS_PER_CHANNEL * channels);
  encoder.timeBase = new Rational(1, SOUND_RATE);
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  encoded(encoder.open2Sync(codec, null));
  return encoder;
}

function addStream(output: FormatContext, encoder: CodecContext, units: number): Stream {
  const stream = output.newStream(null);
  stream.codecpar.fromContext(encoder);
  stream.timeBase = new Rational(1, units);
  return stream;
}

function encoded(result: number): void {
  if (result < 0) throw new Error(`FFmpeg's encoder failed (${result}).`);
}

const NO_SPACE: readonly number[] = [FFmpegError.AVERROR(PosixError.ENOSPC)];

/** @throws TaskFailure STORAGE_FAILED when a result of writing is an error */
function stored(result: number): void {
  if (result >= 0) return;
  if (NO_SPACE.includes(result)) {
    throw new TaskFailure(
      "STORAGE_FAILED",
      "There is no playback copy: the disk is full.",
      "Free some space on the disk of the study and make the copy again.",
    );
  }
  throw new TaskFailure(
    "STORAGE_FAILED",
    "There is no playback copy: it could not be written into the study's folder.",
    "Check that you may write into the study's folder and that its disk is well, then make the copy again.",
  );
}
