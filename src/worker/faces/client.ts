import type { ClientChoice } from "../../shared/worker-protocol.ts";
import { centreDistance, type FaceBox, longerSide } from "./face-box.ts";
import { fitCost, sizeRatio } from "./match.ts";
import { meanSize, type Track } from "./track.ts";

/** The client's face before it was lost. */
export interface LastClient {
  /** 0 where the id must not be taken up again. */
  readonly track: number;
  readonly box: FaceBox;
  /** Time of the last frame with it. */
  readonly timeMs: number;
}

/** While several people may be the client, evidence is gathered for this long. */
const EVIDENCE_MS = 1000;
/**
 * A face that differs in size from the client's last by more than this factor is awaited for so long: a face that fits
 * better may come.
 */
const WELL_FITTING_RATIO = 1.25;
const BETTER_FIT_MS = 4000;
/** A face of another size than the client's last (by this factor) is taken for the client only after this long. */
const FITTING_RATIO = 1.7;
const ANY_SIZE_AFTER_MS = 10_000;
/** So near to the client's last place, so alike in size and so soon after, a face is the same track. */
const SAME_PLACE = 0.6;
const SAME_RATIO = 1.3;
const SAME_TRACK_MS = 10_000;
/** Farther away (in sizes) a client was taken up in another place. */
const ELSEWHERE = 1;

/**
 * The people who may be the client, likeliest first. Somebody who was known as another person while the client was in
 * view never is.
 *
 * - The user marked a region: faces whose centre lies in it, by their distance from its centre.
 * - Nobody was the client yet: by size.
 * - The client was lost: by fit in size and place. Faces of another size wait for ten seconds.
 */
export function rankClients(
  tracks: readonly Track[],
  choice: ClientChoice,
  lastClient: LastClient | null,
  nowMs: number,
  picture: { readonly width: number; readonly height: number },
): Track[] {
  const eligible = tracks.filter(({ other }) => !other);
  if (choice.kind === "region") {
    const across = (box: FaceBox): number =>
      ((box.x + box.width / 2) / picture.width - choice.x) / choice.width - 0.5;
    const down = (box: FaceBox): number =>
      ((box.y + box.height / 2) / picture.height - choice.y) / choice.height - 0.5;
    return eligible
      .filter(({ box }) => Math.abs(across(box)) <= 0.5 && Math.abs(down(box)) <= 0.5)
      .sort((a, b) => Math.hypot(across(a.box), down(a.box)) - Math.hypot(across(b.box), down(b.box)));
  }
  if (lastClient === null) return eligible.sort((a, b) => meanSize(b) - meanSize(a));
  return eligible
    .filter(
      ({ box }) =>
        sizeRatio(lastClient.box, box) <= FITTING_RATIO || nowMs - lastClient.timeMs > ANY_SIZE_AFTER_MS,
    )
    .sort((a, b) => placeCost(lastClient.box, a.box) - placeCost(lastClient.box, b.box));
}

/** Size matters more than place: people move, but seldom come much nearer. */
function placeCost(last: FaceBox, box: FaceBox): number {
  return 2 * Math.log(sizeRatio(last, box)) + Math.min(2, 0.25 * centreDistance(last, box));
}

/**
 * The client among the ranked, or null while it is open: the first, once it has proved to live. Where others may be the
 * client too, evidence is gathered for a second; a face that fits the lost client's badly is awaited for longer.
 */
export function electClient(
  ranked: readonly Track[],
  lastClient: LastClient | null,
  nowMs: number,
): Track | null {
  const first = ranked[0];
  if (first === undefined || first.life !== null) return null;
  if (!fitsWell(lastClient, first.box)) {
    return nowMs - first.bornMs >= BETTER_FIT_MS ? first : null;
  }
  const since = Math.min(...ranked.map(({ bornMs }) => bornMs));
  return ranked.length === 1 || nowMs - since >= EVIDENCE_MS ? first : null;
}

/** True when nobody was the client before, or a face is about as large as the client's was. */
export function fitsWell(lastClient: LastClient | null, box: FaceBox): boolean {
  return lastClient === null || sizeRatio(lastClient.box, box) <= WELL_FITTING_RATIO;
}

/** The likeliest client while it is open: of those who have proved to live the first, or the first of all. */
export function likeliestClient(ranked: readonly Track[]): Track | null {
  return ranked.find(({ life }) => life === null) ?? ranked[0] ?? null;
}

/** True when a new face is where and as large as the client's was just before (whose id must not be void: 0). */
export function isSameTrack(last: LastClient, box: FaceBox, nowMs: number): boolean {
  return (
    last.track > 0 &&
    nowMs - last.timeMs <= SAME_TRACK_MS &&
    centreDistance(last.box, box) <= SAME_PLACE &&
    sizeRatio(last.box, box) <= SAME_RATIO
  );
}

/** True when a face is in another place than the client's was, or of another size. */
export function isElsewhere(last: LastClient, box: FaceBox): boolean {
  return centreDistance(last.box, box) > ELSEWHERE || sizeRatio(last.box, box) > SAME_RATIO;
}

/** Somebody else who went out of sight. */
export interface GonePerson {
  readonly id: number;
  readonly box: FaceBox;
  readonly timeMs: number;
}

const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 6;
const GONE_REACH = 1.5;
const GONE_RATIO = 1.4;

export function rememberGone(gone: readonly GonePerson[], person: GonePerson): GonePerson[] {
  return [...gone, person].slice(-MOST_REMEMBERED);
}

/** The person who went out of sight near here, and whom a new face fits better than the client. */
export function returningPerson(
  gone: readonly GonePerson[],
  lastClient: LastClient | null,
  box: FaceBox,
  nowMs: number,
): GonePerson | null {
  const fitting = gone
    .filter(
      (person) =>
        nowMs - person.timeMs <= REMEMBERED_MS &&
        centreDistance(person.box, box) <= GONE_REACH &&
        sizeRatio(person.box, box) <= GONE_RATIO &&
        (lastClient === null || fitCost(person.box, box) < fitCost(lastClient.box, box)),
    )
    .sort((a, b) => fitCost(a.box, box) - fitCost(b.box, box));
  return fitting[0] ?? null;
}

/** Longer side of the largest of these boxes first: what is looked at when not all can be. */
export function largestFirst(boxes: readonly FaceBox[]): FaceBox[] {
  return boxes.toSorted((a, b) => longerSide(b) - longerSide(a));
}
