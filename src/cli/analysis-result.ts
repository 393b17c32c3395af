import { failureLines } from "../core/failure-words.ts";
import type { MachineMinutes, Run } from "../shared/contract/traces.ts";
import type { SessionOutcome } from "./analysis-run.ts";
import { counted } from "./counted.ts";
import { minuteValues } from "./minute-values.ts";

const CANCELLED = "Cancelled. The minutes analysed so far are stored; the same command continues from there.";

/** An outcome with what its run gave; null when it did not come to an end. */
export interface AnalysedSession {
  readonly outcome: SessionOutcome;
  readonly finished: {
    readonly machine: MachineMinutes;
    readonly run: Pick<Run, "runId" | "counts" | "fromMs" | "toMs" | "notices">;
  } | null;
}

/**
 * The JSON of `analyze --json`. Apart from `frames_per_second` it depends on videos, models and parameters alone. A
 * session that failed or was cancelled has no values: its stored minutes count once the rest is there too.
 */
export function analysisResult(study: string, sessions: readonly AnalysedSession[]) {
  const entries = sessions.map((session) => ({
    patient: session.outcome.session.patient,
    session: session.outcome.session.session,
    status: session.outcome.status,
    failure: session.outcome.failure,
    ...(session.finished === null ? {} : values(session.outcome, session.finished)),
  }));
  const frames = sum(entries.map((entry) => entry.frames ?? 0));
  const faces = sum(entries.map((entry) => entry.faces ?? 0));
  return { study, frames, faces, coverage: share(faces, frames), sessions: entries };
}

function values(
  { framesPerSecond }: SessionOutcome,
  { machine, run }: NonNullable<AnalysedSession["finished"]>,
) {
  const frames = sum(machine.minutes.map(({ nFrames }) => nFrames));
  const faces = sum(machine.minutes.map(({ nFaces }) => nFaces));
  return {
    run: machine.runId,
    model: machine.modelId,
    from_ms: run.fromMs,
    to_ms: run.toMs,
    frames,
    faces,
    coverage: share(faces, frames),
    frames_per_second: framesPerSecond === null ? null : Math.round(framesPerSecond * 10) / 10,
    notices: run.notices,
    minutes: machine.minutes.map((minute) => {
      const { minute: number, ...measured } = minuteValues(minute);
      return { minute: number, partial: minute.partial, ...measured };
    }),
  };
}

/** The same for a reader at a terminal, a line a session. */
export function analysisLines(sessions: readonly AnalysedSession[]): string[] {
  return sessions.flatMap(({ outcome, finished }) => {
    if (finished === null) return [];
    const { frames, coverage, minutes, frames_per_second: speed } = values(outcome, finished);
    return [
      [
        `${sessionName(outcome.session)}: ${outcome.status === "analysed" ? "analysed" : "was analysed already"}`,
        `${counted(frames, "frame")} in ${counted(minutes.length, "minute")}`,
        coverage === null ? "no frames" : `a face in ${(100 * coverage).toFixed(1)}% of them`,
        ...(speed === null ? [] : [`${Math.round(speed)} frames/s`]),
      ].join(", "),
    ];
  });
}

/** What is said beside the result: notices about the files, and every session without a result and why. */
export function analysisRemarks(sessions: readonly AnalysedSession[]): string[] {
  const notes = sessions.flatMap(({ outcome, finished }) =>
    [...(finished?.run.notices ?? []), ...(finished === null ? [] : doesNotCount(finished.run))].map(
      (notice) => `Note: ${sessionName(outcome.session)}: ${notice}`,
    ),
  );
  // What holds for several sessions, a damaged model for example, is said once.
  const namesByReason = new Map<string, string[]>();
  for (const { outcome, finished } of sessions) {
    if (finished !== null) continue;
    const reason = outcome.failure === null ? CANCELLED : failureLines(outcome.failure).join("\n");
    namesByReason.set(reason, [...(namesByReason.get(reason) ?? []), sessionName(outcome.session)]);
  }
  return [...notes, ...[...namesByReason].map(([reason, names]) => `${names.join(", ")}: ${reason}`)];
}

function doesNotCount({ runId, counts }: Pick<Run, "runId" | "counts">): string[] {
  if (counts) return [];
  return [
    `this is run ${runId}, but another run counts (one that was accepted, or the newest of the whole recording), which minutes and reports show; minutewise runs STUDY lists them. Accept run ${runId} in the page, under the session's evidence, to make it count.`,
  ];
}

/** A session as the words of the command line name it. */
export function sessionName({ patient, session }: { patient: string; session: number }): string {
  return `${patient} session ${session}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
