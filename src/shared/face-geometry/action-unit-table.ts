import type { MeasureName } from "./landmark-measures.ts";

/** py-feat's twenty action units, in its order. */
export const AUS = [1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 17, 20, 23, 24, 25, 26, 28, 43] as const;
export type ActionUnit = (typeof AUS)[number];

/** A weighted sum of measures, each as its change against the person's neutral face. */
export interface ActionUnitPart {
  readonly terms: readonly (readonly [measure: MeasureName, weight: number])[];
  /** Changes count as a share of the neutral value instead of in its unit. */
  readonly relative?: true;
  /** Up to this sum the part is 0: speech and noise of the mesh reach it in neutral frames. */
  readonly deadZone: number;
  /** From this sum on the part is 1; linear in between. */
  readonly full: number;
}

export interface ActionUnitDefinition {
  /** FACS name. */
  readonly name: string;
  /** What is measured, in words. */
  readonly sign: string;
  readonly parts: readonly ActionUnitPart[];
  /** The estimate is the mean of the parts, or the least of them where each can have another cause. */
  readonly combine: "mean" | "least";
  /** The estimate is multiplied by 1 minus the estimates of these. */
  readonly notWith?: readonly ActionUnit[];
  /**
   * How well the shape of the mesh can tell the unit at all. `good`: the movement itself is measured; `fair`: it is
   * measured, but others move the same points; `low`: its signs are mostly wrinkles, bulges or tension.
   */
  readonly confidence: "good" | "fair" | "low";
  readonly reason: string;
}

/** A measure of both sides: the mean of left and right. */
function both(
  side:
    | "eyeOpening"
    | "innerBrow"
    | "outerBrow"
    | "upperLid"
    | "lowerLid"
    | "noseWing"
    | "nasolabial"
    | "cheek"
    | "lipCornerHeight"
    | "lipCornerOut"
    | "lipCornerDepth",
  weight: number,
): [MeasureName, number][] {
  return [
    [`${side}Left`, weight / 2],
    [`${side}Right`, weight / 2],
  ];
}

function part(terms: [MeasureName, number][], deadZone: number, full: number): ActionUnitPart {
  return { terms, deadZone, full };
}

/**
 * How each unit is told. Sizes in eye distances. Dead zones are about one and a half standard deviations of the
 * measure over neutral frames of a man who talks (0.010 for the inner brow, 0.018 for the height of a lip corner);
 * full scales are about what smiles, raised brows and wide-open mouths reach in four recordings of three men.
 * They are engineering choices: nobody coded FACS for them.
 */
