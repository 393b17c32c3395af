import {
  AV_FRAME_FLAG_INTERLACED,
  AVCOL_SPC_BT709,
  AVCOL_SPC_BT2020_CL,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_SMPTE2084,
} from "node-av/constants";
import { Filter, type FilterContext, FilterGraph, type Frame } from "node-av/lib";
import type { Display } from "../video/display.ts";
import { PROXY_UNITS_PER_MS } from "./proxy-size.ts";

/** Where nothing is stated, players take pictures of this height and above for BT.709. */
const HIGH_DEFINITION_HEIGHT = 720;

/** A filter of FFmpeg and its arguments. */
type Step = readonly [name: string, args: string];

/**
 * Turns decoded frames into what the copy stores: deinterlaced, square pixels, upright, 8-bit 4:2:0, all of one size.
 * One frame comes out for each that goes in, in order and with its time.
 */
export class PictureFilter {
  readonly #display: Display;
  readonly #size: { readonly width: number; readonly height: number };
  #graph: { graph: FilterGraph; source: FilterContext; sink: FilterContext; key: string } | null = null;
  /** Once a picture was interlaced, the rest is looked at too. */
  #interlaced = false;
  #unitsPerTick = 1;

  /** @param size of the copy, upright */
  constructor(display: Display, size: { readonly width: number; readonly height: number }) {
    this.#display = display;
    this.#size = size;
  }

  /** True when the frame needs another chain than the ones before: those must be taken out first ({@link end}). */
  differs(frame: Frame): boolean {
    return this.#graph !== null && this.#graph.key !== this.#keyOf(frame);
  }

