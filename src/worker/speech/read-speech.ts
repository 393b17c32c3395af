import { speechSegments } from "../../shared/speech/speech-segments.ts";
import type { FromWorker, SpeechTask } from "../../shared/worker-protocol.ts";
import type { TaskControl } from "../task-control.ts";
import { openMediaFile } from "../video/media-file.ts";
import { MonoAudio } from "./mono-audio.ts";
import { VoiceDetector } from "./voice-detector.ts";

/**
 * Finds the stretches of speech in a file's sound, from the time line's zero on.
 *
 * @param progress receives the time in ms that has been listened to
 * @returns the closing message; without audio its segments are null
 * @throws TaskFailure VIDEO_MISSING, UNSUPPORTED_MEDIA or MODEL_DAMAGED; TaskCancelled
 */
export async function readSpeech(
  task: SpeechTask,
  control: TaskControl,
  progress: (timeMs: number) => void,
): Promise<FromWorker> {
  const file = openMediaFile(task.videoPath);
  let sound: MonoAudio | null = null;
  try {
    if (file.audio === null) return { type: "speech", segmentsMs: null, durationMs: 0 };
    const detector = await VoiceDetector.load(task.model);
    const { sampleRateHz, windowSamples } = detector.card;
    const windowMs = (windowSamples * 1000) / sampleRateHz;
    sound = new MonoAudio(file, file.audio, sampleRateHz);
    const probabilities: number[] = [];
    const window = new Float32Array(windowSamples);
    let filled = 0;
    for (let samples = sound.next(); samples !== null; samples = sound.next()) {
      for (let at = 0; at < samples.length; ) {
        const taken = Math.min(windowSamples - filled, samples.length - at);
        window.set(samples.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled < windowSamples) continue;
        probabilities.push(await detector.probability(window));
        filled = 0;
        if (control.dueToBreathe) {
          progress(probabilities.length * windowMs);
          await control.breathe();
        }
      }
    }
    const segments = speechSegments(probabilities, windowMs);
    return {
      type: "speech",
      segmentsMs: Float64Array.from(segments.flatMap(({ startMs, endMs }) => [startMs, endMs])),
      durationMs: probabilities.length * windowMs,
    };
  } finally {
    sound?.close();
    file.close();
  }
}
