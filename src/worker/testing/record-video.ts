import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_LOG_QUIET,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_FLOAT,
  AV_OPT_TYPE_STRING,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_SAMPLE_FMT_S16,
  FF_ENCODER_LIBX264,
  FF_ENCODER_PCM_S16LE,
  SWS_BILINEAR,
} from "node-av/constants";
import {
  avChannelLayoutDefault,
  Codec,
  CodecContext,
  FormatContext,
  Frame,
  Log,
  Packet,
  Rational,
  SoftwareScaleContext,
  type Stream,
} from "node-av/lib";
import { createFrame, FrameReader } from "../video/frame-reader.ts";
import { openMediaFile } from "../video/media-file.ts";

/** What a made-up recording is like. */
export interface RecordingPlan {
  /** Real recording whose pictures are used, over and over where there are too few. */
  readonly source: string;
  readonly target: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Presentation time of each frame in ms. */
  readonly timeOf: (frame: number) => number;
  /** Every how manieth picture of the source is taken. */
  readonly every?: number;
  readonly keyFrameInterval?: number;
  /** H.264 preset and quality of x264. */
  readonly preset?: string;
  readonly crf?: number;
  /** Clockwise turn that players are to give the picture. */
  readonly rotation?: 90 | 180 | 270;
  /** Stores the pictures on their heads. */
  readonly upsideDown?: boolean;
  /** Mono sound at 8 kHz: value -1..1 of each sample. */
  readonly sound?: { readonly seconds: number; readonly sampleAt: (sample: number) => number };
}

const VIDEO_UNITS = 90_000;
const SOUND_RATE = 8000;

/** Writes a recording for tests and benchmarks; the container follows from the target's ending. */
export function recordVideo(plan: RecordingPlan): void {
  Log.setLevel(AV_LOG_QUIET);
  const output = new FormatContext();
  must(output.allocOutputContext2(null, null, plan.target), "container");
  const encoder = openEncoder(plan);
  const video = output.newStream(null);
  video.codecpar.fromContext(encoder);
  video.timeBase = new Rational(1, VIDEO_UNITS);
  if (plan.rotation) video.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, turnMatrix(plan.rotation));
  const sound = plan.sound ? openSound(output) : null;
  must(output.openOutputSync(), "file");
  must(output.writeHeaderSync(null), "header");
  if (sound && plan.sound) writeSound(output, sound.encoder, sound.stream, plan.sound);
  writePictures(plan, output, encoder, video);
  must(output.writeTrailerSync(), "end of file");
  output.closeOutputSync();
  encoder.freeContext();
  sound?.encoder.freeContext();
  output.freeContext();
}

/** A recording whose pictures are painted; 25 frames a second. */
export interface PaintedPlan {
  readonly target: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly preset?: string;
  readonly crf?: number;
  /** Paints into an 8-bit YUV 4:2:0 frame; what the frame before left is still in it. */
  readonly paint: (picture: Frame, frame: number) => void;
}

const PAINTED_INTERVAL_MS = 40;

/** Writes a recording of painted pictures. */
export function recordPainted(plan: PaintedPlan): void {
  Log.setLevel(AV_LOG_QUIET);
  const output = new FormatContext();
  must(output.allocOutputContext2(null, null, plan.target), "container");
  const encoder = openEncoder(plan);
  const stream = output.newStream(null);
  stream.codecpar.fromContext(encoder);
  stream.timeBase = new Rational(1, VIDEO_UNITS);
  must(output.openOutputSync(), "file");
  must(output.writeHeaderSync(null), "header");
  const picture = createPicture(plan);
  const packet = new Packet();
  packet.alloc();
  const units = (PAINTED_INTERVAL_MS * VIDEO_UNITS) / 1000;
  for (let frame = 0; frame < plan.frames; frame++) {
    picture.makeWritable();
    plan.paint(picture, frame);
    picture.pts = BigInt(frame * units);
    must(encoder.sendFrameSync(picture), "picture");
    writePackets(output, encoder, stream, packet, VIDEO_UNITS, BigInt(units));
  }
  encoder.sendFrameSync(null);
  writePackets(output, encoder, stream, packet, VIDEO_UNITS, BigInt(units));
  must(output.writeTrailerSync(), "end of file");
  output.closeOutputSync();
  packet.free();
  picture.free();
  encoder.freeContext();
  output.freeContext();
}

type EncoderPlan = Pick<RecordingPlan, "width" | "height" | "keyFrameInterval" | "preset" | "crf">;

function createPicture({ width, height }: EncoderPlan): Frame {
  const picture = createFrame();
  picture.width = width;
  picture.height = height;
  picture.format = AV_PIX_FMT_YUV420P;
  must(picture.getBuffer(), "picture");
  return picture;
}

function openEncoder(plan: EncoderPlan): CodecContext {
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = plan.width;
  encoder.height = plan.height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = new Rational(1, VIDEO_UNITS);
  encoder.gopSize = plan.keyFrameInterval ?? 50;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  // Options of the codec itself; a Dictionary would do the same, but node-av 6.1 frees it twice.
  encoder.setOption("preset", plan.preset ?? "ultrafast", AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN);
  encoder.setOption("crf", plan.crf ?? 20, AV_OPT_TYPE_FLOAT, AV_OPT_SEARCH_CHILDREN);
  must(encoder.open2Sync(codec, null), "H.264 encoder");
  return encoder;
}