  /** Hands a frame in; it is empty afterwards. Both times in units of the copy. */
  push(frame: Frame, pts: bigint, duration: bigint): void {
    const key = this.#keyOf(frame);
    if (this.#graph?.key !== key) {
      this.close();
      this.#graph = { ...this.#build(frame), key };
    }
    frame.pts = pts;
    frame.duration = duration;
    must(this.#graph.source.buffersrcAddFrameSync(frame), "picture");
  }

  /** No more frames follow for this chain. */
  end(): void {
    this.#graph?.source.buffersrcAddFrameSync(null);
  }

  /** Takes a finished frame, its time in units of the copy; false when there is none. */
  take(frame: Frame): boolean {
    frame.unref();
    if (this.#graph === null || this.#graph.sink.buffersinkGetFrameSync(frame) < 0) return false;
    frame.pts = BigInt(Math.round(Number(frame.pts) * this.#unitsPerTick));
    frame.duration = BigInt(Math.round(Number(frame.duration) * this.#unitsPerTick));
    return true;
  }

  close(): void {
    this.#graph?.graph.free();
    this.#graph = null;
  }

  #keyOf(frame: Frame): string {
    this.#interlaced ||= frame.hasFlags(AV_FRAME_FLAG_INTERLACED);
    const { width, height, format, colorSpace, colorTrc } = frame;
    return [width, height, format, colorSpace, colorTrc, this.#interlaced].join();
  }

  #build(frame: Frame): { graph: FilterGraph; source: FilterContext; sink: FilterContext } {
    const graph = new FilterGraph();
    graph.alloc();
    const source = graph.allocFilter(filterNamed("buffer"), "in");
    if (source === null) throw new Error("FFmpeg has no room for a filter.");
    const { width, height, colorRange } = frame;
    const format = frame.format as Parameters<FilterContext["buffersrcParametersSet"]>[0]["format"] & number;
    const colorSpace = frame.colorSpace;
    const timeBase = { num: 1, den: 1000 * PROXY_UNITS_PER_MS };
    const shape = { width, height, format, colorRange, colorSpace, timeBase };
    must(source.buffersrcParametersSet({ ...shape, sampleAspectRatio: { num: 1, den: 1 } }), "source");
    must(source.init(null), "source");
    let last = source;
    const steps = stepsFor(frame, this.#display, this.#size, this.#interlaced);
    for (const [index, [name, args]] of steps.entries()) {
      const filter = graph.createFilter(filterNamed(name), `step${index}`, args);
      if (filter === null) throw new Error(`The filter ${name} refused "${args}".`);
      must(last.link(0, filter, 0), name);
      last = filter;
    }
    const sink = graph.createFilter(filterNamed("buffersink"), "out", null);
    if (sink === null) throw new Error("FFmpeg has no room for a filter.");
    must(last.link(0, sink, 0), "sink");
    must(graph.configSync(), "chain");
    const tick = sink.buffersinkGetTimeBase();
    this.#unitsPerTick = (tick.num * 1000 * PROXY_UNITS_PER_MS) / tick.den;
    return { graph, source, sink };
  }
}

function stepsFor(
  frame: Frame,
  display: Display,
  size: { readonly width: number; readonly height: number },
  interlaced: boolean,
): Step[] {
  const lying = display.rotation % 180 !== 0;
  const [across, down] = lying ? [size.height, size.width] : [size.width, size.height];
  const steps: Step[] = [];
  // Frame for frame; pictures that are not marked as interlaced pass.
  if (interlaced) steps.push(["bwdif", "mode=send_frame:deint=interlaced"]);
  const { given, stored } = matricesOf(frame);
  if (isHighDynamicRange(frame)) {
    steps.push(["zscale", `w=${across}:h=${down}:t=linear:npl=100`], ["format", "gbrpf32le"]);
    steps.push(["zscale", "p=bt709"], ["tonemap", "tonemap=hable:desat=0"]);
    steps.push(["zscale", "t=bt709:m=bt709:r=tv"]);
  } else {
    const matrices = `in_color_matrix=${given}:out_color_matrix=${stored}:out_range=tv`;
    steps.push(["scale", `w=${across}:h=${down}:flags=bicubic:${matrices}`]);
  }
  steps.push(["format", "pix_fmts=yuv420p"]);
  if (display.rotation === 90) steps.push(["transpose", "dir=clock"]);
  if (display.rotation === 270) steps.push(["transpose", "dir=cclock"]);
  if (display.rotation === 180) steps.push(["hflip", ""], ["vflip", ""]);
  return steps;
}

function isHighDynamicRange(frame: Frame): boolean {
  return frame.colorTrc === AVCOL_TRC_SMPTE2084 || frame.colorTrc === AVCOL_TRC_ARIB_STD_B67;
}

/** The colour matrix that a frame has, and the one that its copy is stored with, by FFmpeg's names. */
function matricesOf(frame: Frame): { readonly given: string; readonly stored: "bt709" | "bt601" } {
  const { colorSpace } = frame;
  if (colorSpace === AVCOL_SPC_BT709) return { given: "bt709", stored: "bt709" };
  if (colorSpace === AVCOL_SPC_BT2020_NCL || colorSpace === AVCOL_SPC_BT2020_CL)
    return { given: "bt2020", stored: "bt709" };
  if (colorSpace === AVCOL_SPC_UNSPECIFIED || colorSpace === AVCOL_SPC_RGB) {
    const usual = frame.height >= HIGH_DEFINITION_HEIGHT ? "bt709" : "bt601";
    return { given: usual, stored: usual };
  }
  return { given: "bt601", stored: "bt601" };
}

/** The colour matrix that copies of such frames state. */
export function storedColourSpace(frame: Frame): typeof AVCOL_SPC_BT709 | typeof AVCOL_SPC_SMPTE170M {
  const bt709 = isHighDynamicRange(frame) || matricesOf(frame).stored === "bt709";
  return bt709 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

function filterNamed(name: string): Filter {
  const filter = Filter.getByName(name);
  if (filter === null) throw new Error(`FFmpeg lacks the filter ${name}.`);
  return filter;
}

function must(result: number, what: string): void {
  if (result < 0) throw new Error(`FFmpeg's filters failed (${what}, ${result}).`);
}
