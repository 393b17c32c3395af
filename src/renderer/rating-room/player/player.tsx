import { useEffect, useRef, useState } from "react";
// The core build plays files; the full one brings streaming protocols that nothing here uses.
import videojs from "video.js/core.es.js";
import "video.js/dist/video-js.css";
import type { Session } from "../../../shared/contract/sessions.ts";
import type { Clock } from "../clock/clock.ts";
import { keepKeyboard } from "../quiet-button.tsx";
import classes from "./player.module.css";
import { connectVideo } from "./video-engine.ts";
import { type VideoProblem, videoProblem } from "./video-problem.ts";
import { VideoState } from "./video-state.tsx";

interface PlayerProps {
  readonly session: Session;
  /** Address of the video file. */
  readonly source: string;
  readonly clock: Clock;
}

/** The picture. A click on it plays and pauses; everything else is done by the controls below it. */
export function Player({ session, source, clock }: PlayerProps): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<VideoProblem | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt builds the player anew
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const element = document.createElement("video");
    element.className = "video-js";
    element.playsInline = true;
    parent.append(element);
    const player = videojs(element, {
      controls: false,
      bigPlayButton: false,
      loadingSpinner: false,
      errorDisplay: false,
      textTrackDisplay: false,
      textTrackSettings: false,
      controlBar: false,
      posterImage: false,
      titleBar: false,
      liveTracker: false,
      userActions: { click: false, doubleClick: false, hotkeys: false },
      fill: true,
      preload: "auto",
      // The file's bytes decide what it is; the type only chooses the browser's own player.
      sources: [{ src: source, type: "video/mp4" }],
    });
    player.on("error", () => setProblem(videoProblem(player.error()?.code ?? 0)));
    const disconnect = connectVideo(element, clock);
    return () => {
      disconnect();
      player.dispose();
    };
  }, [source, clock, attempt]);

  const tryAgain = (): void => {
    setProblem(null);
    setAttempt((count) => count + 1);
  };
  return (
    <div className={classes.picture} data-testid="picture">
      <div ref={place} className={classes.video} hidden={problem !== null} />
      {problem === null ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.click}
          aria-label="Picture: play, pause"
          onMouseDown={keepKeyboard}
          onClick={() => clock.togglePlay()}
        />
      ) : (
        <VideoState kind={problem} session={session} onTryAgain={tryAgain} />
      )}
    </div>
  );
}
