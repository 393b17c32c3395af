import { useBlocker } from "@tanstack/react-router";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { RatingSheet } from "../../../shared/contract/ratings.ts";
import { client, connection, orpc, queryClient } from "../../app/client.ts";
import { describeFailure } from "../../app/failure.ts";
import { useRater } from "../../app/rater.tsx";
import type { Clock } from "../clock/clock.ts";
import { type DeskState, RatingDesk } from "./rating-desk.ts";
import { type RatingStore, type SavedRatings, SaveQueue, type SaveTrouble } from "./save-queue.ts";

/** A rater's desk in this session, or why there is none. */
export type DeskPlace =
  | { readonly state: "loading" }
  | { readonly state: "signed-out" }
  | { readonly state: "failed"; readonly error: unknown; readonly tryAgain: () => void }
  | { readonly state: "ready"; readonly desk: RatingDesk; readonly queue: SaveQueue };

function storeOf(sessionId: number): RatingStore {
  return {
    sheet: () => client.ratings.sheet({ sessionId }),
    save: (change) => client.ratings.save({ sessionId, ...change }),
    undo: () => client.ratings.undo({ sessionId }),
    redo: () => client.ratings.redo({ sessionId }),
  };
}

function explain(error: unknown): SaveTrouble {
  const { code, what, remedy } = describeFailure(error);
  return { kind: code === "CONFLICT" ? "conflict" : "failed", what, remedy };
}

/** Loads the signed-in rater's ratings once and sets up where they are worked on. */
export function useDesk(sessionId: number, clock: Clock): DeskPlace {
  const rater = useRater();
  const code = rater?.code ?? null;
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<DeskPlace>({ state: "loading" });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks for the sheet again
  useEffect(() => {
    if (code === null) return;
    let opened: RatingDesk | null = null;
    let left = false;
    const open = (sheet: RatingSheet): void => {
      if (left) return;
      const queue = new SaveQueue(storeOf(sessionId), sheet, explain);
      opened = new RatingDesk(clock, queue);
      opened.begin();
      setLoaded({ state: "ready", desk: opened, queue });
    };
    setLoaded({ state: "loading" });
    client.ratings.sheet({ sessionId }).then(open, (error: unknown) => {
      if (!left) setLoaded({ state: "failed", error, tryAgain: () => setAttempt((count) => count + 1) });
    });
    return () => {
      left = true;
      opened?.close();
      // How far each rater is stands in the list of sessions.
      void queryClient.invalidateQueries({ queryKey: orpc.sessions.key() });
    };
  }, [sessionId, code, clock, attempt]);

  useGuard(loaded.state === "ready" ? loaded : null);
  if (rater === null) return { state: "signed-out" };
  return loaded;
}

/** Asks before entries are left behind that could not be stored. */
async function mayLeave(queue: SaveQueue): Promise<boolean> {
  await queue.settled();
  const minutes = [...queue.ratings().unsaved.keys()];
  if (minutes.length === 0) return true;
  const which = `${minutes.length === 1 ? "Minute" : "Minutes"} ${minutes.join(", ")}`;
  return window.confirm(`${which} could not be saved. Leave the session and lose what was entered there?`);
}

/** Nothing that was entered is lost with the page, or with the line to the program. */
function useGuard(place: { readonly desk: RatingDesk; readonly queue: SaveQueue } | null): void {
  const desk = place?.desk ?? null;
  const queue = place?.queue ?? null;
  useBlocker({
    shouldBlockFn: async () => {
      desk?.storeNote();
      return queue !== null && !(await mayLeave(queue));
    },
    enableBeforeUnload: false,
  });
  useEffect(() => {
    if (queue === null || desk === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    const warn = (event: BeforeUnloadEvent): void => {
      desk.storeNote();
      const { pending, unsaved } = queue.ratings();
      if (pending > 0 || unsaved.size > 0) event.preventDefault();
    };
    // Another window may have stored something while this one was left.
    const refresh = (): void => void queue.refresh((minute) => desk.worksOn(minute));
    window.addEventListener("beforeunload", warn, { signal });
    window.addEventListener("pagehide", () => desk.storeNote(), { signal });
    window.addEventListener("focus", refresh, { signal });
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState === "hidden") desk.storeNote();
        else refresh();
      },
      { signal },
    );
    const stopListening = connection.subscribe(() => {
      if (connection.state() === "open") queue.retryAll();
    });
    return () => {
      listening.abort();
      stopListening();
    };
  }, [desk, queue]);
}

const NOTHING: SavedRatings = {
  stored: new Map(),
  unsaved: new Map(),
  pending: 0,
  canUndo: false,
  canRedo: false,
  trouble: null,
  savedAt: null,
};
const never = (): (() => void) => () => undefined;
const nothing = (): SavedRatings => NOTHING;

/** The ratings as they stand now; none without a desk. */
export function useRatings(queue: SaveQueue | null): SavedRatings {
  return useSyncExternalStore(queue?.subscribe ?? never, queue?.ratings ?? nothing);
}

/** The minute of a note that is not stored to its last letter; null when there is none. */
export function useUnsavedNote(desk: RatingDesk, queue: SaveQueue): number | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      const stop = [desk.subscribe(listener), queue.subscribe(listener)];
      return () => {
        for (const each of stop) each();
      };
    },
    [desk, queue],
  );
  return useSyncExternalStore(subscribe, () => desk.unsavedNote());
}

export function useDeskState(desk: RatingDesk): DeskState {
  return useSyncExternalStore(desk.subscribe, desk.state);
}
