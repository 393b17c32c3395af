import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Session } from "../../shared/contract/sessions.ts";
import { orpc } from "../app/client.ts";
import { FailureNote } from "../app/failure-note.tsx";
import { SignInForm } from "../app/rater.tsx";
import { useSystemInfo } from "../app/study.ts";
import { Waiting } from "../app/waiting.tsx";
import { Clock } from "./clock/clock.ts";
import type { MinuteEnd } from "./clock/clock-rules.ts";
import { RatingForm } from "./form/rating-form.tsx";
import { type DeskPlace, useDesk, useRatings } from "./form/use-desk.ts";
import { KeyOverlay } from "./keys/key-overlay.tsx";
import { useRoomKeys } from "./keys/use-room-keys.ts";
import { chosenMinuteEnd, rememberMinuteEnd } from "./minute-end-memory.ts";
import { Player } from "./player/player.tsx";
import { PlayerControls } from "./player/player-controls.tsx";
import { NoVideo, VideoState } from "./player/video-state.tsx";
import classes from "./room.module.css";
import { roomActions } from "./room-actions.ts";
import { RoomStatus } from "./room-status.tsx";
import { MachinePlace } from "./strips/machine-place.tsx";
import { Strips } from "./strips/strips.tsx";
import { useSpeech } from "./strips/use-speech.ts";
import { useFrameSeries, useMachineMinutes, usePeaks, useTracesFollowRun } from "./strips/use-strip-data.ts";
import { following, type View, wholeSession } from "./strips/view.ts";

