import type { AnalysisParameters, DroppedTrack } from "../../shared/worker-protocol.ts";
import type { Square } from "../picture/picture.ts";
import { electClient, fitsWell, isElsewhere, likeliestClient, rankClients, rememberGone } from "./client.ts";
import { type FaceBox, squareAround } from "./face-box.ts";
import type { Finder } from "./face-finder.ts";
import type { WaitingFrame } from "./follow.ts";
import { type FollowState, NOTHING_KNOWN } from "./follow-state.ts";
import { followExactly, followLoosely } from "./follow-track.ts";
import { judgeTrack } from "./judge-track.ts";
import { takeUpNew } from "./newcomers.ts";
import type { Track } from "./track.ts";
import { withPicture } from "./wall-pictures.ts";
import { regionAfter, type Standing, WindowLooks } from "./window-looks.ts";

/** Seen for less than this, a face that never proved to live was none. */
const SHORTEST_SIGHT_MS = 500;
const MOST_RETAKEN = 50;

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

/** Finds faces, follows them as tracks and tells which of them is the client's, window after window of frames. */
export class Tracker<Frame> {
  readonly #finder: Finder<Frame>;
  readonly #parameters: AnalysisParameters;
  #state: FollowState;

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
    const { tracks, pictures } = this.#state;
    const looks = new WindowLooks(window, this.#finder, this.#parameters, tracks, pictures);
    await this.#followTracks(looks);
    const dropped = await this.#judgeTracks(looks);
    this.#endTracks(looks, dropped);
    const [first] = this.#ranked(this.#state.tracks, looks.last);
    const electing = first !== undefined && fitsWell(this.#state.lastClient, first.box);
    this.#state = await takeUpNew(this.#state, looks, this.#parameters, electing);
    this.#elect(looks.last);
    return this.#result(looks, dropped);
  }

  /** The client first: whoever has been followed already is no longer taken for somebody else. */
  async #followTracks(looks: WindowLooks<Frame>): Promise<void> {
    const { lostAfterMs } = this.#parameters;
    const rank = (track: Track): number => (track.id === this.#state.client ? 0 : track.other ? 2 : 1);
    for (const track of this.#state.tracks.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)) {
      const client = looks.following.find((one) => one.track.id === this.#state.client)?.track ?? null;
      looks.following.push(
        track.other
          ? await followLoosely(track, client, looks, lostAfterMs)
          : await followExactly(track, looks, lostAfterMs),
      );
    }
  }

  /** Drops faces that are none; what was seen of them is not anybody's. */
  async #judgeTracks(looks: WindowLooks<Frame>): Promise<DroppedTrack[]> {
    const dropped: DroppedTrack[] = [];
    const isFrozen = this.#noteChecksum(looks);
    for (const following of looks.following) {
      const box = following.boxes.at(-1) ?? null;
      if (box === null || following.track.windowsSinceLook > 0) continue;
      const judgement = await judgeTrack(following.track, box, looks, isFrozen);
      const { track, verdict } = judgement;
      following.track = track;
      if (verdict === "kept") continue;
      following.lost = true;
      if (verdict === "still-picture") {
        looks.pictures = withPicture(looks.pictures, {
          box: judgement.place,
          signature: judgement.signature,
        });
      }
      // Somebody who has proved to live goes out of sight instead.
      if (track.life === null) continue;
      dropped.push({ track: track.id, reason: verdict, timeMs: looks.last.timeMs, box: pixels(box) });
    }
    this.#state = { ...this.#state, pictures: looks.pictures };
    return dropped;
  }

  /** True when nothing in the picture has changed since the last look at a face that has not proved to live. */
  #noteChecksum(looks: WindowLooks<Frame>): boolean {
    const isNeeded = looks.following.some(({ track }) => track.life !== null);
    const checksum = isNeeded ? this.#finder.checksum(looks.last.picture) : null;
    const isFrozen = checksum !== null && checksum === this.#state.checksum;
    this.#state = { ...this.#state, checksum };
    return isFrozen;
  }

  /** Lets go of lost and dropped tracks. */
  #endTracks(looks: WindowLooks<Frame>, dropped: readonly DroppedTrack[]): void {
    const ranked = this.#ranked(
      looks.following.map(({ track }) => track),
      looks.last,
    );
    for (const following of looks.following) {
      if (!following.lost) continue;
      const { track } = following;
      const isDropped = dropped.some((one) => one.track === track.id);
      following.standing = this.#endedAs(track, isDropped, ranked);
      this.#noteEnd(track, following.standing);
    }
    const tracks = looks.following.flatMap(({ track, lost }) => (lost ? [] : [track]));
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

  #noteEnd({ id, box, timeMs, life }: Track, standing: Standing): void {
    const state = this.#state;
    const isClient = standing === "client" && life === null;
    // The id of what was no face is not to be taken up again.
    const lastClient =
      standing === "void" && state.lastClient?.track === id
        ? { ...state.lastClient, track: 0 }
        : state.lastClient;
    const client = isClient ? null : state.client;
    this.#state = {
      ...state,
      client,
      lastClient: isClient ? { track: id, box, timeMs } : lastClient,
      gone: standing === "other" ? rememberGone(state.gone, { id, box, timeMs }) : state.gone,
      framesSinceSearch: client === null ? null : state.framesSinceSearch,
    };
  }

  #ranked(tracks: readonly Track[], { picture, timeMs }: WaitingFrame<Frame>): Track[] {
    const { client, lastClient } = this.#state;
    if (client !== null) return [];
    return rankClients(tracks, this.#parameters.client, lastClient, timeMs, this.#finder.size(picture));
  }

  #elect(last: WaitingFrame<Frame>): void {
    const seen = this.#state.tracks.filter(({ missedSinceMs }) => missedSinceMs === null);
    const { lastClient, retaken, tracks } = this.#state;
    const elected = electClient(this.#ranked(seen, last), lastClient, last.timeMs);
    if (elected === null) return;
    const isOther = lastClient !== null && lastClient.track !== elected.id;
    const elsewhere = isOther && isElsewhere(lastClient, elected.box);
    const entry = isOther ? [{ lostMs: lastClient.timeMs, foundMs: elected.bornMs, elsewhere }] : [];
    this.#state = {
      ...this.#state,
      client: elected.id,
      tracks: tracks.map((track) => (track.id === elected.id ? track : { ...track, other: true })),
      retaken: [...retaken, ...entry].slice(0, MOST_RETAKEN),
      framesSinceSweep: 0,
    };
  }

  #result(looks: WindowLooks<Frame>, dropped: readonly DroppedTrack[]): WindowFaces {
    const { client, tracks } = this.#state;
    const ranked = this.#ranked(tracks, looks.last);
    const standingOf = (track: Track): Standing => {
      if (track.id === client) return "client";
      if (ranked.some(({ id }) => id === track.id)) return "candidate";
      return track.life === null ? "other" : "open";
    };
    const sought = tracks.find(({ id, missedSinceMs }) => id === client && missedSinceMs !== null);
    const missedMs = looks.last.timeMs - (sought?.missedSinceMs ?? 0);
    return {
      tracks: looks.following.map(({ boxes, track, standing }) => {
        return { id: track.id, boxes, presence: track.presence, standing: standing ?? standingOf(track) };
      }),
      likeliest: client ?? likeliestClient(ranked)?.id ?? null,
      dropped,
      soughtIn: sought ? squareAround(sought.box, regionAfter(missedMs, this.#parameters.lostAfterMs)) : null,
    };
  }
}

function pixels({ x, y, width, height }: FaceBox): DroppedTrack["box"] {
  return { x, y, width, height };
}
