import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_INTERLACED_DCT,
  AV_CODEC_FLAG_INTERLACED_ME,
  AV_FRAME_FLAG_INTERLACED,
  AV_FRAME_FLAG_TOP_FIELD_FIRST,
  AV_LOG_QUIET,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVFMT_GLOBALHEADER,
  SWS_BICUBIC,
} from "node-av/constants";
import {
  avGetPixFmtFromName,
  Codec,
  CodecContext,
  FormatContext,
  Log,
  Packet,
  Rational,
  SoftwareScaleContext,
  type Stream,
} from "node-av/lib";
import { createFrame, FrameReader } from "../../src/worker/video/frame-reader.ts";
import { openMediaFile } from "../../src/worker/video/media-file.ts";
import { type ClipPlan, FRAMES_PER_SECOND, timeOfFrame } from "./clip-plan.ts";
import { drawMark } from "./frame-mark.ts";
import { addSound, writeSound } from "./record-sound.ts";
import { must, writePackets } from "./write-packets.ts";

const BITS_PER_SECOND = 4_000_000n;

/** Writes a test clip with pictures of a recording. */
export function recordClip(source: string, plan: ClipPlan): void {
  Log.setLevel(AV_LOG_QUIET);
  const output = new FormatContext();
  must(output.allocOutputContext2(null, plan.container, plan.target), "container");
  for (const [name, value] of Object.entries(plan.containerOptions ?? {})) {
    must(output.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN), name);
  }
  const globalHeader = ((output.oformat?.flags ?? 0) & AVFMT_GLOBALHEADER) !== 0;
  const encoder = openEncoder(plan, globalHeader);
  const video = output.newStream(null);
  video.codecpar.fromContext(encoder);
  video.timeBase = encoder.timeBase;
  video.avgFrameRate = new Rational(FRAMES_PER_SECOND, 1);
  video.sampleAspectRatio = encoder.sampleAspectRatio;
  if (plan.rotation) video.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, quarterTurn());
  const sound = plan.sound && addSound(output, plan.sound, globalHeader);
  must(output.openOutputSync(), "file");
  must(output.writeHeaderSync(null), "header");
  if (sound && plan.sound) {
    const endS = timeOfFrame(plan, plan.frames) / 1000;
    writeSound(output, sound, plan.sound, endS);
  }
  writePictures(source, plan, output, encoder, video);
  must(output.writeTrailerSync(), "end of file");
  output.closeOutputSync();
  encoder.freeContext();
  sound?.encoder.freeContext();
  output.freeContext();
}