/** Video, strips and form of one session, held together by the one clock. */
export function Room(props: { readonly session: Session; readonly startMs: number }): React.JSX.Element {
  const { session, startMs } = props;
  const { sessionId, video } = session;
  const durationMs = video?.probe.durationMs ?? 0;
  const [clock] = useState(() => {
    const recording = { durationMs, minutes: session.minutes, frameRate: video?.probe.frameRate ?? 25 };
    const made = new Clock(recording, chosenMinuteEnd());
    if (startMs > 0) made.seek(startMs);
    return made;
  });
  const [blind, setBlind] = useState(true);
  const [keysShown, setKeysShown] = useState(false);
  const [view, setView] = useState<View>(() => wholeSession(durationMs));
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const goToRef = useRef<HTMLInputElement>(null);

  const place = useDesk(sessionId, clock);
  const queue = place.state === "ready" ? place.queue : null;
  const ratings = useRatings(queue);
  const present = video?.status === "present";
  const peaks = usePeaks(sessionId, durationMs, present);
  const speech = useSpeech(sessionId, present);
  const traces = useTraces(session, clock, blind);
  useViewFollowsClock(clock, durationMs, setView);

  const setMinuteEnd = useCallback(
    (minuteEnd: MinuteEnd) => {
      clock.setMinuteEnd(minuteEnd);
      rememberMinuteEnd(minuteEnd);
    },
    [clock],
  );
  const run = roomActions({
    clock,
    desk: place.state === "ready" ? place.desk : null,
    durationMs,
    view,
    setView,
    setMinuteEnd,
    toggleBlind: () => setBlind((was) => !was),
    showKeys: () => setKeysShown(true),
    writeNote: () => noteRef.current?.focus(),
    goToMinute: () => goToRef.current?.focus(),
  });
  useRoomKeys(run, !keysShown);

  return (
    <div className={classes.room}>
      <RoomStatus
        session={session}
        clock={clock}
        ratings={ratings}
        place={place.state === "ready" ? place : null}
        blind={blind}
        onBlind={setBlind}
        onKeys={() => setKeysShown(true)}
      />
      <div className={classes.stage}>
        <Picture session={session} clock={clock} />
        {session.minutes > 0 && (
          <PlayerControls clock={clock} playable={present} onMinuteEnd={setMinuteEnd} goToRef={goToRef} />
        )}
      </div>
      <div className={classes.desk}>
        <Desk place={place} session={session} clock={clock} noteRef={noteRef} />
      </div>
      {durationMs > 0 && (
        <Strips
          clock={clock}
          ratings={ratings}
          durationMs={durationMs}
          view={view}
          onView={setView}
          peaks={present ? peaks : null}
          speech={present ? speech : null}
          traces={traces.shown}
          machine={
            <MachinePlace
              session={session}
              blind={blind}
              onShow={() => setBlind(false)}
              error={traces.error}
              onTryAgain={traces.tryAgain}
            />
          }
        />
      )}
      <KeyOverlay opened={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
}

function Picture({
  session,
  clock,
}: {
  readonly session: Session;
  readonly clock: Clock;
}): React.JSX.Element {
  const mediaBase = useSystemInfo()?.mediaBase;
  const { video } = session;
  const playback = useQuery(
    orpc.media.playback.queryOptions({ input: { sessionId: session.sessionId }, enabled: video !== null }),
  );
  if (video === null) return <NoVideo session={session} />;
  if (video.status !== "present") {
    return (
      <div className={classes.noPicture}>
        <VideoState kind={video.status} session={session} />
      </div>
    );
  }
  if (playback.error) {
    return (
      <div className={classes.noPicture}>
        <FailureNote
          error={playback.error}
          action={{ label: "Try again", run: () => void playback.refetch() }}
        />
      </div>
    );
  }
  if (mediaBase === undefined || playback.data === undefined) return <div className={classes.noPicture} />;
  const { state, path, reason } = playback.data;
  if (state === "proxy-needed") {
    return (
      <div className={classes.noPicture}>
        <VideoState kind="copy-needed" session={session} reason={reason} />
      </div>
    );
  }
  return <Player session={session} clock={clock} source={`${mediaBase}${path}`} />;
}

function Desk(props: {
  readonly place: DeskPlace;
  readonly session: Session;
  readonly clock: Clock;
  readonly noteRef: React.Ref<HTMLTextAreaElement>;
}): React.JSX.Element {
  const { place, session, clock, noteRef } = props;
  if (session.minutes === 0) {
    return <p className={classes.words}>There are no minutes to rate: no video is linked.</p>;
  }
  switch (place.state) {
    case "loading":
      return <Waiting what="your ratings" />;
    case "signed-out":
      return (
        <div className={classes.signIn}>
          <h2>Who rates?</h2>
          <p>Ratings are stored under your rater code; you see only your own.</p>
          <SignInForm takesFocus />
        </div>
      );
    case "failed":
      return (
        <div className={classes.words}>
          <FailureNote error={place.error} action={{ label: "Try again", run: place.tryAgain }} />
        </div>
      );
    case "ready":
      return <RatingForm clock={clock} desk={place.desk} queue={place.queue} noteRef={noteRef} />;
  }
}

/** The machine's traces while they are shown; hidden ones are not asked for. */
function useTraces(session: Session, clock: Clock, blind: boolean) {
  const runId = session.analysis?.runId ?? null;
  const wanted = !blind && runId !== null;
  useTracesFollowRun(runId);
  const [modelId, setModelId] = useState<string | null>(null);
  const asked = { sessionId: session.sessionId, ...(modelId === null ? {} : { modelId }) };
  const minutes = useMachineMinutes(asked, wanted);
  const series = useFrameSeries(asked, wanted);
  const frameTimes = wanted ? (series.data?.times ?? null) : null;
  useEffect(() => clock.setFrameTimes(frameTimes), [clock, frameTimes]);
  const shown =
    wanted && minutes.data
      ? {
          minutes: minutes.data,
          series: series.data ?? null,
          modelId,
          onModel: setModelId,
          excluded: session.analysis?.verdict === "excluded",
        }
      : null;
  return {
    shown,
    error: wanted ? (minutes.error ?? series.error) : null,
    tryAgain: () => void Promise.all([minutes.refetch(), series.refetch()]),
  };
}

/** A zoomed view turns its page when the clock leaves it. */
function useViewFollowsClock(
  clock: Clock,
  durationMs: number,
  setView: React.Dispatch<React.SetStateAction<View>>,
): void {
  useEffect(() => {
    let lastMs = clock.state().timeMs;
    return clock.subscribe(() => {
      const { timeMs } = clock.state();
      if (timeMs === lastMs) return;
      lastMs = timeMs;
      setView((view) => following(view, durationMs, timeMs));
    });
  }, [clock, durationMs, setView]);
}
