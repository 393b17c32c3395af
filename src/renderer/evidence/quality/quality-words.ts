import type { Quality, Track, Warning } from "../../../shared/contract/evidence.ts";
import type { Run } from "../../../shared/contract/traces.ts";
import { formatClock } from "../../../shared/time.ts";
import { counted, formatMoment, formatShare } from "../../app/format.ts";

export type QualityMinute = Quality["minutes"][number];

/** A number that counts, and what it means. */
export interface Fact {
  readonly term: string;
  readonly value: string;
  readonly note: string;
  /** True where the number asks for a look. */
  readonly doubtful: boolean;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** "+12°", "−3°", "0°": a minus sign of the width of a digit. */
export function signedDegrees(degrees: number): string {
  const rounded = Math.round(degrees);
  return `${rounded > 0 ? "+" : rounded < 0 ? "−" : ""}${Math.abs(rounded)}°`;
}

/** The usual yaw, pitch and roll: the medians of the minutes' medians; null without readings of the mesh. */
export function usualPose(minutes: readonly QualityMinute[]): readonly [number, number, number] | null {
  const poses = minutes.flatMap(({ medianPose }) => (medianPose === null ? [] : [medianPose]));
  const angle = (index: 0 | 1 | 2): number | null => median(poses.map((pose) => pose[index]));
  const [yaw, pitch, roll] = [angle(0), angle(1), angle(2)];
  return yaw === null || pitch === null || roll === null ? null : [yaw, pitch, roll];
}

function heightNote({ medianFaceHeight, uncertainShare, tooSmallShare }: Quality): string {
  if (medianFaceHeight === null) return "no face";
  if (tooSmallShare > 0) return `${formatShare(tooSmallShare)} under 40 px, not used`;
  if (uncertainShare > 0) return `${formatShare(uncertainShare)} under 60 px`;
  return "median; never under 60 px";
}

/** Shares from which a number is marked as one to look at. */
const LOW_COVERAGE = 0.8;
const OFTEN = 0.1;

/** What the run saw, as numbers with their meaning. */
export function qualityFacts(quality: Quality): Fact[] {
  const { coverage, nFaces, nFrames, medianFaceHeight, turnedShare, gaps, longestGapMs } = quality;
  const pose = usualPose(quality.minutes);
  return [
    {
      term: "Face found",
      value: formatShare(coverage),
      note: `in ${nFaces.toLocaleString("en-US")} of ${counted(nFrames, "frame")}`,
      doubtful: coverage < LOW_COVERAGE,
    },
    {
      term: "Face height",
      value: medianFaceHeight === null ? "–" : `${Math.round(medianFaceHeight)} px`,
      note: heightNote(quality),
      doubtful: quality.uncertainShare > OFTEN,
    },
    {
      term: "Head turned away",
      value: turnedShare === null ? "–" : formatShare(turnedShare),
      note:
        pose === null
          ? "no readings of the mesh"
          : `yaw ${signedDegrees(pose[0])} pitch ${signedDegrees(pose[1])} roll ${signedDegrees(pose[2])}`,
      doubtful: turnedShare !== null && turnedShare > OFTEN,
    },
    {
      term: "Without a face",
      value: gaps === 0 ? "no gap" : counted(gaps, "gap"),
      note: gaps === 0 ? "longer than a second" : `over 1 s; longest ${formatClock(longestGapMs)}`,
      doubtful: longestGapMs > 60_000,
    },
  ];
}

/** How many faces were followed, and what became of them; null while that is not known. */
export function trackFact(tracks: readonly Track[] | null): Fact {
  if (tracks === null) return { term: "Tracks", value: "…", note: "", doubtful: false };
  const count = (role: Track["role"]): number => tracks.filter((track) => track.role === role).length;
  const [client, other, dropped] = [count("client"), count("other"), count("dropped")];
  return {
    term: "Tracks",
    value: counted(tracks.length, "track"),
    note: `${client} client, ${other} other, ${dropped} dropped`,
    doubtful: false,
  };
}

/** Which part of the recording was analysed. */
export function spanWords({ fromMs, toMs, durationMs }: Quality): string {
  if (fromMs <= 0 && (toMs === null || toMs >= durationMs)) return `all of ${formatClock(durationMs)}`;
  return `${formatClock(fromMs)} – ${formatClock(toMs ?? durationMs)} of ${formatClock(durationMs)}`;
}

/** Warnings first, then notes; in order of time, and before those what is about the whole session. */
export function sortedWarnings(warnings: readonly Warning[]): Warning[] {
  const rank = ({ level }: Warning): number => (level === "warning" ? 0 : 1);
  return warnings.toSorted((a, b) => rank(a) - rank(b) || (a.fromMs ?? -1) - (b.fromMs ?? -1));
}

/** "2 warnings, 1 note"; what is not there is left out. */
export function warningCount(warnings: readonly Warning[]): string {
  const count = warnings.filter(({ level }) => level === "warning").length;
  const notes = warnings.length - count;
  const parts = [
    ...(count > 0 ? [counted(count, "warning")] : []),
    ...(notes > 0 ? [counted(notes, "note")] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : "Nothing noticed";
}

/** "14:03" or "14:03 – 15:10"; null when a warning is about the whole session. */
export function warningTime({ fromMs, toMs }: Warning): string | null {
  if (fromMs === null) return null;
  return toMs === null || toMs - fromMs < 1_000
    ? formatClock(fromMs)
    : `${formatClock(fromMs)} – ${formatClock(toMs)}`;
}

/** "run 12 · today 00:21" with the day where it was another. */
export function runName(run: Run, now: Date): string {
  return `run ${run.runId} · ${formatMoment(run.finishedAt ?? run.startedAt, now)}`;
}