function openEncoder(plan: ClipPlan, globalHeader: boolean): CodecContext {
  const codec = Codec.findEncoderByName(plan.encoder as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error(`There is no encoder ${plan.encoder}.`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = plan.width;
  encoder.height = plan.height;
  encoder.pixelFormat = avGetPixFmtFromName(plan.pixelFormat ?? "yuv420p");
  encoder.timeBase = new Rational(1, plan.unitsPerSecond ?? FRAMES_PER_SECOND);
  encoder.framerate = new Rational(FRAMES_PER_SECOND, 1);
  encoder.bitRate = BITS_PER_SECOND;
  encoder.gopSize = 12;
  encoder.sampleAspectRatio = new Rational(...(plan.pixelAspect ?? ([1, 1] as const)));
  encoder.threadCount = 2;
  if (globalHeader) encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  if (plan.interlaced) encoder.setFlags(AV_CODEC_FLAG_INTERLACED_DCT, AV_CODEC_FLAG_INTERLACED_ME);
  for (const [name, value] of Object.entries(plan.options ?? {})) {
    must(encoder.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN), name);
  }
  must(encoder.open2Sync(codec, null), plan.encoder);
  return encoder;
}

function writePictures(
  source: string,
  plan: ClipPlan,
  output: FormatContext,
  encoder: CodecContext,
  stream: Stream,
): void {
  const file = openMediaFile(source);
  const reader = new FrameReader(file, file.video, 2);
  const [given, picture, other, converted] = [createFrame(), createFrame(), createFrame(), createFrame()];
  // Shown upright after the turn, so it lies on its side as stored.
  const upright = plan.rotation ? createFrame() : null;
  if (upright) {
    upright.width = plan.height;
    upright.height = plan.width;
    upright.format = AV_PIX_FMT_YUV420P;
    must(upright.getBuffer(), "picture");
  }
  for (const frame of [picture, other, converted]) {
    frame.width = plan.width;
    frame.height = plan.height;
    frame.format = frame === converted ? encoder.pixelFormat : AV_PIX_FMT_YUV420P;
    must(frame.getBuffer(), "picture");
  }
  const packet = new Packet();
  packet.alloc();
  const fit = new SoftwareScaleContext();
  const recode = new SoftwareScaleContext();
  const { width, height } = plan;
  recode.getContext(width, height, AV_PIX_FMT_YUV420P, width, height, encoder.pixelFormat, SWS_BICUBIC);
  const units = plan.unitsPerSecond ?? FRAMES_PER_SECOND;
  const usual = BigInt(Math.round(units / FRAMES_PER_SECOND));
  const readInto = (target: typeof picture): void => {
    if (!reader.next(given)) throw new Error("The recording is shorter than the clip.");
    const fitted = upright ?? target;
    fit.getContext(
      given.width,
      given.height,
      AV_PIX_FMT_YUV420P,
      fitted.width,
      fitted.height,
      AV_PIX_FMT_YUV420P,
      SWS_BICUBIC,
    );
    target.makeWritable();
    fit.scaleFrameSync(fitted, given);
    if (upright) layOnSide(target, upright);
  };
  for (let frame = 0; frame < plan.frames; frame++) {
    readInto(picture);
    if (plan.interlaced) {
      readInto(other);
      takeLowerField(picture, other);
    }
    const luma = picture.data?.[0];
    if (luma === undefined) throw new Error("The picture is empty.");
    drawMark(luma, { width, height, stride: picture.linesize[0] ?? width }, (plan.firstMark ?? 0) + frame);
    converted.makeWritable();
    recode.scaleFrameSync(converted, picture);
    converted.pts = BigInt(Math.round((timeOfFrame(plan, frame) * units) / 1000));
    if (plan.interlaced) converted.setFlags(AV_FRAME_FLAG_INTERLACED, AV_FRAME_FLAG_TOP_FIELD_FIRST);
    must(encoder.sendFrameSync(converted), "picture");
    writePackets(output, encoder, stream, packet, usual);
  }
  encoder.sendFrameSync(null);
  writePackets(output, encoder, stream, packet, usual);
  packet.free();
  for (const frame of [given, picture, other, converted, upright]) frame?.free();
  fit.freeContext();
  recode.freeContext();
  reader.close();
  file.close();
}

/** Fills a picture so that a clockwise quarter turn shows the upright one. */
function layOnSide(target: ReturnType<typeof createFrame>, upright: typeof target): void {
  for (const [index, plane] of (target.data ?? []).entries()) {
    const [width, height] =
      index === 0 ? [target.width, target.height] : [target.width / 2, target.height / 2];
    const from = upright.data?.[index];
    const [stride, fromStride] = [target.linesize[index] ?? 0, upright.linesize[index] ?? 0];
    for (let y = 0; from !== undefined && y < height; y++) {
      for (let x = 0; x < width; x++) plane[y * stride + x] = from[x * fromStride + height - 1 - y] ?? 0;
    }
  }
}

/** Every second line, from the second on, of another picture. */
function takeLowerField(picture: ReturnType<typeof createFrame>, other: typeof picture): void {
  for (const [index, plane] of (picture.data ?? []).entries()) {
    const lines = index === 0 ? picture.height : picture.height / 2;
    const stride = picture.linesize[index] ?? 0;
    const from = other.data?.[index];
    for (let line = 1; from !== undefined && line < lines; line += 2) {
      plane.set(from.subarray(line * stride, (line + 1) * stride), line * stride);
    }
  }
}

/** The display matrix of a clockwise quarter turn: 16.16 fixed point, little endian as FFmpeg keeps it. */
function quarterTurn(): Buffer {
  const matrix = Buffer.alloc(36);
  matrix.writeInt32LE(65_536, 4);
  matrix.writeInt32LE(-65_536, 12);
  matrix.writeInt32LE(1 << 30, 32);
  return matrix;
}
