import { stringify } from "csv-stringify/sync";
import { type CeasEmotion, EMOTION_GATE } from "../../src/shared/ceas/codebook.ts";
import type { MachineMinute } from "../../src/shared/contract/traces.ts";
import { EMOTIONAL_EXPRESSIONS, type Expression } from "../../src/shared/expression.ts";

/** The codes say what they are wherever they are shown. */
const SYNTHETIC_RATERS = ["SYNTHETIC-1", "SYNTHETIC-2"] as const;

const NAMED: Readonly<Record<Exclude<Expression, "neutral">, CeasEmotion>> = {
  angry: "anger",
  disgust: "disgust",
  fear: "fear",
  happy: "joy",
  sad: "sadness",
  surprise: "surprise",
};

type StudyMinute = MachineMinute & { readonly patient: string; readonly session: number };

/**
 * A CSV of ratings by two raters who do not exist: arousal scattered around the machine's nonspecific arousal, the
 * emotion mostly the machine's strongest. The same minutes always give the same file.
 */
export function syntheticRatings(minutes: readonly StudyMinute[]): string {
  const rows = SYNTHETIC_RATERS.flatMap((rater, index) => {
    const random = seededRandom(index + 1);
    return minutes.map((minute) => {
      const noise = 3 * (random() + random() - 1);
      const drawn = random();
      const arousal = Math.min(7, Math.max(1, Math.round(1 + 5 * (minute.nonspecific ?? 0) + noise)));
      const { patient, session } = minute;
      const emotion = arousal < EMOTION_GATE ? "" : syntheticEmotion(minute, drawn);
      return { patient, session, minute: minute.minute, rater, arousal, emotion };
    });
  });
  return stringify(rows, {
    header: true,
    columns: ["patient", "session", "minute", "rater", "arousal", "emotion"],
  });
}

/** In one of four minutes any emotion, otherwise the machine's strongest. `drawn` is in [0, 1). */
function syntheticEmotion({ means }: StudyMinute, drawn: number): CeasEmotion {
  const emotions = Object.values(NAMED);
  if (means === null || drawn < 0.25) return emotions[Math.floor(drawn * 4 * emotions.length)] ?? "joy";
  const strongest = EMOTIONAL_EXPRESSIONS.reduce((best, name) => (means[name] > means[best] ? name : best));
  return NAMED[strongest];
}

/** Mulberry32 (T. Ettinger, 2017): numbers in [0, 1) that depend on the seed alone. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
