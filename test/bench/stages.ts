import { DEFAULT_ANALYSIS_PARAMETERS } from "../../src/shared/analysis-parameters.ts";
import type { AnalysisTask } from "../../src/shared/worker-protocol.ts";
import { pictureIn, ReturnedFrames, RingWriter } from "../../src/worker/analysis/frame-ring.ts";
import { RecordedFrames } from "../../src/worker/analysis/recorded-frames.ts";
import { type FaceBox, longerSide, squareAround } from "../../src/worker/faces/face-box.ts";
import { FaceDetector } from "../../src/worker/faces/face-detector.ts";
import { FaceFinder } from "../../src/worker/faces/face-finder.ts";
import { PresenceCheck } from "../../src/worker/faces/presence.ts";
import { FaceModel } from "../../src/worker/models/face-model.ts";
import { loadModel } from "../../src/worker/models/load-model.ts";
import type { Picture } from "../../src/worker/picture/picture.ts";
import { pixelMemory } from "../../src/worker/picture/pixel-kernel.ts";

const BATCH = 8;
const REPETITIONS = 12;
const ROUNDS = 9;
/** Side of the region around a followed face, in face heights. */
const REGION = 3;

export interface Stage {
  readonly stage: string;
  /** Processor time of one frame or one face in ms: the median of several rounds. */
  readonly cpuMs: number;
}

/** Processor time of each stage of an analysis after decoding, on one frame of the task's video. */
export async function measureStages(task: AnalysisTask): Promise<Stage[]> {
  const frames = new RecordedFrames(task, null);
  try {
    const frame = frames.next();
    // Where the decoding thread puts it in an analysis.
    const stored = frame && new RingWriter(pixelMemory, 1, new ReturnedFrames()).write(frame.picture);
    if (stored === null) throw new Error("The video has no frame.");
    return await measureOn(pictureIn(pixelMemory, stored), task);
  } finally {
    frames.close();
  }
}

async function measureOn(picture: Picture, { models }: AnalysisTask): Promise<Stage[]> {
  const detector = new FaceDetector(await loadModel(models.detector));
  const mesh = new PresenceCheck(await loadModel(models.mesh));
  const finder = new FaceFinder(detector, mesh, DEFAULT_ANALYSIS_PARAMETERS);
  const [box] = (await finder.candidates(picture, 0)).sort((a, b) => longerSide(b) - longerSide(a));
  if (box === undefined) throw new Error("The first frame has no face.");
  const region = squareAround(box, REGION);
  const stages = [
    await measure("detect", 1, () => detector.detect(picture, region, DEFAULT_ANALYSIS_PARAMETERS.minScore)),
    await measure("mesh", 1, () => mesh.presence(picture, box)),
  ];
  for (const reference of models.expressions) {
    const model = new FaceModel(await loadModel(reference), BATCH);
    stages.push(
      await measure(`crop for ${model.card.id}`, BATCH, async () => fill(model, picture, box)),
      await measure(model.card.id, BATCH, () => model.run(BATCH, () => {})),
    );
  }
  return stages;
}

function fill(model: FaceModel, picture: Picture, box: FaceBox): void {
  for (let place = 0; place < BATCH; place++) model.add(place, picture, box);
}

async function measure(stage: string, faces: number, work: () => Promise<unknown>): Promise<Stage> {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let i = 0; i < REPETITIONS; i++) await work();
    const { user, system } = process.cpuUsage(before);
    // The first round warms up.
    if (round > 0) rounds.push((user + system) / 1000 / REPETITIONS / faces);
  }
  return { stage, cpuMs: rounds.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN };
}