function writePictures(
  plan: RecordingPlan,
  output: FormatContext,
  encoder: CodecContext,
  stream: Stream,
): void {
  const picture = createPicture(plan);
  const packet = new Packet();
  packet.alloc();
  const frameDuration = BigInt(Math.round(((plan.timeOf(1) - plan.timeOf(0)) * VIDEO_UNITS) / 1000));
  let written = 0;
  while (written < plan.frames) {
    const file = openMediaFile(plan.source);
    const reader = new FrameReader(file, file.video, 2);
    const frame = createFrame();
    let scaler: SoftwareScaleContext | null = null;
    for (let read = 0; written < plan.frames && reader.next(frame); read++) {
      if (read % (plan.every ?? 1) !== 0) continue;
      if (scaler === null) {
        scaler = new SoftwareScaleContext();
        const { width, height } = frame;
        scaler.getContext(
          width,
          height,
          AV_PIX_FMT_YUV420P,
          plan.width,
          plan.height,
          AV_PIX_FMT_YUV420P,
          SWS_BILINEAR,
        );
      }
      picture.makeWritable();
      scaler.scaleFrameSync(picture, frame);
      if (plan.upsideDown) turnOnItsHead(picture);
      picture.pts = BigInt(Math.round((plan.timeOf(written) * VIDEO_UNITS) / 1000));
      must(encoder.sendFrameSync(picture), "picture");
      writePackets(output, encoder, stream, packet, VIDEO_UNITS, frameDuration);
      written += 1;
    }
    scaler?.freeContext();
    frame.free();
    reader.close();
    file.close();
  }
  encoder.sendFrameSync(null);
  writePackets(output, encoder, stream, packet, VIDEO_UNITS, frameDuration);
  packet.free();
  picture.free();
}

/** Turns a picture of 8-bit YUV 4:2:0 by 180 degrees in place. */
function turnOnItsHead(picture: Frame): void {
  (picture.data ?? []).forEach((plane, index) => {
    const width = index === 0 ? picture.width : picture.width / 2;
    const height = index === 0 ? picture.height : picture.height / 2;
    const stride = picture.linesize[index] ?? width;
    const rows = Array.from({ length: height }, (_, row) =>
      Uint8Array.from(plane.subarray(row * stride, row * stride + width)).reverse(),
    );
    for (const [row, pixels] of rows.reverse().entries()) plane.set(pixels, row * stride);
  });
}

function openSound(output: FormatContext): { encoder: CodecContext; stream: Stream } {
  const codec = Codec.findEncoderByName(FF_ENCODER_PCM_S16LE);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = SOUND_RATE;
  encoder.sampleFormat = AV_SAMPLE_FMT_S16;
  encoder.channelLayout = avChannelLayoutDefault(1);
  encoder.timeBase = new Rational(1, SOUND_RATE);
  must(encoder.open2Sync(codec, null), "sound encoder");
  const stream = output.newStream(null);
  stream.codecpar.fromContext(encoder);
  stream.timeBase = new Rational(1, SOUND_RATE);
  return { encoder, stream };
}

function writeSound(
  output: FormatContext,
  encoder: CodecContext,
  stream: Stream,
  sound: NonNullable<RecordingPlan["sound"]>,
): void {
  const samples = Int16Array.from({ length: sound.seconds * SOUND_RATE }, (_, i) =>
    Math.round(sound.sampleAt(i) * 32_767),
  );
  const packet = new Packet();
  packet.alloc();
  const block = 1000;
  for (let at = 0; at < samples.length; at += block) {
    const part = samples.slice(at, at + block);
    const frame = Frame.fromAudioBuffer(Buffer.from(part.buffer), {
      nbSamples: part.length,
      format: AV_SAMPLE_FMT_S16,
      sampleRate: SOUND_RATE,
      channelLayout: avChannelLayoutDefault(1),
      timeBase: { num: 1, den: SOUND_RATE },
      pts: BigInt(at),
    });
    must(encoder.sendFrameSync(frame), "sound");
    writePackets(output, encoder, stream, packet, SOUND_RATE);
    frame.free();
  }
  packet.free();
}

function writePackets(
  output: FormatContext,
  encoder: CodecContext,
  stream: Stream,
  packet: Packet,
  units: number,
  usualDuration = 0n,
): void {
  while (encoder.receivePacketSync(packet) >= 0) {
    packet.streamIndex = stream.index;
    // Without a duration the last frame would not belong to an MP4's time line.
    if (packet.duration === 0n) packet.duration = usualDuration;
    packet.rescaleTs({ num: 1, den: units }, stream.timeBase);
    must(output.interleavedWriteFrameSync(packet), "packet");
  }
}

/** A display matrix as in QuickTime: 16.16 fixed point, little endian as FFmpeg keeps it. */
function turnMatrix(degrees: 90 | 180 | 270): Buffer {
  const matrix = Buffer.alloc(36);
  const angle = (degrees * Math.PI) / 180;
  [Math.cos(angle), Math.sin(angle), 0, -Math.sin(angle), Math.cos(angle)].forEach((value, index) => {
    matrix.writeInt32LE(Math.round(value * 65_536), index * 4);
  });
  matrix.writeInt32LE(1 << 30, 32);
  return matrix;
}

function must(result: number, what: string): void {
  if (result < 0) throw new Error(`The test recording's ${what} could not be written (${result}).`);
}
