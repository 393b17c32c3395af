import type { AnalysisParameters, DroppedTrack } from "../../shared/worker-protocol.ts";
import type { Square } from "../picture/picture.ts";
import {
  electClient,
  type GonePerson,
  isSameTrack,
  type LastClient,
  largestFirst,
  likeliestClient,
  rankClients,
  rememberGone,
  returningPerson,
} from "./client.ts";
import {
  between,
  centreDistance,
  edgeShift,
  type FaceBox,
  intersectionOverUnion,
  squareAround,
} from "./face-box.ts";
import type { Finder } from "./face-finder.ts";
import { followBack, followWindow, type Looks, type WaitingFrame } from "./follow.ts";
import { judgeLife, noLifeSeen, withLook } from "./life.ts";
import { claim } from "./match.ts";
import { suppressOverlaps } from "./suppress.ts";
import { possibleShift, predict, seenAt, type Track } from "./track.ts";
import { isAt, visiblePictures, type WallPicture, withPicture } from "./wall-pictures.ts";

/** Side of the region around a known or suspected face, in face heights. */
export const REGION = 3;
/** Regions in which a missed face is looked for, wider step by step until it is given up. */
export const WIDER_REGIONS = [4, 5, 6.5] as const;
/** New faces that are looked at in one window. */
const MOST_NEW = 6;
const MOST_TRACKS = 8;
/** Looks between two of the mesh at a face that is no longer doubted. */
const PRESENCE_LOOKS = 3;
/** Less than this speaks against a face that is followed (true faces: first percentile 0.996); so many end it. */
const DOUBTFUL_PRESENCE = 0.5;
const MOST_DOUBTS = 3;
/** Windows between two looks at somebody who is not the client, and the distance (in face sizes) from which on. */
const OTHER_WINDOWS = 2;
const FAR_FROM_CLIENT = 3;
/** While somebody who may be the client is in view, the whole picture is searched so much more seldom. */
const SEARCH_DURING_ELECTION = 3;
/** Seen for less than this, a face that never proved to live was none. */
const SHORTEST_SIGHT_MS = 500;
const MOST_RETAKEN = 50;

/** What is known between two windows of frames. Plain data: it is stored with each minute. */
export interface FollowState {
  /** Id that the next new track gets. */
  readonly nextTrack: number;
  readonly tracks: readonly Track[];
  /** Track that is the client; null while nobody is. */
  readonly client: number | null;
  readonly lastClient: LastClient | null;
  readonly gone: readonly GonePerson[];
  /** Places where a new face was seen once. */
  readonly hints: readonly FaceBox[];
  readonly pictures: readonly WallPicture[];
  /** Frames since the whole picture was searched; null: search at once. */
  readonly framesSinceSearch: number | null;
  readonly framesSinceSweep: number;
  readonly sweepPart: number;
  /** Of the picture at the last look at a face that has not proved to live; null when there was none. */
  readonly checksum: number | null;
  /** When the client was lost and taken up again as another track. */
  readonly retaken: readonly { readonly lostMs: number; readonly foundMs: number }[];
}

export const NOTHING_KNOWN: FollowState = {
  nextTrack: 1,
  tracks: [],
  client: null,
  lastClient: null,
  gone: [],
  hints: [],
  pictures: [],
  framesSinceSearch: null,
  framesSinceSweep: 0,
  sweepPart: 0,
  checksum: null,
  retaken: [],
};

/**
 * Whose face a track's is. "candidate": perhaps the client's; "open": somebody else's who has not proved to live yet;
 * "void": nobody's after all, in the frames before as well.
 */
export type Standing = "client" | "candidate" | "other" | "open" | "void";

/** One track in a window. */
export interface TrackFaces {
  readonly id: number;
  /** One entry a frame. */
  readonly boxes: readonly (FaceBox | null)[];
  readonly presence: number;
  readonly standing: Standing;
}

/** The faces of a window of frames. */
export interface WindowFaces {
  readonly tracks: readonly TrackFaces[];
  /** The client's track or, while that is open, the likeliest. */
  readonly likeliest: number | null;
  readonly dropped: readonly DroppedTrack[];
  /** Region in which the client is looked for while it is missed. */
  readonly soughtIn: Square | null;
}

interface Following {
  track: Track;
  boxes: (FaceBox | null)[];
  lost: boolean;
  /** Set when the track ends in this window. */
  standing?: Standing;
}

