import { type Reading, readFrames } from "../../shared/expression-readings.ts";
import { placeOf } from "../../shared/face-geometry/landmark-measures.ts";
import { MINUTE_MS } from "../../shared/time.ts";
import type {
  AnalysedMinute,
  DroppedTrack,
  FollowingState,
  MinuteReading,
  RegionStill,
} from "../../shared/worker-protocol.ts";
import type { FaceBox } from "../faces/face-box.ts";
import { expressionStatistics } from "./expression-statistics.ts";
import { FrameColumn } from "./frame-column.ts";
import { meanPerLabel, median } from "./means.ts";
import { OtherFaces } from "./other-faces.ts";

/** What a network writes for each frame. */
export interface RecordedModel {
  readonly modelId: string;
  readonly labels: readonly string[];
  /** Heights of the face's box in pixels below which a result is uncertain, and is not used. */
  readonly minFaceHeightPx?: { readonly certain: number; readonly usable: number } | undefined;
}

/** What is recorded beside times and boxes. */
export interface RecordLayout {
  /** Networks with the seven expressions. */
  readonly expressions: readonly RecordedModel[];
  readonly readings: readonly Reading[];
  /** Networks with label sets of their own. */
  readonly others: readonly RecordedModel[];
  /** Values a reading of the mesh. */
  readonly meshMeasures: number;
  /** Probability from which an expression counts as shown. */
  readonly eventThreshold: number;
  /** End of what is analysed, in ms: until then the last frame lasts. */
  readonly endMs: number;
}

/** Collects the frames of one minute after the other. */
export class MinuteRecord {
  readonly #layout: RecordLayout;
  readonly #times = new FrameColumn(1, (length) => new Float64Array(length));
  readonly #boxes = new FrameColumn(4, (length) => new Float32Array(length));
  readonly #scores = new FrameColumn(1, (length) => new Float32Array(length));
  readonly #presences = new FrameColumn(1, (length) => new Float32Array(length));
  readonly #tracks = new FrameColumn(1, (length) => new Uint32Array(length));
  readonly #outputs: readonly FrameColumn<Float32Array>[];
  readonly #meshFrames = new FrameColumn(1, (length) => new Uint32Array(length));
  readonly #meshMeasures: FrameColumn<Float32Array>;
  readonly #forgottenMesh = new Set<number>();
  readonly #otherFaces = new OtherFaces();
  #stills: RegionStill[] = [];
  #dropped: DroppedTrack[] = [];
  #frames = 0;
  #faces = 0;

