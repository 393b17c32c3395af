/** What a test clip is like. Its pictures come from a real recording and carry their number (see frame-mark.ts). */
export interface ClipPlan {
  readonly target: string;
  /** FFmpeg's name of the container. */
  readonly container: string;
  readonly containerOptions?: Readonly<Record<string, string>>;
  /** FFmpeg's name of the encoder, and options of its own. */
  readonly encoder: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly pixelFormat?: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Number that the first picture carries. */
  readonly firstMark?: number;
  /** Units of the encoder's time base a second; the frame rate unless stated. */
  readonly unitsPerSecond?: number;
  /** Time of each frame in ms; 25 frames a second unless stated. */
  readonly timeOf?: (frame: number) => number;
  /** Stored as two fields of alternate lines, each from another instant. */
  readonly interlaced?: boolean;
  /** Width of a stored pixel by its height. */
  readonly pixelAspect?: readonly [number, number];
  /** Clockwise turn that players are to give the picture. */
  readonly rotation?: 90;
  /** Null: no sound. */
  readonly sound: ClipSound | null;
}

export interface ClipSound {
  readonly encoder: string;
  readonly channels: 1 | 2;
  readonly sampleRate: number;
  /** A tone of 440 Hz sounds in these spans of seconds, silence else. */
  readonly toneS: readonly (readonly [number, number])[];
  /** Spans of seconds that are stored; all of the clip unless stated. */
  readonly storedS?: readonly (readonly [number, number])[];
}

export const FRAMES_PER_SECOND = 25;

export function timeOfFrame(plan: ClipPlan, frame: number): number {
  return plan.timeOf?.(frame) ?? (frame * 1000) / FRAMES_PER_SECOND;
}
