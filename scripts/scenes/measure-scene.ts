import type { AnalysedMinute } from "../../src/shared/worker-protocol.ts";
import { centreDistance, type FaceBox, intersectionOverUnion } from "../../src/worker/faces/face-box.ts";
import { sizeRatio } from "../../src/worker/faces/match.ts";
import { analysisTask, runWorker } from "../../src/worker/testing/run-worker.ts";
import type { FrameTruth } from "./record-scene.ts";
import type { Scene } from "./scenes.ts";

/** What came out of a scene. Frames in the dark are not counted. */
export interface SceneResult {
  readonly scene: Scene;
  /** Frames that show the client's face (not covered by anybody). */
  readonly clientFrames: number;
  /** Share of them with the client's box there; null without any. */
  readonly recall: number | null;
  /** Boxes given to the client where its face is not, per frame. */
  readonly falsePerFrame: number;
  /** Frames in which the second person or the poster was taken for the client. */
  readonly wrongFace: number;
  readonly clientTracks: number;
  /** Changes of the client's track from one frame with a face to the next. */
  readonly switches: number;
  /** Tracks of other people, and those of them that follow nobody in most of their frames. */
  readonly otherTracks: number;
  readonly falseTracks: number;
  /** Share of the second person's frames in which it is followed as somebody else; null without any. */
  readonly secondRecall: number | null;
  readonly dropped: number;
  readonly notices: readonly string[];
}

/** A box is on a face when its centre is within half a face of it and the sizes differ by less than this factor. */
const SIZE_FACTOR = 1.6;
/** Covered by more than this, a face cannot be seen. */
const COVERED = 0.1;

export function isOn(face: FaceBox, box: FaceBox): boolean {
  return centreDistance(face, box) <= 0.5 && sizeRatio(face, box) <= SIZE_FACTOR;
}

/** Analyses a scene's video in a real worker (without expression models) and compares with the truth. */
export async function measureScene(
  scene: Scene,
  videoPath: string,
  truth: readonly FrameTruth[],
): Promise<SceneResult> {
  const task = analysisTask(videoPath, scene.seconds * 1000);
  const { minutes, outcome } = await runWorker({
    ...task,
    models: { ...task.models, expressions: [] },
    parameters: { ...task.parameters, ...(scene.client ? { client: scene.client } : {}) },
  });
  if (outcome?.type !== "finished") throw new Error(`${scene.name}: the analysis did not finish.`);
  return compare(scene, minutes, truth, outcome.notices);
}

function compare(
  scene: Scene,
  minutes: readonly AnalysedMinute[],
  truth: readonly FrameTruth[],
  notices: readonly string[],
): SceneResult {
  const client = minutes.flatMap((minute) => boxesOf(minute.boxes, minute.nFrames));
  const ids = minutes.flatMap((minute) => [...minute.tracks]);
  const counted = truth.map((frame, i) => ({ ...frame, box: client[i] ?? null })).filter(({ dark }) => !dark);
  const withClient = counted.filter((frame) => isVisible(frame));
  const hits = withClient.filter(({ faces, box }) => box && isOn(faces.get("client") as FaceBox, box));
  const isWrong = ({ faces, box }: (typeof counted)[number]): boolean => {
    const own = faces.get("client");
    return box !== null && !(own && isOn(own, box));
  };
  const wrongFace = counted.filter(
    (frame) =>
      isWrong(frame) &&
      (["second", "poster"] as const).some((role) => {
        const face = frame.faces.get(role);
        return face && frame.box && isOn(face, frame.box);
      }),
  );
  const seenIds = ids.filter((id) => id > 0);
  const others = otherTracks(minutes);
  const second = truth.filter(({ faces, dark }) => !dark && faces.has("second")).length;
  const secondSeen = new Set(
    [...others.values()].flatMap((track) =>
      track.flatMap(({ frame, box }) => {
        const face = truth[frame]?.faces.get("second");
        return face && isOn(face, box) ? [frame] : [];
      }),
    ),
  );
  const isFalse = (track: readonly { frame: number; box: FaceBox }[]): boolean =>
    track.filter(({ frame, box }) =>
      [...(truth[frame]?.faces.values() ?? [])].some((face) => isOn(face, box)),
    ).length <=
    track.length / 2;
  return {
    scene,
    clientFrames: withClient.length,
    recall: withClient.length === 0 ? null : hits.length / withClient.length,
    falsePerFrame: counted.filter(isWrong).length / counted.length,
    wrongFace: wrongFace.length,
    clientTracks: new Set(seenIds).size,
    switches: seenIds.filter((id, i) => i > 0 && id !== seenIds[i - 1]).length,
    otherTracks: others.size,
    falseTracks: [...others.values()].filter(isFalse).length,
    secondRecall: second === 0 ? null : secondSeen.size / second,
    dropped: minutes.reduce((sum, { droppedTracks }) => sum + droppedTracks.length, 0),
    notices,
  };
}

function isVisible({ faces }: FrameTruth): boolean {
  const own = faces.get("client");
  const second = faces.get("second");
  return own !== undefined && !(second && intersectionOverUnion(own, second) > COVERED);
}

function boxesOf(values: Float32Array, frames: number): (FaceBox | null)[] {
  return Array.from({ length: frames }, (_, i) => {
    const [x, y, width, height] = values.subarray(4 * i, 4 * i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    return Number.isNaN(x) ? null : { x, y, width, height, score: 1 };
  });
}

function otherTracks(minutes: readonly AnalysedMinute[]): Map<number, { frame: number; box: FaceBox }[]> {
  const tracks = new Map<number, { frame: number; box: FaceBox }[]>();
  let before = 0;
  for (const { otherFaces, nFrames } of minutes) {
    for (const { track, frames, boxes } of otherFaces) {
      const all = boxesOf(boxes, frames.length);
      const entries = tracks.get(track) ?? [];
      tracks.set(track, entries);
      frames.forEach((frame, i) => {
        const box = all[i];
        if (box) entries.push({ frame: before + frame, box });
      });
    }
    before += nFrames;
  }
  return tracks;
}
