import type { ClientChoice } from "../../src/shared/worker-protocol.ts";

/** Who is put into a scene. */
export type Role = "client" | "second" | "poster";

export interface Place {
  /** Middle of the usual face, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
  /** Height of the usual face's box. */
  readonly size: number;
}

export interface Scene {
  readonly name: string;
  readonly seconds: number;
  /** Where each is at a time in seconds; null: out of the picture. Later ones stand before earlier ones. */
  readonly cast: readonly { readonly role: Role; readonly at: (seconds: number) => Place | null }[];
  /** Brightness 0..1 at a time; 1 where it is not stated. */
  readonly light?: (seconds: number) => number;
  readonly client?: ClientChoice;
  /** Height of the client's face where it tells scenes apart. */
  readonly size?: number;
  /** Tracks of the client, and of other people, that are right. */
  readonly clientTracks: number;
  readonly otherTracks: number;
}

export const SCENE_WIDTH = 1280;
export const SCENE_HEIGHT = 720;
export const FACE_SIZES = [240, 160, 120, 80, 60, 50, 40] as const;

/** Sways slowly, as somebody who sits. */
function sitting(x: number, y: number, size: number): (t: number) => Place {
  return (t) => ({
    x: x + 0.15 * size * Math.sin(1.1 * t),
    y: y + 0.05 * size * Math.sin(1.7 * t + 1),
    size,
  });
}

/** Walks through the room, there and back in eight seconds. */
function walking(size: number): (t: number) => Place {
  const reach = Math.min(380, 4 * size);
  return (t) => ({
    x: 600 + reach * Math.sin((2 * Math.PI * t) / 8),
    y: 340 + Math.min(120, size) * Math.sin((2 * Math.PI * t) / 5),
    size,
  });
}

/** Walks on a straight line from one place to another between two times; stays before and after. */
function walk(from: Place, to: Place, startS: number, endS: number): (t: number) => Place {
  return (t) => {
    const share = Math.max(0, Math.min(1, (t - startS) / (endS - startS)));
    return {
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share + 4 * Math.sin(6 * t),
      size: from.size + (to.size - from.size) * share,
    };
  };
}

const between = (fromS: number, toS: number, at: (t: number) => Place) => (t: number) =>
  t >= fromS && t < toS ? at(t) : null;

/** Leaves for three seconds and comes back elsewhere. */
function awayAndBack(size: number, leavesS: number) {
  const before = sitting(380, 330, size);
  const after = sitting(700, 300, size);
  return (t: number): Place | null => (t < leavesS ? before(t) : t < leavesS + 3 ? null : after(t));
}

/** @param seconds length of the scenes that only differ in the size of a moving face */
export function allScenes(seconds: number): Scene[] {
  const poster = { role: "poster" as const };
  return [
    ...FACE_SIZES.map(
      (size): Scene => ({
        name: `face of ${size} px, walking`,
        seconds,
        cast: [{ role: "client", at: walking(size) }],
        size,
        clientTracks: 1,
        otherTracks: 0,
      }),
    ),
    {
      name: "leaves for 3 s, comes back elsewhere",
      seconds: 10,
      cast: [{ role: "client", at: awayAndBack(120, 4) }],
      clientTracks: 2,
      otherTracks: 0,
    },
    {
      name: "a second person enters and sits down",
      seconds: 10,
      cast: [
        { role: "client", at: sitting(380, 330, 120) },
        {
          role: "second",
          at: between(3, 10, walk({ x: 1180, y: 320, size: 130 }, { x: 640, y: 320, size: 130 }, 3, 5.5)),
        },
      ],
      clientTracks: 1,
      otherTracks: 1,
    },
    {
      name: "a second person stays while the client is away for 3 s",
      seconds: 12,
      cast: [
        { role: "client", at: awayAndBack(120, 5) },
        { role: "second", at: sitting(1000, 320, 115) },
      ],
      clientTracks: 2,
      otherTracks: 1,
    },
    {
      name: "a second person walks past before the client",
      seconds: 9,
      cast: [
        { role: "client", at: sitting(520, 330, 110) },
        {
          role: "second",
          at: between(2, 9, walk({ x: 1150, y: 330, size: 150 }, { x: 170, y: 330, size: 150 }, 2, 7)),
        },
      ],
      clientTracks: 1,
      otherTracks: 1,
    },
    {
      name: "two people, the client marked by a region",
      seconds: 5,
      cast: [
        { role: "second", at: sitting(380, 330, 150) },
        { role: "client", at: sitting(900, 330, 100) },
      ],
      client: { kind: "region", x: 0.55, y: 0.2, width: 0.35, height: 0.6 },
      clientTracks: 1,
      otherTracks: 1,
    },
    {
      name: "a poster larger than the client",
      seconds: 10,
      cast: [
        { ...poster, at: () => ({ x: 800, y: 200, size: 150 }) },
        { role: "client", at: sitting(380, 400, 110) },
      ],
      clientTracks: 1,
      otherTracks: 0,
    },
    {
      name: "a poster smaller than the client",
      seconds: 10,
      cast: [
        { ...poster, at: () => ({ x: 720, y: 190, size: 70 }) },
        { role: "client", at: sitting(380, 400, 110) },
      ],
      clientTracks: 1,
      otherTracks: 0,
    },
    {
      name: "a poster alone, the client comes after 7 s",
      seconds: 13,
      cast: [
        { ...poster, at: () => ({ x: 800, y: 200, size: 120 }) },
        { role: "client", at: between(7, 13, sitting(380, 400, 110)) },
      ],
      clientTracks: 1,
      otherTracks: 0,
    },
    {
      name: "the client walks past before a poster",
      seconds: 9,
      cast: [
        { ...poster, at: () => ({ x: 640, y: 330, size: 120 }) },
        {
          role: "client",
          at: walk({ x: 200, y: 330, size: 120 }, { x: 1000, y: 330, size: 120 }, 0.5, 4),
        },
      ],
      clientTracks: 1,
      otherTracks: 0,
    },
    {
      name: "somebody larger enters while the client is away, the client returns",
      seconds: 14,
      cast: [
        {
          role: "client",
          at: (t) => (t < 4 ? sitting(400, 330, 120)(t) : t < 9 ? null : sitting(420, 330, 115)(t)),
        },
        { role: "second", at: between(6, 14, sitting(900, 330, 200)) },
      ],
      clientTracks: 1,
      otherTracks: 1,
    },
    {
      name: "the light goes out for 2 s",
      seconds: 8,
      cast: [{ role: "client", at: sitting(520, 330, 120) }],
      light: (t) => (t >= 3.5 && t < 5.5 ? 0.02 : 1),
      clientTracks: 1,
      otherTracks: 0,
    },
    { name: "an empty room", seconds: 5, cast: [], clientTracks: 0, otherTracks: 0 },
  ];
}
