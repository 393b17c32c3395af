import { EXPRESSIONS, type Expression } from "../../src/shared/expression.ts";
import {
  accuracy,
  expectedCalibrationError,
  meanNegativeLogLikelihood,
  unweightedAverageRecall,
} from "../../src/stats/classification.ts";
import { countPairs } from "../../src/stats/confusion.ts";

/** Expressions that make a neutral face look as if something were wrong. */
const NEGATIVE: readonly Expression[] = ["angry", "disgust", "fear", "sad"];

/** How well a reading names what pictures show. */
export interface ReadingMeasures {
  readonly n: number;
  readonly accuracy: number;
  /** Unweighted average recall. */
  readonly uar: number;
  /** Of 15 bins. */
  readonly expectedCalibrationError: number;
  readonly meanNegativeLogLikelihood: number;
  /** Share of the neutral faces read as angry, disgust, fear or sad; null without a neutral face. */
  readonly neutralReadAsNegative: number | null;
  readonly confusion: {
    readonly labels: readonly Expression[];
    readonly rows: "true label";
    readonly columns: "label read";
    readonly counts: readonly (readonly number[])[];
  };
}

/** @param values seven probabilities a picture in the order of EXPRESSIONS */
export function measureReading(values: Float32Array, truth: readonly Expression[]): ReadingMeasures {
  const width = EXPRESSIONS.length;
  const read = truth.map((_, i) => strongest(values.subarray(i * width, (i + 1) * width)));
  const pairs = truth.map((label, i) => [label, EXPRESSIONS[read[i] as number] as Expression] as const);
  const counts = countPairs(EXPRESSIONS, EXPRESSIONS, pairs);
  const neutral = pairs.filter(([label]) => label === "neutral");
  const negative = neutral.filter(([, label]) => NEGATIVE.includes(label));
  const ofTruth = truth.map((label, i) => values[i * width + EXPRESSIONS.indexOf(label)] as number);
  // Single precision can round a sum of probabilities to a little above 1.
  const confidences = read.map((label, i) => Math.min(1, values[i * width + label] as number));
  const right = pairs.map(([label, named]) => label === named);
  return {
    n: truth.length,
    accuracy: accuracy(counts),
    uar: unweightedAverageRecall(counts),
    expectedCalibrationError: expectedCalibrationError(confidences, right),
    meanNegativeLogLikelihood: meanNegativeLogLikelihood(ofTruth),
    neutralReadAsNegative: neutral.length === 0 ? null : negative.length / neutral.length,
    confusion: { labels: EXPRESSIONS, rows: "true label", columns: "label read", counts },
  };
}

/** The first of the largest values. */
function strongest(values: Float32Array): number {
  return values.reduce((best, value, i) => (value > (values[best] as number) ? i : best), 0);
}
