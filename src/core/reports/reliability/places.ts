import { sessionKey } from "../session-key.ts";
import type { EnteringRating, ReliabilityData } from "./gather-reliability.ts";

/** Where a session and its minutes stand in time. */
interface Place {
  readonly order: number;
  /** 1 early, 2 middle, 3 late among the sessions of the patient; null: fewer than three. */
  readonly sessionThird: number | null;
  /** "2026-01"; null: unknown. */
  readonly month: string | null;
  /** 1, 2 or 3; null: a session of fewer than three minutes. */
  readonly minuteThird: (minute: number) => number | null;
}

/** By session. The length of a session is that of its recording, or of its ratings where that is unknown. */
export function placesOf(data: ReliabilityData): ReadonlyMap<string, Place> {
  const rated = new Map<string, number>();
  for (const row of data.ratings) {
    const key = sessionKey(row);
    rated.set(key, Math.max(rated.get(key) ?? 0, row.minute));
  }
  return new Map(
    [...data.sessions].map(([key, { order, ofPatient, heldOn, minutes }]) => {
      // A rating beyond the recording's length would have no third.
      const length = Math.max(minutes ?? 0, rated.get(key) ?? 0);
      return [
        key,
        {
          order,
          sessionThird: thirdOf(order, ofPatient),
          month: heldOn?.slice(0, 7) ?? null,
          minuteThird: (minute: number) => thirdOf(minute, length),
        },
      ];
    }),
  );
}

/** "2026-01" */
export function monthOfRating(row: EnteringRating): string {
  return row.recordedAt.slice(0, 7);
}

function thirdOf(position: number, of: number): number | null {
  return of < 3 ? null : Math.min(3, Math.floor((3 * (position - 1)) / of) + 1);
}
