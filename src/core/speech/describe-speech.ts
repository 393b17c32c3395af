import type { Speech } from "../../shared/contract/speech.ts";
import { emotionalPhase, speechPerMinute } from "../../shared/speech/speech-segments.ts";
import { Failure } from "../failure.ts";
import { videoOfSession } from "../media/repo.ts";
import { findSession } from "../sessions/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { speechOf } from "./repo.ts";

/** Speech and silence of a session's linked video. @throws Failure NOT_FOUND */
export function describeSpeech(study: OpenStudy, sessionId: number, mergeGapMs: number): Speech {
  if (!findSession(study.db, sessionId))
    throw new Failure("NOT_FOUND", "This session is not part of the study.");
  const video = videoOfSession(study.db, sessionId);
  if (!video || video.probe.audio === null) return { state: "no-audio" };
  const stored = speechOf(study.db, video.fingerprint);
  if (!stored) return { state: "not-analysed" };
  const { segments, durationMs, modelId, modelSha256, analysedAt } = stored;
  if (segments === null) return { state: "no-audio" };
  const minutes = speechPerMinute(segments, durationMs);
  return {
    state: "ready",
    modelId,
    modelSha256,
    analysedAt,
    segments,
    minutes,
    speechMs: minutes.reduce((sum, { speechMs }) => sum + speechMs, 0),
    silenceMs: minutes.reduce((sum, { silenceMs }) => sum + silenceMs, 0),
    emotionalPhase: emotionalPhase(segments, durationMs, mergeGapMs),
    mergeGapMs,
  };
}
