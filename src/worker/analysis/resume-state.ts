import * as z from "zod";
import type { AnalysisTask } from "../../shared/worker-protocol.ts";
import { followStateSchema } from "../faces/follow-state.ts";

const resumeStateSchema = z.object({
  following: followStateSchema,
  /** Time of the last frame that was analysed; null before the first. */
  lastTimeMs: z.number().nullable(),
  /** True when a frame without a time stamp has been met: then times can only be told by reading from the start. */
  derivedTimes: z.boolean(),
  /** State of each observer of frames, by its name. */
  observers: z.record(z.string(), z.unknown()),
});

/** All that the next minute needs from the ones before it. */
export type ResumeState = z.infer<typeof resumeStateSchema>;

export function writeResumeState(state: ResumeState): string {
  return JSON.stringify(state);
}

/** @throws Error when the text is not what {@link writeResumeState} wrote */
export function readResumeState(text: string): ResumeState {
  return resumeStateSchema.parse(JSON.parse(text));
}

/** Where an interrupted analysis continues. */
export interface ResumePoint {
  /** First minute to analyse. */
  readonly minute: number;
  /** Frames in the minutes before. */
  readonly framesBefore: number;
  readonly state: ResumeState;
}

export function readResumePoint(resume: NonNullable<AnalysisTask["resume"]>): ResumePoint {
  const { minute, following } = resume;
  return { minute, framesBefore: following.framesBefore, state: readResumeState(following.state) };
}