/** Side of the region (in face heights) for a face that has been missed for a while. */
export function regionAfter(missedMs: number, lostAfterMs: number): number {
  const step = Math.floor((missedMs / Math.max(1, lostAfterMs)) * WIDER_REGIONS.length);
  return WIDER_REGIONS[Math.min(step, WIDER_REGIONS.length - 1)] ?? REGION;
}

/** Finds faces, follows them as tracks and tells which of them is the client's, window after window of frames. */
export class Tracker<Frame> {
  readonly #finder: Finder<Frame>;
  readonly #parameters: AnalysisParameters;
  #state: FollowState;
  /** Of the window under way. */
  #window: readonly WaitingFrame<Frame>[] = [];
  #following: Following[] = [];
  #strangers: FaceBox[] = [];

  constructor(finder: Finder<Frame>, parameters: AnalysisParameters, state: FollowState = NOTHING_KNOWN) {
    this.#finder = finder;
    this.#parameters = parameters;
    this.#state = state;
  }

  get state(): FollowState {
    return this.#state;
  }

  /** Gives each frame of a window (at most `detectionInterval` frames, in order, at least one) its faces. */
  async follow(window: readonly WaitingFrame<Frame>[]): Promise<WindowFaces> {
    this.#window = window;
    this.#following = [];
    this.#strangers = [];
    for (const track of this.#inOrder()) {
      this.#following.push(track.other ? await this.#followLoosely(track) : await this.#followExactly(track));
    }
    const dropped = await this.#judgeTracks();
    this.#endTracks(dropped);
    await this.#takeUpNew();
    this.#elect();
    return this.#result(dropped);
  }

  /** The client first: whoever has been followed already is no longer taken for somebody else. */
  #inOrder(): Track[] {
    const rank = (track: Track): number => (track.id === this.#state.client ? 0 : track.other ? 2 : 1);
    return this.#state.tracks.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id);
  }

  async #followExactly(track: Track): Promise<Following> {
    const { box, timeMs, missedSinceMs } = track;
    const last = { box, timeMs, missedSinceMs, expectedAt: (at: number) => predict(track, at) };
    const { lostAfterMs } = this.#parameters;
    const followed = await followWindow(this.#window, last, this.#looksOf(track), lostAfterMs);
    const end = followed.boxes.findLastIndex((found) => found !== null);
    const found = followed.boxes[end];
    const after = found ? seenAt(track, found, this.#frame(end).timeMs) : track;
    return {
      track: { ...after, missedSinceMs: followed.missedSinceMs },
      boxes: followed.boxes,
      lost: followed.lost,
    };
  }

  /** Somebody else: looked at in the window's last frame, far from the client not in every window. */
  async #followLoosely(track: Track): Promise<Following> {
    const none = this.#window.map(() => null);
    const { timeMs } = this.#last;
    const waited = track.windowsSinceLook + 1;
    if (track.missedSinceMs === null && waited < OTHER_WINDOWS && this.#isFarFromClient(track)) {
      const boxes = this.#window.map((frame) => predict(track, frame.timeMs));
      return { track: { ...track, windowsSinceLook: waited }, boxes, lost: false };
    }
    const looks = this.#looksOf(track);
    const end = this.#window.length - 1;
    const { missedSinceMs } = track;
    const found =
      missedSinceMs === null
        ? await looks.near(end, predict(track, timeMs))
        : await looks.again(end, track.box, timeMs - missedSinceMs);
    if (found === null || edgeShift(track.box, found) > possibleShift(timeMs - track.timeMs)) {
      const since = missedSinceMs ?? this.#frame(0).timeMs;
      return {
        track: { ...track, missedSinceMs: since, windowsSinceLook: 0 },
        boxes: none,
        lost: timeMs - since >= this.#parameters.lostAfterMs,
      };
    }
    // A line from where it was in the frame before the window.
    const from = predict(track, this.#frame(0).timeMs);
    const boxes =
      missedSinceMs === null
        ? this.#window.map((_, i) => between(from, found, (i + 1) / this.#window.length))
        : none.map((_, i) => (i === end ? found : null));
    return { track: { ...seenAt(track, found, timeMs), windowsSinceLook: 0 }, boxes, lost: false };
  }

  #isFarFromClient(track: Track): boolean {
    const client = this.#following.find(({ track: { id } }) => id === this.#state.client)?.track;
    return client === undefined || centreDistance(client.box, track.box) > FAR_FROM_CLIENT;
  }

