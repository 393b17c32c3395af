import { readingsOf } from "../../shared/expression-readings.ts";
import { LANDMARK_MEASURE_COUNT } from "../../shared/face-geometry/landmark-measures.ts";
import type { AnalysisTask, FromWorker } from "../../shared/worker-protocol.ts";
import { FaceDetector } from "../faces/face-detector.ts";
import { FaceFinder } from "../faces/face-finder.ts";
import { PresenceCheck } from "../faces/presence.ts";
import { FaceModel } from "../models/face-model.ts";
import { ModelLoader } from "../models/model-loader.ts";
import { StillCamera } from "../stills/still-camera.ts";
import type { TaskControl } from "../task-control.ts";
import { unsupported } from "../task-failure.ts";
import { ExpressionBatch } from "./expression-batch.ts";
import { FrameSource } from "./frame-source.ts";
import { MeshReader } from "./mesh-reader.ts";
import { MinuteAnalysis } from "./minute-analysis.ts";
import type { RecordLayout } from "./minute-record.ts";
import { clientNotices, noticesOf } from "./notices.ts";
import { readResumePoint } from "./resume-state.ts";

/** Faces that the expression models read at once: more are no faster, and need memory. */
const BATCH = 8;

/**
 * Analyses every frame of a video, minute by minute.
 *
 * @returns the closing message
 * @throws TaskFailure VIDEO_MISSING, UNSUPPORTED_MEDIA or MODEL_DAMAGED; TaskCancelled
 */
export async function analyse(
  task: AnalysisTask,
  control: TaskControl,
  send: (message: FromWorker) => void,
): Promise<FromWorker> {
  const resume = task.resume && readResumePoint(task.resume);
  const source = new FrameSource(task, resume, control);
  try {
    const loader = new ModelLoader(task.providers);
    const presence = new PresenceCheck(await loader.load(task.models.mesh));
    const finder = new FaceFinder(
      new FaceDetector(await loader.load(task.models.detector)),
      presence,
      task.parameters,
    );
    const models: FaceModel[] = [];
    for (const reference of [...task.models.expressions, ...task.models.others]) {
      models.push(new FaceModel(await loader.load(reference), BATCH));
      await control.breathe();
    }
    send(loader.report());
    const minutes = new MinuteAnalysis(
      task,
      layoutOf(models, task),
      resume,
      finder,
      new ExpressionBatch(models, BATCH),
      control,
      send,
      [
        new StillCamera(task.parameters.stillInterval),
        new MeshReader(presence.mesh, task.parameters.meshIntervalMs),
      ],
    );
    for (let frame = await source.next(); frame !== null; frame = await source.next()) {
      minutes.derivedTimes = source.derivedTimes;
      await minutes.add(frame);
      if (control.dueToBreathe) await control.breathe();
    }
    if (minutes.framesSeen === 0) throw nothingSeen(task);
    await minutes.end();
    const durationMs = Math.min(task.durationMs, task.parameters.toMs ?? task.durationMs);
    const notices = [...noticesOf({ ...source.findings(), durationMs }), ...clientNotices(minutes.retaken)];
    return { type: "finished", framesDone: minutes.framesDone, notices };
  } finally {
    await source.close();
  }
}

function nothingSeen({ parameters }: AnalysisTask): Error {
  const isWhole = parameters.fromMs === 0 && parameters.toMs === null;
  return isWhole
    ? unsupported("Not one picture of this video can be decoded.", "Copy it again.")
    : unsupported("The video has no picture in the span to analyse.", "Choose a span within its length.");
}

/** Expression models come first, as {@link MinuteRecord.setOutput} counts them. */
function layoutOf(models: readonly FaceModel[], { parameters, durationMs }: AnalysisTask): RecordLayout {
  const recorded = (isExpression: boolean) =>
    models
      .filter(({ card }) => (card.task === "expression") === isExpression)
      .map(({ card, labels }) => ({ modelId: card.id, labels, minFaceHeightPx: card.minFaceHeightPx }));
  return {
    expressions: recorded(true),
    readings: readingsOf(models.map(({ card }) => card).filter(({ task }) => task === "expression")),
    others: recorded(false),
    meshMeasures: LANDMARK_MEASURE_COUNT,
    eventThreshold: parameters.eventThreshold,
    endMs: Math.min(parameters.toMs ?? durationMs, durationMs),
  };
}
