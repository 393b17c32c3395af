import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { examineVideo } from "../../src/core/media/video-file.ts";
import { createNodePlatform } from "../../src/core/node-platform.ts";
import { addOrCompleteSession } from "../../src/core/sessions/add-session.ts";
import { analyseSpeech } from "../../src/core/speech/analyse-speech.ts";
import { describeSpeech } from "../../src/core/speech/describe-speech.ts";
import { talkingFace } from "../../src/worker/testing/run-worker.ts";
import { newStudy } from "../support/study-fixture.ts";

const SPOKEN = fileURLToPath(new URL("../fixtures/spoken.mp4", import.meta.url));
const platform = createNodePlatform("command-line");

async function studyWith(video: string) {
  const study = newStudy();
  const path = join(study.folder, "..", "video.mp4");
  copyFileSync(video, path);
  const examined = await examineVideo(platform, path);
  const entry = { patient: "P01", session: 1, date: null, video: examined };
  return { study, sessionId: addOrCompleteSession(study.db, "test", entry).sessionId };
}

it("finds where somebody speaks in a real file, to a tenth of a second", async () => {
  const { study, sessionId } = await studyWith(SPOKEN);
  expect(describeSpeech(study, sessionId, 0).state).toBe("not-analysed");
  await analyseSpeech(platform, study, sessionId, () => {}, new AbortController().signal);
  const speech = describeSpeech(study, sessionId, 0);
  if (speech.state !== "ready") throw new Error(`The state is ${speech.state}.`);
  const bounds = speech.segments.flatMap(({ startMs, endMs }) => [startMs, endMs]);
  expect(bounds).toHaveLength(4);
  for (const [index, expected] of [2000, 6900, 11_050, 12_300].entries()) {
    expect(Math.abs((bounds[index] ?? 0) - expected)).toBeLessThan(100);
  }
  expect(speech.speechMs + speech.silenceMs).toBeCloseTo(16_000, -2);
  expect(speech.minutes).toHaveLength(1);
  expect(speech.emotionalPhase).toEqual({ startMs: bounds[0], endMs: (bounds[1] ?? 0) + 1000 });
});

it("takes a recording without sound for a state, not for an error", async () => {
  const { study, sessionId } = await studyWith(talkingFace("cap13_edit2.mp4"));
  await analyseSpeech(platform, study, sessionId, () => {}, new AbortController().signal);
  expect(describeSpeech(study, sessionId, 0)).toEqual({ state: "no-audio" });
});
