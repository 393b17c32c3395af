import type { MachineMinutes } from "../shared/contract/traces.ts";
import type { SessionOutcome } from "./analysis-run.ts";
import { minuteValues } from "./minute-values.ts";

/** An outcome with the minutes of the session's newest finished run; null when there is none. */
export interface AnalysedSession {
  readonly outcome: SessionOutcome;
  readonly machine: MachineMinutes | null;
}

/** The JSON of `analyze --json`. Apart from `frames_per_second` it depends on videos, models and parameters alone. */
export function analysisResult(study: string, sessions: readonly AnalysedSession[]) {
  const entries = sessions.map(({ outcome, machine }) => {
    const minutes = machine?.minutes ?? [];
    const frames = sum(minutes.map(({ nFrames }) => nFrames));
    const faces = sum(minutes.map(({ nFaces }) => nFaces));
    return {
      patient: outcome.session.patient,
      session: outcome.session.session,
      run: machine?.runId ?? null,
      model: machine?.modelId ?? null,
      status: outcome.status,
      frames,
      faces,
      coverage: share(faces, frames),
      frames_per_second:
        outcome.framesPerSecond === null ? null : Math.round(outcome.framesPerSecond * 10) / 10,
      failure: outcome.failure,
      minutes: minutes.map((minute) => {
        const { minute: number, ...values } = minuteValues(minute);
        return { minute: number, partial: minute.partial, ...values };
      }),
    };
  });
  const frames = sum(entries.map((entry) => entry.frames));
  const faces = sum(entries.map((entry) => entry.faces));
  return { study, frames, faces, coverage: share(faces, frames), sessions: entries };
}

/** The same for a reader at a terminal, a line a session. */
export function analysisLines(result: ReturnType<typeof analysisResult>): string[] {
  return result.sessions
    .filter(({ status }) => status === "analysed" || status === "already-analysed")
    .map(({ patient, session, status, frames, coverage, minutes, frames_per_second: speed }) =>
      [
        `${patient} session ${session}: ${status === "analysed" ? "analysed" : "was analysed already"}`,
        `${frames} frames in ${minutes.length} ${minutes.length === 1 ? "minute" : "minutes"}`,
        coverage === null ? "no frames" : `a face in ${(100 * coverage).toFixed(1)}% of them`,
        ...(speed === null ? [] : [`${Math.round(speed)} frames/s`]),
      ].join(", "),
    );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
