import type { Job } from "../../shared/contract/analysis.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { type AttentionKind, needs } from "./attention.ts";
import { videoCodecName } from "./codec-names.ts";

export const SORT_KEYS = ["session", "date", "video", "analysis", "ratings", "changed"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface View {
  /** Words that must all occur in a row; empty shows everything. */
  readonly text: string;
  readonly show: AttentionKind | null;
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** Sessions with the queue's newer knowledge about their analyses. Jobs that succeeded or were cancelled are not shown. */
export function withLiveJobs(sessions: readonly Session[], jobs: readonly Job[] | undefined): Session[] {
  if (jobs === undefined) return [...sessions];
  const newest = new Map<number, Job>();
  for (const job of jobs) {
    if (job.kind !== "analysis") continue;
    const known = newest.get(job.sessionId);
    if (known === undefined || known.jobId < job.jobId) newest.set(job.sessionId, job);
  }
  return sessions.map((session) => {
    const job = newest.get(session.sessionId);
    if (job === undefined || (session.job !== null && session.job.jobId > job.jobId)) return session;
    return { ...session, job: job.state === "succeeded" || job.state === "cancelled" ? null : job };
  });
}

/** Rated minutes of all raters together, minutes that cannot be rated included. */
export function ratedMinutes(session: Session): number {
  return session.ratings.reduce((sum, progress) => sum + progress.rated + progress.notRatable, 0);
}

function searchText(session: Session): string {
  const { video, job } = session;
  return [
    session.patient,
    `session ${session.session}`,
    `s${session.session}`,
    session.date ?? "",
    video === null
      ? "no video"
      : `${video.fileName} ${videoCodecName(video.probe.videoCodec)} ${video.status}`,
    video !== null && video.probe.audio === null ? "no audio" : "",
    job === null ? "" : `${job.state} ${job.failure?.message ?? ""}`,
    analysisWords(session),
    ...session.ratings.map((progress) => progress.rater),
  ]
    .join(" ")
    .toLowerCase();
}

function analysisWords({ analysis, imported }: Session): string {
  if (analysis !== null) return "analysed";
  if (imported === null) return "not analysed";
  const minutes =
    imported.sources.length > 0 ? `minutes imported ${imported.sources.join(" ")}` : "not analysed";
  return imported.excluded === null ? minutes : `${minutes} excluded ${imported.excluded}`;
}

const collator = new Intl.Collator("en", { numeric: true });

function bySession(a: Session, b: Session): number {
  return collator.compare(a.patient, b.patient) || a.session - b.session;
}

/** Nulls come last whichever way the order goes. */
function compare(a: number | string | null, b: number | string | null, sign: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}

const VALUES: Readonly<Record<Exclude<SortKey, "session">, (session: Session) => number | string | null>> = {
  date: (session) => session.date,
  video: (session) => session.video?.probe.durationMs ?? null,
  analysis: (session) => session.analysis?.coverage ?? null,
  ratings: (session) => ratedMinutes(session),
  changed: (session) => session.changedAt,
};

/** The rows to show, in their order; equal rows stand in the order of patient and session. */
export function sessionRows(sessions: readonly Session[], view: View): Session[] {
  const words = view.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const { show, sort } = view;
  const shown = sessions.filter((session) => {
    if (show !== null && !needs(show, session)) return false;
    if (words.length === 0) return true;
    const text = searchText(session);
    return words.every((word) => text.includes(word));
  });
  const sign = view.descending ? -1 : 1;
  if (sort === "session") return shown.sort((a, b) => sign * bySession(a, b));
  const value = VALUES[sort];
  return shown.sort((a, b) => compare(value(a), value(b), sign) || bySession(a, b));
}
