import type { Job, JobState } from "../../shared/contract/analysis.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { counted } from "../app/format.ts";

/** Below this share of frames with a face a session's machine values need a look before they are used. */
export const LOW_COVERAGE = 0.8;

export const ATTENTION_KINDS = [
  "video-missing",
  "video-changed",
  "without-video",
  "video-incomplete",
  "analysis-failed",
  "analysis-interrupted",
  "other-video",
  "not-analysed",
  "low-coverage",
  "incomplete-ratings",
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** Something that a person has to look at: the sessions it is about and what would help them. */
export interface Attention {
  readonly kind: AttentionKind;
  readonly sentence: string;
  readonly sessionIds: readonly number[];
  /** "analyse" puts the sessions into the queue; null: there is nothing to do but look. */
  readonly help: "analyse" | null;
}

/** The job is in the queue, held back or not, or runs. */
export function isActive(state: JobState): boolean {
  return state === "queued" || state === "running" || state === "paused";
}

/** A finished analysis that belongs to the video which is linked now. */
export function hasCurrentAnalysis(session: Session): boolean {
  return session.analysis !== null && !session.analysis.ofOtherVideo;
}

/** The session could go into the queue now and has no result yet. */
export function canBeAnalysed(session: Session): boolean {
  return session.video?.status === "present" && !hasCurrentAnalysis(session) && !isActiveJob(session.job);
}

export function isActiveJob(job: Job | null): boolean {
  return job !== null && isActive(job.state);
}

/** What was noticed about the session's file when it was linked and when it was analysed, in words. */
export function fileNotices(session: Session): string[] {
  const ofRun = hasCurrentAnalysis(session) ? (session.analysis?.notices ?? []) : [];
  return [...new Set([...(session.video?.probe.notices ?? []), ...ofRun])];
}

function wasAnalysedElsewhere({ imported }: Session): boolean {
  return imported !== null && (imported.sources.length > 0 || imported.excluded !== null);
}

const RULES: Readonly<Record<AttentionKind, (session: Session) => boolean>> = {
  "video-missing": (session) => session.video?.status === "missing",
  "video-changed": (session) => session.video?.status === "changed",
  // A session that was analysed elsewhere does without: its video may have to stay where it is.
  "without-video": (session) => session.video === null && !wasAnalysedElsewhere(session),
  "video-incomplete": (session) => fileNotices(session).length > 0,
  "analysis-failed": (session) => session.job?.state === "failed",
  "analysis-interrupted": (session) => session.job?.state === "interrupted",
  "other-video": (session) => session.analysis?.ofOtherVideo === true && !isActiveJob(session.job),
  "not-analysed": (session) =>
    canBeAnalysed(session) &&
    session.analysis === null &&
    session.job?.state !== "failed" &&
    session.job?.state !== "interrupted",
  "low-coverage": (session) =>
    hasCurrentAnalysis(session) && (session.analysis?.coverage ?? 1) < LOW_COVERAGE,
  "incomplete-ratings": (session) => session.ratings.some((progress) => progress.incomplete > 0),
};

const is = (count: number, singular: string, rest: string, plural = `${singular}s`): string =>
  `${counted(count, singular, plural)} ${count === 1 ? "is" : "are"} ${rest}`;
const has = (count: number, singular: string, rest: string, plural = `${singular}s`): string =>
  `${counted(count, singular, plural)} ${count === 1 ? "has" : "have"} ${rest}`;

const SENTENCES: Readonly<Record<AttentionKind, (count: number) => string>> = {
  "video-missing": (count) => is(count, "video", "not where it was"),
  "video-changed": (count) => is(count, "video", "not the imported file any more"),
  "without-video": (count) => has(count, "session", "no video"),
  "video-incomplete": (count) => `${counted(count, "recording")} may be incomplete`,
  "analysis-failed": (count) => `${counted(count, "analysis", "analyses")} failed`,
  "analysis-interrupted": (count) => is(count, "analysis", "interrupted", "analyses"),
  "other-video": (count) => is(count, "analysis", "of another file than the one linked now", "analyses"),
  "not-analysed": (count) => is(count, "session", "not analysed"),
  "low-coverage": (count) => has(count, "session", "a face in under 80% of frames"),
  "incomplete-ratings": (count) => has(count, "session", "ratings without their emotion"),
};

const HELP: Readonly<Partial<Record<AttentionKind, "analyse">>> = {
  "analysis-failed": "analyse",
  "analysis-interrupted": "analyse",
  "other-video": "analyse",
  "not-analysed": "analyse",
};

/** True when the session is one of those that this kind of attention is about. */
export function needs(kind: AttentionKind, session: Session): boolean {
  return RULES[kind](session);
}

/** What needs attention in a study, the most hindering first; kinds that no session has are left out. */
export function whatNeedsAttention(sessions: readonly Session[]): Attention[] {
  return ATTENTION_KINDS.flatMap((kind) => {
    const sessionIds = sessions.filter(RULES[kind]).map((session) => session.sessionId);
    if (sessionIds.length === 0) return [];
    return [{ kind, sentence: SENTENCES[kind](sessionIds.length), sessionIds, help: HELP[kind] ?? null }];
  });
}
