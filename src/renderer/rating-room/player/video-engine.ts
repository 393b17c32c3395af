import type { Clock, VideoEngine } from "../clock/clock.ts";

/**
 * Makes a video element the clock's source and its servant. Frames are reported with the presentation time that
 * the browser states for the frame on screen; frames that still arrive from before a seek are not.
 *
 * @returns how to take the element away from the clock again
 */
export function connectVideo(video: HTMLVideoElement, clock: Clock): () => void {
  const listening = new AbortController();
  let shownMs = 0;
  let callback = 0;

  const report = (): void => {
    if (!video.seeking) clock.frameShown(shownMs);
  };
  const onFrame: VideoFrameRequestCallback = (_now, frame) => {
    shownMs = frame.mediaTime * 1000;
    report();
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
