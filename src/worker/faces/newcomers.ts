import type { AnalysisParameters } from "../../shared/worker-protocol.ts";
import { isSameTrack, largestFirst, returningPerson } from "./client.ts";
import { type FaceBox, longerSide } from "./face-box.ts";
import { followBack } from "./follow.ts";
import type { FollowState } from "./follow-state.ts";
import { noLifeSeen, withLook } from "./life.ts";
import { suppressOverlaps } from "./suppress.ts";
import type { WindowLooks } from "./window-looks.ts";

/** New faces that are looked at in one window. */
const MOST_NEW = 6;
const MOST_TRACKS = 8;
/** While somebody who may be the client is in view, the whole picture is searched so much more seldom. */
const SEARCH_DURING_ELECTION = 3;

/**
 * Takes up new faces at a window's end: those that were hinted at in the window before and, while nobody is the client,
 * those of the whole picture. While the client is in view, one part of the picture after the other is swept for hints.
 *
 * @param electing somebody is in view who is likely to be the client
 */
export async function takeUpNew<Frame>(
  before: FollowState,
  looks: WindowLooks<Frame>,
  parameters: AnalysisParameters,
  electing: boolean,
): Promise<FollowState> {
  const { client } = before;
  let state: FollowState = { ...before, hints: [] };
  for (const hint of before.hints) state = await confirm(state, hint, looks);
  if (client === null) return await searchWhenDue(state, looks, parameters, electing);
  const isSeen = state.tracks.some(({ id, missedSinceMs }) => id === client && missedSinceMs === null);
  if (!isSeen) return state;
  const swept = await sweepWhenDue(state, looks, parameters);
  const hints = fresh([...looks.strangers, ...swept.hints], looks);
  return { ...swept, hints };
}

/** Places that no track or picture explains, the largest first. */
function fresh<Frame>(boxes: readonly FaceBox[], looks: WindowLooks<Frame>): FaceBox[] {
  const unknown = suppressOverlaps(boxes).filter((box) => !looks.isKnown(box));
  return largestFirst(unknown).slice(0, MOST_NEW);
}

async function searchWhenDue<Frame>(
  before: FollowState,
  looks: WindowLooks<Frame>,
  parameters: AnalysisParameters,
  electing: boolean,
): Promise<FollowState> {
  const waited = before.framesSinceSearch;
  const frames = waited === null ? null : waited + looks.window.length;
  const interval = parameters.searchInterval * (electing ? SEARCH_DURING_ELECTION : 1);
  if (frames !== null && frames < interval) return { ...before, framesSinceSearch: frames };
  const { picture } = looks.last;
  const candidates: FaceBox[] = [];
  for (let part = 0; part < looks.finder.parts(picture); part++) {
    candidates.push(...(await looks.finder.candidates(picture, part)));
  }
  let state: FollowState = { ...before, framesSinceSearch: 0, framesSinceSweep: 0 };
  for (const candidate of fresh(candidates, looks)) state = await confirm(state, candidate, looks);
  return state;
}

/** Hints at places of one part of the picture where a face is confirmed that nobody follows. */
async function sweepWhenDue<Frame>(
  before: FollowState,
  looks: WindowLooks<Frame>,
  parameters: AnalysisParameters,
): Promise<FollowState> {
  const framesSinceSweep = before.framesSinceSweep + looks.window.length;
  if (framesSinceSweep < parameters.sweepInterval) return { ...before, framesSinceSweep };
  const { picture } = looks.last;
  const sweepPart = (before.sweepPart + 1) % looks.finder.parts(picture);
  const hints: FaceBox[] = [];
  for (const candidate of fresh(await looks.finder.candidates(picture, before.sweepPart), looks)) {
    const found = await looks.twice(candidate);
    if (found) hints.push(found.box);
  }
  return { ...before, framesSinceSweep: 0, sweepPart, hints };
}

/** Takes up a track where a face is confirmed in this window. */
async function confirm<Frame>(
  state: FollowState,
  candidate: FaceBox,
  looks: WindowLooks<Frame>,
): Promise<FollowState> {
  if (state.tracks.length >= MOST_TRACKS || looks.isKnown(candidate)) return state;
  const found = await looks.twice(candidate);
  if (found === null) return state;
  const boxes = await followBack(looks.window, found.box, looks.of(null));
  if (boxes === null) return state;
  const { box, presence } = found;
  const { timeMs, picture } = looks.last;
  const bornMs = looks.frame(boxes.findIndex((one) => one !== null)).timeMs;
  const { lastClient, client, gone } = state;
  const returning = returningPerson(gone, lastClient, box, timeMs);
  const isClientAgain = client === null && lastClient !== null && isSameTrack(lastClient, box, bornMs);
  const id = returning?.id ?? (isClientAgain ? lastClient.track : state.nextTrack);
  const track = {
    id,
    box,
    timeMs,
    velocity: { x: 0, y: 0 },
    missedSinceMs: null,
    bornMs,
    other: client !== null || returning !== null,
    life: withLook(noLifeSeen(box), timeMs, looks.finder.signature(picture, box)),
    sizes: { sum: longerSide(box), count: 1 },
    presence,
    looksSincePresence: 0,
    doubts: 0,
    windowsSinceLook: 0,
  };
  looks.following.push({ track, boxes, lost: false });
  return {
    ...state,
    nextTrack: Math.max(state.nextTrack, id + 1),
    tracks: [...state.tracks, track],
    gone: gone.filter((person) => person.id !== id),
  };
}
