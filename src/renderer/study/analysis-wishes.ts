import type { AnalysisOptions } from "../../shared/contract/analysis.ts";
import type { Session } from "../../shared/contract/sessions.ts";
import { CLOCK_WORDS, formatClock, parseClock } from "../../shared/time.ts";
import { asSentence } from "../app/failure.ts";
import { jobSession } from "./job-words.ts";

/** The span as it is typed; an empty field is the recording's start or end. */
interface TypedSpan {
  readonly from: string;
  readonly to: string;
}

/** What is wrong with a field of the span, as a sentence; null for nothing. */
interface SpanProblems {
  readonly from: string | null;
  readonly to: string | null;
}

/** Ms within the recordings; an end at or after the last recording's is the end itself. */
type Span = Pick<AnalysisOptions, "fromMs" | "toMs">;

/** What the machine shall do, as it stands in the dialog. */
interface AnalysisWishes {
  readonly span: Span;
  readonly modelIds: readonly string[];
  readonly everyFrame: boolean;
}

/** Reads a typed span for these sessions: it has to begin within each of their recordings. */
export function readSpan(
  { from, to }: TypedSpan,
  sessions: readonly Session[],
): { readonly span: Span; readonly problems: SpanProblems } {
  const [fromMs, toMs] = [typedTime(from), typedTime(to)];
  const unreadable = asSentence(CLOCK_WORDS);
  const early = sessions.find(({ video }) => (fromMs ?? 0) > 0 && video && endOf(video) <= (fromMs ?? 0));
  const problems = {
    from: fromMs === null ? unreadable : early ? endSentence(early, sessions) : null,
    to: toMs === null ? unreadable : toMs !== undefined && toMs <= (fromMs ?? 0) ? afterStart(fromMs) : null,
  };
  const beyond = toMs != null && sessions.every(({ video }) => video !== null && toMs >= endOf(video));
  const span = {
    ...(fromMs ? { fromMs } : {}),
    ...(toMs == null || beyond ? {} : { toMs }),
  };
  return { span, problems };
}

/**
 * What is asked for otherwise than usual.
 *
 * @param usualModelIds the study's networks
 */
export function optionsFor(
  { span, modelIds, everyFrame }: AnalysisWishes,
  usualModelIds: readonly string[],
): AnalysisOptions {
  const asUsual = modelIds.toSorted().join() === usualModelIds.toSorted().join();
  return {
    ...span,
    ...(asUsual ? {} : { modelIds: [...modelIds] }),
    ...(everyFrame ? { meshEveryMs: 0 } : {}),
  };
}

/** What the span means for the sessions: how much is covered, and whether it counts. */
export function spanSentences(span: Span, sessions: readonly Session[]): string {
  const one = sessions.length === 1;
  const isWhole = span.fromMs === undefined && span.toMs === undefined;
  const other = isWhole
    ? "another one is accepted"
    : "one of the whole recording exists or another one is accepted";
  const counts = `It counts for ${one ? "the" : "its"} session unless ${other}.`;
  return `${one ? "The run" : "Each run"} covers ${coverage(span, sessions)}. ${counts}`;
}

function coverage({ fromMs, toMs }: Span, sessions: readonly Session[]): string {
  const [first] = sessions;
  const wholeMs = sessions.length === 1 && first?.video ? endOf(first.video) : null;
  const length = wholeMs === null ? "" : ` (${formatClock(wholeMs)})`;
  if (fromMs === undefined && toMs === undefined) return `the whole recording${length}`;
  const start = instantWords(fromMs ?? 0);
  return toMs === undefined
    ? `${start} to the end of the recording${length} only`
    : `${start} – ${instantWords(toMs)} only`;
}

/** Undefined for an empty field, null for what is not a time. */
function typedTime(text: string): number | null | undefined {
  return text.trim() === "" ? undefined : parseClock(text);
}

function endOf({ probe }: NonNullable<Session["video"]>): number {
  return probe.durationMs;
}

function endSentence(session: Session, sessions: readonly Session[]): string {
  const subject = sessions.length === 1 ? "The recording" : jobSession(session);
  return `${subject} ends at ${formatClock(session.video ? endOf(session.video) : 0)}.`;
}

function afterStart(fromMs: number | null | undefined): string {
  return fromMs
    ? `The end has to lie after the start, ${instantWords(fromMs)}.`
    : "The end has to lie after 0:00.";
}

/** With decimals only where there are some. */
function instantWords(timeMs: number): string {
  return formatClock(timeMs, { withMilliseconds: timeMs % 1_000 !== 0 });
}
