/**
 * The codebook "Basel 2023": the Client Emotional Arousal Scale as Steppan et al. (2023) used it. One arousal
 * rating 1-7 for each minute; the predominant emotion where arousal is 3 or more. Anchor texts are paraphrases.
 */
export const CEAS_EMOTIONS = ["anger", "disgust", "fear", "joy", "sadness", "surprise", "love"] as const;
export type CeasEmotion = (typeof CEAS_EMOTIONS)[number];

export const AROUSAL_LEVELS = [1, 2, 3, 4, 5, 6, 7] as const;
export type ArousalLevel = (typeof AROUSAL_LEVELS)[number];

/** From this arousal on a predominant emotion is coded; below it none is. */
export const EMOTION_GATE: ArousalLevel = 3;

/** Why a minute cannot be rated. A minute that cannot be rated is never coded as arousal 1. */
export const NOT_RATABLE_REASONS = [
  "off-camera",
  "inaudible",
  "silent-throughout",
  "break",
  "technical",
  "unspecified",
] as const;
export type NotRatableReason = (typeof NOT_RATABLE_REASONS)[number];

export interface Codebook {
  /** Stable name; ratings refer to key and version. */
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly segmentMs: number;
  readonly emotionGate: ArousalLevel;
  readonly levels: readonly { readonly level: ArousalLevel; readonly anchor: string }[];
  /** `key` is the letter that codes the emotion in the rating room. */
  readonly emotions: readonly {
    readonly emotion: CeasEmotion;
    readonly label: string;
    readonly key: string;
  }[];
  readonly notRatableReasons: readonly {
    readonly reason: NotRatableReason;
    readonly label: string;
  }[];
}

export const CEAS_BASEL_2023: Codebook = {
  key: "ceas-basel-2023",
  version: 1,
  title: "Client Emotional Arousal Scale, Basel 2023",
  segmentMs: 60_000,
  emotionGate: EMOTION_GATE,
  levels: [
    { level: 1, anchor: "Owns no feeling; voice, gesture and wording show no arousal." },
    { level: 2, anchor: "May own a feeling when asked, but no arousal can be seen or heard." },
    { level: 3, anchor: "Expresses a feeling with very little arousal in voice, body or words." },
    { level: 4, anchor: "Expresses feeling; voice, body or words carry it now and then." },
    { level: 5, anchor: "Voice, body or words are clearly involved; moderate intensity." },
    { level: 6, anchor: "Fairly full involvement, yet a line is held that is not crossed." },
    { level: 7, anchor: "Full, intense, unrestricted; released through voice, words or movement." },
  ],
  emotions: [
    { emotion: "anger", label: "Anger", key: "a" },
    { emotion: "disgust", label: "Disgust", key: "d" },
    { emotion: "fear", label: "Fear", key: "f" },
    { emotion: "joy", label: "Joy", key: "j" },
    { emotion: "sadness", label: "Sadness", key: "s" },
    { emotion: "surprise", label: "Surprise", key: "u" },
    { emotion: "love", label: "Love", key: "l" },
  ],
  notRatableReasons: [
    { reason: "off-camera", label: "Client off camera" },
    { reason: "inaudible", label: "Inaudible" },
    { reason: "silent-throughout", label: "Client silent throughout" },
    { reason: "break", label: "Break in the session" },
    { reason: "technical", label: "Technical fault" },
    { reason: "unspecified", label: "No reason given" },
  ],
};
