import { between, centreDistance, edgeShift } from "./face-box.ts";
import { followWindow } from "./follow.ts";
import { possibleShift, predict, seenAt, type Track } from "./track.ts";
import type { Following, WindowLooks } from "./window-looks.ts";

/** Windows between two looks at somebody who is not the client, and the distance (in face sizes) from which on. */
const OTHER_WINDOWS = 2;
const FAR_FROM_CLIENT = 3;

/** Follows who is or may be the client, exact to the frame. */
export async function followExactly<Frame>(
  track: Track,
  looks: WindowLooks<Frame>,
  lostAfterMs: number,
): Promise<Following> {
  const { box, timeMs, missedSinceMs } = track;
  const last = { box, timeMs, missedSinceMs, expectedAt: (at: number) => predict(track, at) };
  const followed = await followWindow(looks.window, last, looks.of(track.id), lostAfterMs);
  const end = followed.boxes.findLastIndex((found) => found !== null);
  const found = followed.boxes[end];
  const after = found ? seenAt(track, found, looks.frame(end).timeMs) : track;
  return {
    track: { ...after, missedSinceMs: followed.missedSinceMs },
    boxes: followed.boxes,
    lost: followed.lost,
  };
}

/**
 * Follows somebody else, to keep them apart from the client: looked at in the window's last frame, far from the client
 * in every second window only. In between the movement is continued.
 */
export async function followLoosely<Frame>(
  track: Track,
  client: Track | null,
  looks: WindowLooks<Frame>,
  lostAfterMs: number,
): Promise<Following> {
  const { window, end } = looks;
  const { timeMs } = looks.last;
  const { missedSinceMs } = track;
  const waited = track.windowsSinceLook + 1;
  const isFar = client === null || centreDistance(client.box, track.box) > FAR_FROM_CLIENT;
  if (missedSinceMs === null && waited < OTHER_WINDOWS && isFar) {
    const boxes = window.map((frame) => predict(track, frame.timeMs));
    return { track: { ...track, windowsSinceLook: waited }, boxes, lost: false };
  }
  const near = missedSinceMs === null ? await looks.of(track.id).near(end, predict(track, timeMs)) : null;
  // Since the last look somebody may have got up and walked.
  const found = near ?? (await looks.of(track.id).again(end, track.box, timeMs - track.timeMs));
  if (found === null || edgeShift(track.box, found) > possibleShift(timeMs - track.timeMs)) {
    const since = missedSinceMs ?? looks.frame(0).timeMs;
    return {
      track: { ...track, missedSinceMs: since, windowsSinceLook: 0 },
      boxes: window.map(() => null),
      lost: timeMs - since >= lostAfterMs,
    };
  }
  // From where it should have been as the window began; somebody who was missed is there from the last frame on.
  const from = predict(track, looks.frame(0).timeMs);
  const boxes = window.map((_, i) => {
    if (missedSinceMs !== null) return i === end ? found : null;
    return between(from, found, (i + 1) / window.length);
  });
  return { track: { ...seenAt(track, found, timeMs), windowsSinceLook: 0 }, boxes, lost: false };
}
