import type { Clock, VideoEngine } from "../clock/clock.ts";

/** How far the frame on screen may be ahead of the stated place, e.g. by buffering at double speed. */
const AHEAD_MS = 500;

/**
 * Makes a video element the clock's source and its servant. Frames are reported with the presentation time that
 * the browser states for the frame on screen; frames that still arrive from before a seek are not: they would
 * take the clock back to where it was, or over the end of the minute that one has just gone to.
 *
 * @returns how to take the element away from the clock again
 */
export function connectVideo(video: HTMLVideoElement, clock: Clock): () => void {
  const listening = new AbortController();
  /** Null from a seek until its first frame. */
  let shownMs: number | null = null;
  let soughtAt = Number.NEGATIVE_INFINITY;
  let callback = 0;

  const report = (): void => {
    if (!video.seeking && shownMs !== null) clock.frameShown(shownMs);
  };
  const onFrame: VideoFrameRequestCallback = (_now, frame) => {
    const mediaMs = frame.mediaTime * 1000;
    // A frame is never far ahead of the place at which the video says it is, unless that was moved since.
    const stale = frame.presentationTime < soughtAt || mediaMs > video.currentTime * 1000 + AHEAD_MS;
    if (!stale) {
      shownMs = mediaMs;
      report();
    }
    callback = video.requestVideoFrameCallback(onFrame);
  };
  const on = (event: string, listener: () => void): void =>
    video.addEventListener(event, listener, { signal: listening.signal });

  on("seeked", report);
  on("ended", () => clock.videoEnded());
  on("pause", () => {
    // The browser also pauses a video that has ended, just before it says so.
    if (!video.ended) clock.videoPaused();
  });
  on("play", () => {
    if (!video.paused && !clock.state().playing) clock.play();
  });
  on("timeupdate", () => {
    // No frames are presented in a hidden window, but the sound goes on.
    if (document.hidden && !video.seeking) clock.frameShown(video.currentTime * 1000);
  });
  callback = video.requestVideoFrameCallback(onFrame);

  const engine: VideoEngine = {
    seek: (timeMs) => {
      soughtAt = performance.now();
      shownMs = null;
      video.currentTime = timeMs / 1000;
    },
    play: async () => {
      try {
        await video.play();
      } catch (error) {
        // A pause that follows at once interrupts the start: nothing was refused.
        if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
      }
    },
    pause: () => video.pause(),
    setSpeed: (speed) => {
      video.playbackRate = speed;
    },
  };
  clock.attach(engine);

  return () => {
    listening.abort();
    video.cancelVideoFrameCallback(callback);
    clock.attach(null);
  };
}
