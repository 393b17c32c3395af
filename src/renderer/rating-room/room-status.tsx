import { Link } from "@tanstack/react-router";
import { ratingState } from "../../shared/ceas/rating.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { RoomHeader } from "../app/room-header.tsx";
import { type Clock, useMinute } from "./clock/clock.ts";
import type { RatingDesk } from "./form/rating-desk.ts";
import { timeOfDay } from "./form/rating-words.ts";
import { openConflict, type SavedRatings, type SaveQueue, shownValue } from "./form/save-queue.ts";
import { useUnsavedNote } from "./form/use-desk.ts";
import { capsOf } from "./keys/keys.ts";
import { QuietButton } from "./quiet-button.tsx";
import classes from "./room-status.module.css";

interface RoomStatusProps {
  readonly session: Session;
  readonly clock: Clock;
  readonly ratings: SavedRatings;
  /** Null while nobody is signed in. */
  readonly place: { readonly desk: RatingDesk; readonly queue: SaveQueue } | null;
  readonly blind: boolean;
  readonly onBlind: (blind: boolean) => void;
  readonly onKeys: () => void;
}

/** The room's part of the header: where one is, how far, blind or not, and when the last change was stored. */
export function RoomStatus(props: RoomStatusProps): React.JSX.Element {
  const { session, clock, ratings, place, blind, onBlind, onKeys } = props;
  const minute = useMinute(clock);
  const rated = Array.from({ length: session.minutes }, (_, index) => index + 1).filter((each) => {
    const state = ratingState(shownValue(ratings, each));
    return state === "rated" || state === "not-ratable";
  }).length;
  return (
    <RoomHeader>
      <h1 className={classes.where}>
        <Link to="/" className={classes.crumb}>
          {session.patient}
        </Link>{" "}
        › Session {session.session}
      </h1>
      <span className={classes.progress} data-testid="progress">
        {session.minutes === 0
          ? "no minutes"
          : `minute ${minute} of ${session.minutes}${place ? ` · ${rated} rated` : ""}`}
      </span>
      <QuietButton
        label={blind ? "Blind: the machine's traces are hidden" : "Not blind: the machine's traces are shown"}
        title={`${blind ? "Show" : "Hide"} the machine's traces (${capsOf("traces")})`}
        className={blind ? classes.blind : classes.open}
        onClick={() => onBlind(!blind)}
      >
        {blind ? (
          "◐ blind"
        ) : (
          <>
            ○ traces<span className={classes.word}>shown</span>
          </>
        )}
      </QuietButton>
      {!blind && session.analysis !== null && (
        <Link
          to="/session/$sessionId/machine"
          params={{ sessionId: session.sessionId }}
          search={{ minute }}
          className={classes.machine}
        >
          evidence
        </Link>
      )}
      <span className={classes.right}>
        {place && session.minutes > 0 && (
          <>
            <SaveState ratings={ratings} clock={clock} {...place} />
            <Steps ratings={ratings} desk={place.desk} />
          </>
        )}
        <QuietButton label="All keys" title="All keys" onClick={onKeys}>
          <kbd className={classes.cap}>{capsOf("keys").split(" ")[0]}</kbd>
          <span className={classes.word}>keys</span>
        </QuietButton>
      </span>
    </RoomHeader>
  );
}

function Steps({
  ratings,
  desk,
}: {
  readonly ratings: SavedRatings;
  readonly desk: RatingDesk;
}): React.JSX.Element {
  return (
    <span className={classes.steps}>
      <QuietButton
        label="Undo"
        title={`Undo (${capsOf("undo")})`}
        disabled={!ratings.canUndo}
        onClick={() => void desk.undo()}
      >
        ↶
      </QuietButton>
      <QuietButton
        label="Redo"
        title={`Redo (${capsOf("redo")})`}
        disabled={!ratings.canRedo}
        onClick={() => void desk.redo()}
      >
        ↷
      </QuietButton>
    </span>
  );
}

function SaveState(props: {
  readonly ratings: SavedRatings;
  readonly clock: Clock;
  readonly desk: RatingDesk;
  readonly queue: SaveQueue;
}): React.JSX.Element {
  const { ratings, clock, desk, queue } = props;
  const failed = [...ratings.unsaved].filter(([, { trouble }]) => trouble !== null).map(([minute]) => minute);
  const conflict = openConflict(ratings);
  const note = useUnsavedNote(desk, queue);
  return (
    <>
      {failed.length > 0 && (
        <span className={classes.failed} role="alert">
          not saved: <span className={classes.longWord}>{failed.length === 1 ? "minute " : "minutes "}</span>
          {failed.slice(0, 4).join(", ")}
          {failed.length > 4 && " …"}
          {conflict === null ? (
            <QuietButton
              label="Save again what was not saved"
              className={classes.retry}
              onClick={() => queue.retryAll()}
            >
              save again
            </QuietButton>
          ) : (
            <QuietButton
              label={`Go to minute ${conflict} and choose`}
              className={classes.retry}
              onClick={() => clock.goToMinute(conflict)}
            >
              choose
            </QuietButton>
          )}
        </span>
      )}
      <span
        className={classes.saved}
        data-testid="saved-at"
        data-pending={ratings.pending + (note === null ? 0 : 1)}
        data-saved-at={ratings.savedAt ?? undefined}
      >
        {failed.length === 0 && <SavedWords savedAt={ratings.savedAt} note={note} />}
      </span>
    </>
  );
}

function SavedWords(props: {
  readonly savedAt: string | null;
  readonly note: number | null;
}): React.JSX.Element {
  const { savedAt, note } = props;
  if (note !== null) return <>note not saved yet</>;
  if (savedAt === null) return <>nothing saved yet</>;
  return (
    <>
      <span className={classes.longWord}>saved </span>
      {timeOfDay(savedAt)}
    </>
  );
}
