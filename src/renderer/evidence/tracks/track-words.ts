import type { Track } from "../../../shared/contract/evidence.ts";

const ROLE_ORDER: Readonly<Record<Track["role"], number>> = { client: 0, other: 1, dropped: 2 };

export const ROLE_WORDS: Readonly<Record<Track["role"], string>> = {
  client: "client",
  other: "other person",
  dropped: "dropped",
};

const REASONS: Readonly<Record<string, string>> = {
  "still-picture": "a picture: it never moved or changed",
  "not-confirmed": "not confirmed as a face",
};

/** Why a track was given up, in words; a reason that is words already stays as it is. */
export function reasonWords(reason: string | null): string {
  return reason === null ? "" : (REASONS[reason] ?? reason);
}

/** The client's tracks first, then other people's, then those given up; each in order of time. */
export function orderedTracks(tracks: readonly Track[]): Track[] {
  return tracks.toSorted(
    (a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || a.firstMs - b.firstMs || a.track - b.track,
  );
}