  #looksOf(track: Pick<Track, "id">): Looks {
    const { lostAfterMs, minPresence } = this.#parameters;
    const look = async (index: number, expected: FaceBox, side: number): Promise<FaceBox | null> => {
      const found = await this.#finder.around(this.#frame(index).picture, expected, side);
      // Farther away a face would not lie wholly in the region.
      const { own, strangers } = claim(found, expected, this.#rivals(track.id, index), (side - 1) / 2);
      if (own !== null && index === this.#window.length - 1) this.#strangers.push(...strangers);
      return own;
    };
    return {
      near: (index, expected) => look(index, expected, REGION),
      again: async (index, last, missedMs) => {
        const glimpsed = await look(index, last, regionAfter(missedMs, lostAfterMs));
        const found = glimpsed && (await look(index, glimpsed, REGION));
        if (found === null) return null;
        const presence = await this.#finder.presence(this.#frame(index).picture, found);
        return presence >= minPresence ? found : null;
      },
    };
  }

  /** Where other known faces are or are expected in a frame, pictures on the wall included. */
  #rivals(id: number, index: number): FaceBox[] {
    const { picture, timeMs } = this.#frame(index);
    const followed = this.#following.flatMap(({ track, boxes }) =>
      track.id === id ? [] : (boxes[index] ?? []),
    );
    const waiting = this.#state.tracks.filter(
      (track) =>
        track.id !== id &&
        track.missedSinceMs === null &&
        !this.#following.some((followed) => followed.track.id === track.id),
    );
    return [
      ...followed,
      ...waiting.map((track) => predict(track, timeMs)),
      ...visiblePictures(this.#state.pictures, (box) => this.#finder.signature(picture, box)),
    ];
  }

  /** Gathers what speaks for and against each face that was seen in the last frame; the dropped ones. */
  async #judgeTracks(): Promise<DroppedTrack[]> {
    const dropped: DroppedTrack[] = [];
    const { picture, timeMs } = this.#last;
    const isFrozen = this.#noteChecksum();
    for (const following of this.#following) {
      const { boxes, track: followed } = following;
      const box = boxes.at(-1) ?? null;
      if (box === null || followed.windowsSinceLook > 0) continue;
      const track = await this.#withPresence(followed, box);
      following.track = track;
      if (track.doubts >= MOST_DOUBTS) {
        following.lost = true;
        if (track.life !== null)
          dropped.push({ track: track.id, reason: "not-confirmed", timeMs, box: pixels(box) });
        continue;
      }
      if (track.life === null) continue;
      const signature = this.#finder.signature(picture, track.life.place);
      const life = isFrozen ? noLifeSeen(track.life.place) : withLook(track.life, timeMs, signature);
      const verdict = judgeLife(life, box);
      following.track = { ...track, life: verdict === "alive" ? null : life };
      if (verdict !== "still-picture" || signature === null) continue;
      following.lost = true;
      const pictures = withPicture(this.#state.pictures, { box: life.place, signature });
      this.#state = { ...this.#state, pictures };
      dropped.push({ track: track.id, reason: "still-picture", timeMs, box: pixels(box) });
    }
    return dropped;
  }

  /** True when nothing in the picture has changed since the last look: then a person looks like a photograph. */
  #noteChecksum(): boolean {
    const isNeeded = this.#following.some(({ track }) => track.life !== null);
    const checksum = isNeeded ? this.#finder.checksum(this.#last.picture) : null;
    const isFrozen = checksum !== null && checksum === this.#state.checksum;
    this.#state = { ...this.#state, checksum };
    return isFrozen;
  }

  async #withPresence(track: Track, box: FaceBox): Promise<Track> {
    const waited = track.looksSincePresence + 1;
    if (track.life === null && track.doubts === 0 && waited < PRESENCE_LOOKS) {
      return { ...track, looksSincePresence: waited };
    }
    const presence = await this.#finder.presence(this.#last.picture, box);
    const doubts = presence < DOUBTFUL_PRESENCE ? track.doubts + 1 : 0;
    return { ...track, presence, doubts, looksSincePresence: 0 };
  }

  /** Lets go of lost and dropped tracks. */
  #endTracks(dropped: readonly DroppedTrack[]): void {
    const ranked = this.#ranked(this.#following.map(({ track }) => track));
    for (const following of this.#following) {
      if (!following.lost) continue;
      const { track } = following;
      const isDropped = dropped.some((one) => one.track === track.id);
      following.standing = this.#endedAs(track, isDropped, ranked);
      const last = { box: track.box, timeMs: track.timeMs };
      if (isDropped && this.#state.lastClient?.track === track.id) {
        // Its id is not to be taken up again.
        this.#state = { ...this.#state, lastClient: { ...this.#state.lastClient, track: 0 } };
      }
      if (following.standing === "client" && track.life === null) {
        this.#state = { ...this.#state, client: null, lastClient: { track: track.id, ...last } };
      }
      if (following.standing === "other") {
        this.#state = { ...this.#state, gone: rememberGone(this.#state.gone, { id: track.id, ...last }) };
      }
      if (this.#state.client === null) this.#state = { ...this.#state, framesSinceSearch: null };
    }
    const tracks = this.#following.flatMap(({ track, lost }) => (lost ? [] : [track]));
    this.#state = { ...this.#state, tracks };
  }

  #endedAs(track: Track, isDropped: boolean, ranked: readonly Track[]): Standing {
    if (track.id === this.#state.client) return "client";
    if (isDropped) return "void";
    // Came and went before anything was decided.
    const onlyOne = ranked.length === 1 && ranked[0]?.id === track.id;
    if (track.life === null) return onlyOne ? "client" : "other";
    return onlyOne && track.timeMs - track.bornMs >= SHORTEST_SIGHT_MS ? "client" : "void";
  }

  #ranked(tracks: readonly Track[]): Track[] {
    if (this.#state.client !== null) return [];
    const { picture, timeMs } = this.#last;
    const size = this.#finder.size(picture);
    return rankClients(tracks, this.#parameters.client, this.#state.lastClient, timeMs, size);
  }

  /** Confirms hints, searches the whole picture when nobody is the client, or sweeps one part of it. */
  async #takeUpNew(): Promise<void> {
    const { hints, client } = this.#state;
    const clientSeen =
      client !== null &&
      this.#state.tracks.some(({ id, missedSinceMs }) => id === client && missedSinceMs === null);
    this.#state = { ...this.#state, hints: [] };
    for (const hint of hints) await this.#confirm(hint);
    const hinted: FaceBox[] = [];
    if (client === null) await this.#searchWhenDue();
    if (clientSeen) {
      hinted.push(...this.#strangers, ...(await this.#sweepWhenDue()));
    }
    const fresh = largestFirst(suppressOverlaps(hinted)).filter((box) => !this.#isKnown(box));
    this.#state = { ...this.#state, hints: fresh.slice(0, MOST_NEW) };
  }

  async #searchWhenDue(): Promise<void> {
    const waited = this.#state.framesSinceSearch;
    const frames = waited === null ? null : waited + this.#window.length;
    const electing = this.#ranked(this.#state.tracks).length > 0;
    const interval = this.#parameters.searchInterval * (electing ? SEARCH_DURING_ELECTION : 1);
    if (frames !== null && frames < interval) {
      this.#state = { ...this.#state, framesSinceSearch: frames };
      return;
    }
    this.#state = { ...this.#state, framesSinceSearch: 0, framesSinceSweep: 0 };
    const { picture } = this.#last;
    const candidates: FaceBox[] = [];
    for (let part = 0; part < this.#finder.parts(picture); part++) {
      candidates.push(...(await this.#finder.candidates(picture, part)));
    }
    const fresh = largestFirst(suppressOverlaps(candidates)).filter((box) => !this.#isKnown(box));
    for (const candidate of fresh.slice(0, MOST_NEW)) await this.#confirm(candidate);
  }

  /** Places of one part of the picture where a face nobody follows may be. */
  async #sweepWhenDue(): Promise<FaceBox[]> {
    const frames = this.#state.framesSinceSweep + this.#window.length;
    if (frames < this.#parameters.sweepInterval) {
      this.#state = { ...this.#state, framesSinceSweep: frames };
      return [];
    }
    const { picture } = this.#last;
    const part = this.#state.sweepPart;
    const sweepPart = (part + 1) % this.#finder.parts(picture);
    this.#state = { ...this.#state, framesSinceSweep: 0, sweepPart };
    const candidates = await this.#finder.candidates(picture, part);
    const confirmed: FaceBox[] = [];
    for (const candidate of candidates.filter((box) => !this.#isKnown(box)).slice(0, MOST_NEW)) {
      const found = await this.#lookTwice(candidate);
      if (found) confirmed.push(found.box);
    }
    return confirmed;
  }

  /** Takes up a track where a face is confirmed in this window as well. */
  async #confirm(candidate: FaceBox): Promise<void> {
    if (this.#state.tracks.length >= MOST_TRACKS || this.#isKnown(candidate)) return;
    const found = await this.#lookTwice(candidate);
    if (found === null) return;
    const boxes = await followBack(this.#window, found.box, this.#looksOf({ id: 0 }));
    if (boxes === null) return;
    const { timeMs } = this.#last;
    const bornMs = this.#frame(boxes.findIndex((box) => box !== null)).timeMs;
    const { lastClient, client, gone } = this.#state;
    const returning = returningPerson(gone, lastClient, found.box, timeMs);
    const resumed =
      client === null &&
      lastClient !== null &&
      lastClient.track > 0 &&
      isSameTrack(lastClient, found.box, bornMs)
        ? lastClient.track
        : null;
    const id = returning?.id ?? resumed ?? this.#state.nextTrack;
    const track: Track = {
      id,
      box: found.box,
      timeMs,
      velocity: { x: 0, y: 0 },
      missedSinceMs: null,
      bornMs,
      other: client !== null || returning !== null,
      life: noLifeSeen(found.box),
      sizes: { sum: Math.max(found.box.width, found.box.height), count: 1 },
      presence: found.presence,
      looksSincePresence: 0,
      doubts: 0,
      windowsSinceLook: 0,
    };
    this.#following.push({ track, boxes, lost: false });
    this.#state = {
      ...this.#state,
      nextTrack: Math.max(this.#state.nextTrack, id + 1),
      tracks: [...this.#state.tracks, track],
      gone: gone.filter((person) => person.id !== id),
    };
  }

  /** The face at a suspected place of the last frame, confirmed by a second look and the face flag. */
  async #lookTwice(candidate: FaceBox): Promise<{ box: FaceBox; presence: number } | null> {
    const box = await this.#looksOf({ id: 0 }).near(this.#window.length - 1, candidate);
    if (box === null || this.#isKnown(box)) return null;
    const presence = await this.#finder.presence(this.#last.picture, box);
    return presence >= this.#parameters.minPresence ? { box, presence } : null;
  }

  /** True where a track is followed already, or a picture hangs. */
  #isKnown(box: FaceBox): boolean {
    if (this.#state.tracks.some((track) => intersectionOverUnion(track.box, box) > 0.2)) return true;
    const near = this.#state.pictures.filter((one) => isAt(one.box, box));
    return visiblePictures(near, (place) => this.#finder.signature(this.#last.picture, place)).length > 0;
  }

  #elect(): void {
    const seen = this.#state.tracks.filter(({ missedSinceMs }) => missedSinceMs === null);
    const elected = electClient(this.#ranked(seen), this.#last.timeMs);
    if (elected === null) return;
    const { lastClient, retaken } = this.#state;
    const entry =
      lastClient && lastClient.track !== elected.id
        ? [{ lostMs: lastClient.timeMs, foundMs: elected.bornMs }]
        : [];
    this.#state = {
      ...this.#state,
      client: elected.id,
      tracks: this.#state.tracks.map((track) =>
        track.id === elected.id ? track : { ...track, other: true },
      ),
      retaken: [...retaken, ...entry].slice(0, MOST_RETAKEN),
      framesSinceSweep: 0,
    };
  }

  #result(dropped: readonly DroppedTrack[]): WindowFaces {
    const { client, tracks } = this.#state;
    const ranked = this.#ranked(tracks);
    const standingOf = (track: Track): Standing => {
      if (track.id === client) return "client";
      if (ranked.some(({ id }) => id === track.id)) return "candidate";
      return track.life === null ? "other" : "open";
    };
    const sought = tracks.find(({ id, missedSinceMs }) => id === client && missedSinceMs !== null);
    const missedMs = this.#last.timeMs - (sought?.missedSinceMs ?? 0);
    return {
      tracks: this.#following.map(({ boxes, track, standing }) => {
        return { id: track.id, boxes, presence: track.presence, standing: standing ?? standingOf(track) };
      }),
      likeliest: client ?? likeliestClient(ranked)?.id ?? null,
      dropped,
      soughtIn: sought ? squareAround(sought.box, regionAfter(missedMs, this.#parameters.lostAfterMs)) : null,
    };
  }

  #frame(index: number): WaitingFrame<Frame> {
    const frame = this.#window[index];
    if (frame === undefined) throw new RangeError(`The window has no frame ${index}.`);
    return frame;
  }

  get #last(): WaitingFrame<Frame> {
    return this.#frame(this.#window.length - 1);
  }
}

function pixels({ x, y, width, height }: FaceBox): DroppedTrack["box"] {
  return { x, y, width, height };
}