  constructor(layout: RecordLayout) {
    this.#layout = layout;
    this.#outputs = [...layout.expressions, ...layout.others].map(
      ({ labels }) => new FrameColumn(labels.length, (length) => new Float32Array(length)),
    );
    this.#meshMeasures = new FrameColumn(layout.meshMeasures, (length) => new Float32Array(length));
  }

  get frames(): number {
    return this.#frames;
  }

  /**
   * Adds a frame with the client's face; its outputs are NaN until they are set.
   *
   * @returns its index within the minute
   */
  add(timeMs: number, box: FaceBox | null, track = 0, presence = Number.NaN): number {
    const index = this.#frames;
    this.#frames += 1;
    this.#times.push(timeMs);
    if (box === null) this.#boxes.push(Number.NaN, Number.NaN, Number.NaN, Number.NaN);
    else this.#boxes.push(box.x, box.y, box.width, box.height);
    this.#scores.push(box?.score ?? Number.NaN);
    this.#presences.push(box === null ? Number.NaN : presence);
    this.#tracks.push(box === null ? 0 : track);
    for (const output of this.#outputs) output.pushFilled(Number.NaN);
    if (box !== null) this.#faces += 1;
    return index;
  }

  /** Gives a frame that was added without a face the client's. */
  setFace(frame: number, box: FaceBox, track: number, presence: number): void {
    if (this.#tracks.get(frame, 0) === 0) this.#faces += 1;
    for (const [at, value] of [box.x, box.y, box.width, box.height].entries())
      this.#boxes.set(frame, at, value);
    this.#scores.set(frame, 0, box.score);
    this.#presences.set(frame, 0, presence);
    this.#tracks.set(frame, 0, track);
  }

  /**
   * Sets what a network gave for a frame. A face that is too small for the network has no result.
   *
   * @param model index among the expression models, the others after them
   */
  setOutput(model: number, frame: number, label: number, value: number): void {
    const { minFaceHeightPx } = this.#modelAt(model);
    if (minFaceHeightPx && this.#heightOf(frame) < minFaceHeightPx.usable) return;
    this.#outputs[model]?.set(frame, label, value);
  }

  /** Notes what a reading of the mesh says about the face of a frame; nothing where it is open whose face it is. */
  setPresence(frame: number, presence: number): void {
    if (this.#tracks.get(frame, 0) === 0) return;
    this.#presences.set(frame, 0, presence);
  }

  addMesh(frame: number, measures: ArrayLike<number>): void {
    this.#meshFrames.push(frame);
    this.#meshMeasures.push(...Array.from(measures));
  }

  /** Leaves out the readings of the mesh in these frames: they were of another face. */
  forgetMesh(frames: readonly number[]): void {
    for (const frame of frames) this.#forgottenMesh.add(frame);
  }

  addOtherFace(track: number, frame: number, box: FaceBox): void {
    this.#otherFaces.add(track, frame, box);
  }

  addStill(still: RegionStill): void {
    this.#stills.push(still);
  }

  addDropped(dropped: DroppedTrack): void {
    this.#dropped.push(dropped);
  }

  /** The minute's arrays and summaries; the record is empty afterwards. */
  finish(minute: number, following: FollowingState): AnalysedMinute {
    const { expressions, others } = this.#layout;
    const outputs = this.#outputs.map((column) => column.take());
    const timesMs = this.#times.take();
    const boxes = this.#boxes.take();
    const heights = faceHeights(boxes);
    const probabilities = expressions.map(({ modelId }, at) => ({
      modelId,
      values: outputs[at] ?? new Float32Array(),
    }));
    const { meshFrames, meshMeasures } = this.#takeMesh();
    const series = { timesMs, endMs: Math.min(minute * MINUTE_MS, this.#layout.endMs) };
    const analysed: AnalysedMinute = {
      minute,
      nFrames: this.#frames,
      nFaces: this.#faces,
      timesMs,
      boxes,
      scores: this.#scores.take(),
      presences: this.#presences.take(),
      tracks: this.#tracks.take(),
      probabilities,
      readings: this.#layout.readings.map((reading) => this.#read(reading, probabilities, heights, series)),
      otherOutputs: others.map(({ modelId, labels }, at) => {
        const values = outputs[expressions.length + at] ?? new Float32Array();
        return { modelId, labels, values, means: meanPerLabel(values, labels.length) };
      }),
      meshFrames,
      meshMeasures,
      medianFaceHeight: median(heights),
      medianPose: medianPose(meshMeasures, this.#layout.meshMeasures),
      otherFaces: this.#otherFaces.take(),
      droppedTracks: this.#dropped,
      stills: this.#stills,
      following,
    };
    this.#frames = 0;
    this.#faces = 0;
    this.#stills = [];
    this.#dropped = [];
    return analysed;
  }

  #takeMesh(): { meshFrames: Uint32Array; meshMeasures: Float32Array } {
    const forgotten = new Set(this.#forgottenMesh);
    this.#forgottenMesh.clear();
    const [frames, measures] = [this.#meshFrames.take(), this.#meshMeasures.take()];
    const width = this.#layout.meshMeasures;
    return {
      meshFrames: frames.filter((frame) => !forgotten.has(frame)),
      meshMeasures: measures.filter((_, i) => !forgotten.has(frames[Math.floor(i / width)] as number)),
    };
  }

  #read(
    reading: Reading,
    probabilities: AnalysedMinute["probabilities"],
    heights: Float32Array,
    series: { readonly timesMs: Float64Array; readonly endMs: number },
  ): MinuteReading {
    const values = readFrames(reading, (id) => {
      const found = probabilities.find(({ modelId }) => modelId === id);
      if (!found) throw new Error(`The reading ${reading.id} needs ${id}, which did not run.`);
      return found.values;
    });
    const certainFrom = Math.max(0, ...reading.parts.map(({ modelId }) => this.#certainHeight(modelId)));
    const n = values.length / Math.max(1, heights.length);
    let nUsed = 0;
    let nUncertain = 0;
    for (const [frame, height] of heights.entries()) {
      if (Number.isNaN(values[frame * n])) continue;
      nUsed += 1;
      if (height < certainFrom) nUncertain += 1;
    }
    const means = meanPerLabel(values, n);
    const rule = { threshold: this.#layout.eventThreshold, endMs: series.endMs };
    const statistics = expressionStatistics(series.timesMs, values, rule);
    return { modelId: reading.id, nUsed, nUncertain, means, statistics };
  }

  #certainHeight(modelId: string): number {
    const model = this.#layout.expressions.find((one) => one.modelId === modelId);
    return model?.minFaceHeightPx?.certain ?? 0;
  }

  #modelAt(model: number): RecordedModel {
    const { expressions, others } = this.#layout;
    const found = expressions[model] ?? others[model - expressions.length];
    if (!found) throw new RangeError(`There is no model ${model}.`);
    return found;
  }

  #heightOf(frame: number): number {
    return this.#boxes.get(frame, 3);
  }
}

/** Median yaw, pitch and roll of the readings of the mesh; null without any. */
function medianPose(measures: Float32Array, width: number): [number, number, number] | null {
  const of = (name: "yaw" | "pitch" | "roll"): number | null => {
    const values: number[] = [];
    for (let at = placeOf(name); at < measures.length; at += width) values.push(measures[at] as number);
    return median(values);
  };
  const [yaw, pitch, roll] = [of("yaw"), of("pitch"), of("roll")];
  return yaw === null || pitch === null || roll === null ? null : [yaw, pitch, roll];
}

function faceHeights(boxes: Float32Array): Float32Array {
  return Float32Array.from({ length: boxes.length / 4 }, (_, frame) => boxes[frame * 4 + 3] as number);
}
