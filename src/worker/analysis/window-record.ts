import { squareAround, wholePicture } from "../faces/face-box.ts";
import { partOfPicture } from "../faces/region-of-interest.ts";
import type { TrackFaces, WindowFaces } from "../faces/tracker.ts";
import { REGION } from "../faces/window-looks.ts";
import type { ExpressionBatch } from "./expression-batch.ts";
import type { FrameObserver } from "./frame-observer.ts";
import type { TimedFrame } from "./frame-source.ts";
import type { MinuteRecord } from "./minute-record.ts";
import { ProvisionalFaces } from "./provisional-faces.ts";

/** People of whom nothing is lost while it is open who is the client. */
const MOST_CANDIDATES = 4;

/**
 * Writes the faces of windows of frames into a minute's record: the client's with what the networks say, those of other
 * people with their places. While it is open who is the client, every candidate's face is read by the networks; once it
 * is decided, the client's results are in the record from the first frame on.
 */
export class WindowRecord {
  readonly #record: MinuteRecord;
  readonly #batch: ExpressionBatch;
  readonly #observers: readonly FrameObserver[];
  readonly #provisional = new Map<number, ProvisionalFaces>();
  /** Track that the observers saw in each frame of the minute. */
  #observed: number[] = [];
  #likeliest: number | null = null;

  constructor(record: MinuteRecord, batch: ExpressionBatch, observers: readonly FrameObserver[]) {
    this.#record = record;
    this.#batch = batch;
    this.#observers = observers;
  }

  /** @param framesBefore frames of the run before this window */
  async write(window: readonly TimedFrame[], faces: WindowFaces, framesBefore: number): Promise<void> {
    const first = this.#record.frames;
    for (const track of faces.tracks) this.#settle(track);
    const clients = faces.tracks.filter(({ standing }) => standing === "client");
    for (const [index, { picture, timeMs }] of window.entries()) {
      const client = clients.find(({ boxes }) => boxes[index]);
      const box = client?.boxes[index] ?? null;
      const frame = this.#record.add(timeMs, box, client?.id ?? 0, client?.presence ?? Number.NaN);
      if (box !== null) {
        this.#batch.add(picture, box, frame);
        if (this.#batch.full) await this.#batch.run(this.#record);
      }
      await this.#observe(window, index, faces, frame, framesBefore + index);
    }
    let candidates = 0;
    for (const track of faces.tracks) {
      if (track.standing === "other") {
        track.boxes.forEach((box, i) => {
          if (box) this.#record.addOtherFace(track.id, first + i, box);
        });
      } else if (track.standing === "candidate" || track.standing === "open") {
        const readable = track.standing === "candidate" && ++candidates <= MOST_CANDIDATES;
        await this.#keep(window, track, first, readable);
      }
    }
    for (const dropped of faces.dropped) this.#record.addDropped(dropped);
    this.#likeliest = faces.likeliest;
  }

  /** Decides what is open at the end of a minute: the likeliest is the client, who has not proved to live is nobody. */
  async endMinute(): Promise<void> {
    await this.#batch.run(this.#record);
    for (const id of [...this.#provisional.keys()]) {
      this.#resolve(id, id === this.#likeliest ? "client" : "void");
    }
    this.#observed = [];
  }

  #settle({ id, standing }: TrackFaces): void {
    if (standing === "client" || standing === "other" || standing === "void") this.#resolve(id, standing);
  }

  #resolve(id: number, as: "client" | "other" | "void"): void {
    const provisional = this.#provisional.get(id);
    if (!provisional) return;
    this.#provisional.delete(id);
    if (as === "client") {
      provisional.writeAsClient(this.#record);
      return;
    }
    if (as === "other") provisional.writeAsOther(this.#record);
    const shown = provisional.frames.filter((frame) => this.#observed[frame] === id);
    if (shown.length === 0) return;
    this.#record.forgetMesh(shown);
    for (const observer of this.#observers) observer.forget(id, shown);
  }

  async #keep(
    window: readonly TimedFrame[],
    track: TrackFaces,
    first: number,
    readable: boolean,
  ): Promise<void> {
    const provisional = this.#provisional.get(track.id) ?? new ProvisionalFaces(track.id);
    this.#provisional.set(track.id, provisional);
    // What was collected of the client before belongs to the record.
    if (readable) await this.#batch.run(this.#record);
    for (const [index, { picture }] of window.entries()) {
      const box = track.boxes[index];
      if (!box) continue;
      provisional.add(first + index, box, track.presence);
      if (!readable) continue;
      this.#batch.add(picture, box, first + index);
      if (this.#batch.full) await this.#batch.run(provisional);
    }
    if (readable) await this.#batch.run(provisional);
  }

  async #observe(
    window: readonly TimedFrame[],
    index: number,
    { tracks, likeliest, soughtIn }: WindowFaces,
    indexInMinute: number,
    frameInRun: number,
  ): Promise<void> {
    const frame = window[index];
    if (!frame) return;
    const shown =
      tracks.find(({ standing, boxes }) => standing === "client" && boxes[index]) ??
      tracks.find(({ id, boxes }) => id === likeliest && boxes[index]);
    const box = shown?.boxes[index] ?? null;
    const { picture, timeMs } = frame;
    const square = box ? squareAround(box, REGION) : (soughtIn ?? wholePicture(picture));
    const region = partOfPicture(square, picture);
    const track = shown?.id ?? 0;
    this.#observed[indexInMinute] = track;
    for (const observer of this.#observers) {
      await observer.observe(
        { picture, timeMs, frameInRun, indexInMinute, box, track, region },
        this.#record,
      );
    }
  }
}