export const ACTION_UNITS: Readonly<Record<ActionUnit, ActionUnitDefinition>> = {
  1: {
    name: "Inner brow raiser",
    sign: "The inner halves of the brows are higher above the eyes.",
    parts: [part(both("innerBrow", 1), 0.015, 0.06)],
    combine: "mean",
    confidence: "fair",
    reason: "The mesh follows the brow, but damps it; nodding moves it by 0.002 a degree.",
  },
  2: {
    name: "Outer brow raiser",
    sign: "The outer halves of the brows are higher above the eyes.",
    parts: [part(both("outerBrow", 1), 0.015, 0.06)],
    combine: "mean",
    confidence: "fair",
    reason: "As AU 1; the mesh seldom moves one half of a brow without the other.",
  },
  4: {
    name: "Brow lowerer",
    sign: "The inner halves of the brows are lower, and nearer to each other.",
    parts: [part(both("innerBrow", -1), 0.015, 0.05), part([["browDistance", -1]], 0.01, 0.04)],
    combine: "mean",
    confidence: "fair",
    reason: "Lowering is seen, the furrow between the brows is not.",
  },
  5: {
    name: "Upper lid raiser",
    sign: "The upper lids are higher.",
    parts: [part(both("upperLid", 1), 0.012, 0.04)],
    combine: "mean",
    confidence: "fair",
    reason: "Looking up raises the lids as well.",
  },
  6: {
    name: "Cheek raiser",
    sign: "The cheeks and the lower lids are higher.",
    parts: [part(both("cheek", 1), 0.015, 0.08), part(both("lowerLid", 1), 0.005, 0.02)],
    combine: "mean",
    confidence: "fair",
    reason: "Every strong smile (AU 12) lifts the cheeks; crow's feet are not seen.",
  },
  7: {
    name: "Lid tightener",
    sign: "The lower lids are higher and the eyes narrower, without being closed.",
    parts: [
      part(both("lowerLid", 1), 0.005, 0.02),
      { ...part(both("eyeOpening", -1), 0.1, 0.25), relative: true },
    ],
    combine: "mean",
    notWith: [43],
    confidence: "low",
    reason: "Tension does not show; AU 6 and looking down narrow the eyes likewise.",
  },
  9: {
    name: "Nose wrinkler",
    sign: "The wings of the nose are higher while the inner brows are lower.",
    parts: [part(both("noseWing", 1), 0.02, 0.08), part(both("innerBrow", -1), 0.01, 0.04)],
    combine: "least",
    confidence: "low",
    reason: "Smiles raise the wings too, and the wrinkles of the nose are not seen.",
  },
  10: {
    name: "Upper lip raiser",
    sign: "The upper lip is higher, and by more than half of what the lip corners are.",
    parts: [
      part([["upperLip", 1]], 0.015, 0.06),
      part([["upperLip", 1], ...both("lipCornerHeight", -0.5)], 0.015, 0.06),
    ],
    combine: "least",
    confidence: "fair",
    reason: "The share of a smile is taken out by a rule of thumb.",
  },
  11: {
    name: "Nasolabial deepener",
    sign: "The fold beside the nose is higher, and by more than the lip corners are.",
    parts: [
      part(both("nasolabial", 1), 0.02, 0.08),
      part([...both("nasolabial", 1), ...both("lipCornerHeight", -1)], 0.015, 0.05),
    ],
    combine: "least",
    confidence: "low",
    reason: "The unit is a deeper furrow; the mesh has no furrows.",
  },
  12: {
    name: "Lip corner puller",
    sign: "The lip corners are higher and farther out.",
    parts: [part(both("lipCornerHeight", 1), 0.02, 0.1), part(both("lipCornerOut", 1), 0.02, 0.14)],
    combine: "least",
    confidence: "good",
    reason: "Both movements are large and follow the same muscle; a crooked smile counts half.",
  },
  14: {
    name: "Dimpler",
    sign: "The lip corners are drawn in and back by more than outwards.",
    parts: [part([...both("lipCornerDepth", 1), ...both("lipCornerOut", -1)], 0.02, 0.08)],
    combine: "mean",
    notWith: [26],
    confidence: "low",
    reason: "Depth is the mesh's least certain direction, and dimples are not seen.",
  },
  15: {
    name: "Lip corner depressor",
    sign: "The lip corners are lower against the middle of the lips.",
    parts: [part([...both("lipCornerHeight", -1), ["upperLip", 0.5], ["lowerLip", 0.5]], 0.015, 0.06)],
    combine: "mean",
    confidence: "fair",
    reason: "The movement is small beside those of speech.",
  },
  17: {
    name: "Chin raiser",
    sign: "The front of the chin and the lower lip are higher.",
    parts: [part([["chinBoss", 1]], 0.02, 0.08), part([["lowerLip", 1]], 0.02, 0.08)],
    combine: "least",
    notWith: [25],
    confidence: "low",
    reason: "A jaw that closes further does the same; the chin's dimples are not seen.",
  },
  20: {
    name: "Lip stretcher",
    sign: "The lip corners are farther out, and higher by less than a smile of that width lifts them.",
    parts: [
      part([...both("lipCornerOut", 1), ...both("lipCornerHeight", -1.5)], 0.03, 0.1),
      part(both("lipCornerOut", 1), 0.02, 0.1),
    ],
    combine: "least",
    confidence: "low",
    reason: "Speech widens the mouth likewise.",
  },
  23: {
    name: "Lip tightener",
    sign: "The lips are thinner and the mouth is narrower.",
    parts: [
      part(
        [
          ["upperLipThickness", -1],
          ["lowerLipThickness", -1],
        ],
        0.02,
        0.08,
      ),
      part([["mouthWidth", -1]], 0.03, 0.12),
    ],
    combine: "least",
    confidence: "low",
    reason: "The unit is tension; the mesh draws the red of the lips only roughly.",
  },
  24: {
    name: "Lip pressor",
    sign: "The lips are thinner, though the mouth is no wider, and closed.",
    parts: [
      part(
        [
          ["upperLipThickness", -1],
          ["lowerLipThickness", -1],
          ["mouthWidth", -0.1],
        ],
        0.02,
        0.08,
      ),
    ],
    combine: "mean",
    notWith: [25],
    confidence: "low",
    reason: "Pressure does not show; thin lips have other causes (AU 23, 28).",
  },
  25: {
    name: "Lips part",
    sign: "The inner edges of the lips are farther apart.",
    parts: [part([["lipsAperture", 1]], 0.015, 0.15)],
    combine: "mean",
    confidence: "good",
    reason: "The movement itself is measured; speech counts as well.",
  },
  26: {
    name: "Jaw drop",
    sign: "The lowest point of the chin is farther below the nose.",
    parts: [part([["jaw", -1]], 0.04, 0.2)],
    combine: "mean",
    confidence: "good",
    reason: "The movement itself is measured; speech counts as well, and beards hide it.",
  },
  28: {
    name: "Lip suck",
    sign: "The red of both lips nearly vanishes and the lips stand back.",
    parts: [
      part(
        [
          ["upperLipThickness", -1],
          ["lowerLipThickness", -1],
        ],
        0.06,
        0.16,
      ),
      part([["lipProtrusion", -1]], 0.01, 0.05),
    ],
    combine: "least",
    confidence: "low",
    reason: "The mesh keeps drawing lips where none are seen.",
  },
  43: {
    name: "Eyes closed",
    sign: "The eyes are open by less than three quarters of their neutral opening.",
    parts: [{ ...part(both("eyeOpening", -1), 0.25, 0.4), relative: true }],
    combine: "mean",
    confidence: "fair",
    reason:
      "The mesh draws closed eyes as if half open (50 to 70% of the neutral opening); looking down lowers the lids too.",
  },
};
