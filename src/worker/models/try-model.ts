import type { FromWorker, TryModelTask } from "../../shared/worker-protocol.ts";
import { type FaceBox, longerSide, wholePicture } from "../faces/face-box.ts";
import { FaceDetector } from "../faces/face-detector.ts";
import { PresenceCheck } from "../faces/presence.ts";
import { tilesOf } from "../faces/tiles.ts";
import type { Picture } from "../picture/picture.ts";
import { PictureSource } from "../picture/read-picture.ts";
import { selfTestInput } from "../self-test/vectors.ts";
import type { TaskControl } from "../task-control.ts";
import { unsupported } from "../task-failure.ts";
import { displayOf } from "../video/display.ts";
import { createFrame, FrameReader } from "../video/frame-reader.ts";
import { openMediaFile } from "../video/media-file.ts";
import { checkModel, checkValues } from "./check-model.ts";
import { FaceModel } from "./face-model.ts";
import { loadModel } from "./load-model.ts";

/** Frames of a video that are searched for a face, and the step between them. */
const SEARCHED_FRAMES = 600;
const FRAME_STEP = 15;
const MIN_SCORE = 0.5;
const MIN_PRESENCE = 0.9;

/**
 * Tries a laboratory's model: is it what its card says, and what does it give for the first face of a picture or video?
 *
 * @throws TaskFailure MODEL_DAMAGED, INVALID_FILE, VIDEO_MISSING or UNSUPPORTED_MEDIA; TaskCancelled
 */
export async function tryModel(task: TryModelTask, control: TaskControl): Promise<FromWorker> {
  const loaded = await loadModel(task.model);
  await checkModel(loaded);
  const model = new FaceModel(loaded, 1);
  let face: FaceBox | null = null;
  if (task.picturePath === null) {
    model.set(0, selfTestInput(loaded.card.input, 1));
  } else {
    const detector = new FaceDetector(await loadModel(task.detector));
    const presence = new PresenceCheck(await loadModel(task.mesh));
    face = await withFirstFace(task.picturePath, detector, presence, control, (picture, box) =>
      model.add(0, picture, box),
    );
  }
  const values: number[] = [];
  await model.run(1, (_, label, value) => {
    values[label] = value;
  });
  checkValues(loaded.card, values);
  const box = face && { x: face.x, y: face.y, width: face.width, height: face.height };
  return { type: "tried", labels: model.labels, values, face: box };
}

/** Hands the first face of a picture or video over while its picture is valid. */
async function withFirstFace(
  path: string,
  detector: FaceDetector,
  presence: PresenceCheck,
  control: TaskControl,
  use: (picture: Picture, box: FaceBox) => void,
): Promise<FaceBox> {
  const file = openMediaFile(path, true);
  const reader = new FrameReader(file, file.video, 1);
  const pictures = new PictureSource(displayOf(file.video));
  const [frame, spare] = [createFrame(), createFrame()];
  try {
    for (let at = 0; at < SEARCHED_FRAMES && reader.next(frame); at++) {
      if (at % FRAME_STEP !== 0) continue;
      const picture = pictures.read(frame, spare);
      const box = await largestFace(picture, detector, presence);
      if (box) {
        use(picture, box);
        return box;
      }
      await control.breathe();
    }
    throw unsupported("No face was found to try the model on.", "Choose a picture or video that shows one.");
  } finally {
    frame.free();
    spare.free();
    pictures.close();
    reader.close();
    file.close();
  }
}

async function largestFace(
  picture: Picture,
  detector: FaceDetector,
  presence: PresenceCheck,
): Promise<FaceBox | null> {
  const found: FaceBox[] = [];
  for (const region of [wholePicture(picture), ...tilesOf(picture.width, picture.height)])
    found.push(...(await detector.detect(picture, region, MIN_SCORE)));
  for (const box of found.sort((a, b) => longerSide(b) - longerSide(a)))
    if ((await presence.presence(picture, box)) >= MIN_PRESENCE) return box;
  return null;
}
