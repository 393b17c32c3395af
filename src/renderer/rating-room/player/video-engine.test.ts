import { beforeEach, describe, expect, test } from "vitest";
import { Clock } from "../clock/clock.ts";
import { connectVideo } from "./video-engine.ts";

/** What the engine uses of a video element; frames come when the test says so. */
class StandInVideo extends EventTarget {
  currentTime = 0;
  seeking = false;
  paused = true;
  ended = false;
  playbackRate = 1;
  #onFrame: VideoFrameRequestCallback | null = null;

  requestVideoFrameCallback(callback: VideoFrameRequestCallback): number {
    this.#onFrame = callback;
    return 1;
  }

  cancelVideoFrameCallback(): void {
    this.#onFrame = null;
  }

  async play(): Promise<void> {
    this.paused = false;
  }

  pause(): void {
    this.paused = true;
  }

  /** A frame of `mediaMs` that the browser handed to the screen at `presentedAt`. */
  frame(mediaMs: number, presentedAt = performance.now()): void {
    const metadata = { mediaTime: mediaMs / 1000, presentationTime: presentedAt };
    this.#onFrame?.(presentedAt, metadata as VideoFrameCallbackMetadata);
  }

  /** Playback has come to `mediaMs`. */
  playTo(mediaMs: number): void {
    this.currentTime = mediaMs / 1000;
    this.frame(mediaMs);
  }
}

let video: StandInVideo;
let clock: Clock;
beforeEach(() => {
  video = new StandInVideo();
  clock = new Clock({ durationMs: 300_000, minutes: 5, frameRate: 25 }, "on");
  connectVideo(video as unknown as HTMLVideoElement, clock);
  clock.play();
  video.playTo(1_000);
});

test("the clock follows the frames", () => {
  expect(clock.state().timeMs).toBe(1_000);
});

describe("a click on another minute while the video plays", () => {
  beforeEach(() => {
    clock.goToMinute(4);
    video.playTo(190_000);
    clock.goToMinute(2);
  });

  test("moves the clock at once", () => {
    expect(clock.minute()).toBe(2);
  });

  test("is not taken back by a frame of before it", () => {
    video.frame(190_040, performance.now() - 50);
    expect(clock.minute()).toBe(2);
    // Handed over late: only its place tells that it is old.
    video.frame(190_040);
    expect(clock.minute()).toBe(2);
  });

  test("is not taken back when the seek ends before its first frame", () => {
    video.dispatchEvent(new Event("seeked"));
    expect(clock.minute()).toBe(2);
    video.playTo(60_200);
    expect(clock.state().timeMs).toBe(60_200);
  });

  test("does not stop at the end of its minute for a frame of before it", () => {
    clock.holdWhile(() => true);
    video.frame(190_040, performance.now() - 50);
    expect(clock.state()).toMatchObject({ playing: true, held: false });
  });
});
