export const PANES = ["stills", "tracks", "minutes", "rises", "geometry"] as const;
export type Pane = (typeof PANES)[number];

/** What of the room stands in its address, so that a reload and going back find it again. */
export interface EvidenceSearch {
  /** A run of the session; the newest of its linked video when left out. */
  readonly run?: number;
  /** The stills when left out. */
  readonly pane?: Exclude<Pane, "stills">;
  /** The minute that was picked on the time axis. */
  readonly minute?: number;
}

function positive(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Reads the address; what it does not know is left out. */
export function parseEvidenceSearch(search: Record<string, unknown>): EvidenceSearch {
  const run = positive(search["run"]);
  const minute = positive(search["minute"]);
  const pane = PANES.find((known) => known === search["pane"]);
  return {
    ...(run === undefined ? {} : { run }),
    ...(pane === undefined || pane === "stills" ? {} : { pane }),
    ...(minute === undefined ? {} : { minute }),
  };
}
