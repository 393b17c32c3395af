import type { Job } from "../../shared/contract/analysis.ts";
import type { Video } from "../../shared/contract/media.ts";
import type { AnalysisSummary, Session } from "../../shared/contract/sessions.ts";

const VIDEO: Video = {
  videoId: 1,
  fileName: "a.mp4",
  path: "/videos/a.mp4",
  sizeBytes: 1_000_000,
  fingerprint: "f",
  status: "present",
  playback: "direct",
  probe: {
    durationMs: 200_000,
    width: 360,
    height: 288,
    container: "mp4",
    videoCodec: "h264",
    pixelFormat: "yuv420p",
    frameRate: 24,
    variableFrameRate: false,
    rotation: 0,
    audio: null,
    expectedFrames: 4_800,
    notices: [],
    traits: [],
    interlaced: false,
    pixelAspect: 1,
  },
};

export function video(changes: Partial<Video> = {}): Video {
  return { ...VIDEO, ...changes };
}

export function analysis(changes: Partial<AnalysisSummary> = {}): AnalysisSummary {
  return {
    runId: 1,
    finishedAt: "2026-01-31T10:00:00Z",
    nFrames: 4_800,
    nFaces: 4_750,
    coverage: 0.99,
    ofOtherVideo: false,
    fromMs: 0,
    toMs: null,
    verdict: "open",
    notices: [],
    ...changes,
  };
}

export function job(changes: Partial<Job> = {}): Job {
  return {
    jobId: 1,
    kind: "analysis",
    sessionId: 1,
    patient: "P01",
    session: 1,
    state: "running",
    position: 1,
    options: {},
    runId: null,
    resumedAtMinute: null,
    framesDone: 0,
    framesExpected: 4_800,
    framesPerSecond: null,
    remainingMs: null,
    failure: null,
    createdAt: "2026-01-31T10:00:00Z",
    finishedAt: null,
    ...changes,
  };
}

export function session(changes: Partial<Session> = {}): Session {
  return {
    sessionId: 1,
    patient: "P01",
    session: 1,
    date: null,
    video: video(),
    minutes: 4,
    analysis: null,
    imported: null,
    job: null,
    ratings: [],
    changedAt: "2026-01-31T10:00:00Z",
    ...changes,
  };
}
