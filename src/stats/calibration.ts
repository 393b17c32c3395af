import { clopperPearson, Z_975 } from "./distributions.ts";
import { logisticRegression } from "./logistic-regression.ts";

/** Cases of a label and the probability that each was given. */
export interface Forecasts {
  /** Cases with the label among the `trials` cases of each probability. */
  readonly successes: ArrayLike<number>;
  /** Left out: one case each. */
  readonly trials?: ArrayLike<number>;
  /** 0..1; may repeat. */
  readonly probabilities: ArrayLike<number>;
}

export interface CalibrationBin {
  readonly n: number;
  readonly events: number;
  /** Mean of the probabilities in the bin, and their ends. */
  readonly predicted: number;
  readonly from: number;
  readonly to: number;
  /** Share of cases with the label, with its exact 95% interval. */
  readonly observed: number;
  readonly low: number;
  readonly high: number;
}

interface Estimate {
  readonly value: number;
  readonly se: number;
  /** 95%, by the normal distribution. */
  readonly low: number;
  readonly high: number;
}

export interface Calibration {
  readonly n: number;
  readonly events: number;
  /** Mean squared difference of probability and label. */
  readonly brier: number;
  /** Of the share of the label given to every case. */
  readonly brierOfShare: number;
  /** 1 - brier / brierOfShare: below 0 where the share alone would do better; null where all cases are alike. */
  readonly brierSkill: number | null;
  /** Absolute difference of observed share and mean probability over the bins, weighted by their cases. */
  readonly expectedError: number;
  /** Log odds by which the label is more frequent than predicted; null where all cases are alike. */
  readonly intercept: Estimate | null;
  /** Of the label's log odds on the predicted ones: 1 is right, below 1 too extreme; null also without different probabilities. */
  readonly slope: Estimate | null;
}

/** Log odds need a probability off the border. */
const NEAREST_TO_BORDER = 1e-6;
/** With a standard error like this an estimate has run off: the probabilities tell the label apart (nearly) without error. */
const SAYS_NOTHING = 100;

/**
 * Cases in bins of (nearly) equal count by their probability: a probability belongs to bin floor(bins r / n), r the number
 * of cases with a lower one, so that equal probabilities stay together.
 *
 * @throws RangeError for lengths that differ, a probability outside 0..1, or fewer than one bin
 */
export function calibrationBins(forecasts: Forecasts, bins = 10): CalibrationBin[] {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`There is no division into ${bins} bins.`);
  const { successes, trials, probabilities } = checked(forecasts);
  const order = Uint32Array.from(probabilities, (_, i) => i);
  order.sort((a, b) => (probabilities[a] as number) - (probabilities[b] as number));
  const total = order.reduce((sum, at) => sum + (trials?.[at] ?? 1), 0);
  const sums = Array.from({ length: bins }, () => ({ n: 0, events: 0, predicted: 0, from: 0, to: 0 }));
  let [below, passed, last] = [0, 0, Number.NaN];
  for (const at of order) {
    const [p, n] = [probabilities[at] as number, trials?.[at] ?? 1];
    if (p !== last) below = passed;
    last = p;
    passed += n;
    const bin = sums[Math.min(bins - 1, Math.floor((bins * below) / total))];
    if (bin === undefined || n === 0) continue;
    if (bin.n === 0) bin.from = p;
    bin.to = p;
    bin.n += n;
    bin.events += successes[at] as number;
    bin.predicted += n * p;
  }
  return sums
    .filter(({ n }) => n > 0)
    .map(({ n, events, predicted, from, to }) => ({
      n,
      events,
      predicted: predicted / n,
      from,
      to,
      observed: events / n,
      ...clopperPearson(events, n),
    }));
}

/**
 * How well probabilities fit shares: Brier score (1950, Monthly Weather Review 78:1-3), expected calibration error over
 * bins of equal count, and Cox's calibration intercept and slope (1958, Biometrika 45:562-565): logistic regressions of the
 * label with the predicted log odds as offset, and as predictor. Probabilities nearer to 0 or 1 than a millionth count as
 * that far away where their log odds are needed. Intervals take the cases as independent.
 *
 * @returns null without cases
 * @throws RangeError for lengths that differ, or a probability outside 0..1
 */
export function calibration(forecasts: Forecasts, bins = 10): Calibration | null {
  const { successes, trials, probabilities } = checked(forecasts);
  let [n, events, squares] = [0, 0, 0];
  for (let i = 0; i < probabilities.length; i++) {
    const [p, y, own] = [probabilities[i] as number, successes[i] as number, trials?.[i] ?? 1];
    n += own;
    events += y;
    squares += y * (1 - p) ** 2 + (own - y) * p ** 2;
  }
  if (n === 0) return null;
  const share = events / n;
  const [brier, brierOfShare] = [squares / n, share * (1 - share)];
  const alike = events === 0 || events === n;
  const logOdds = Float64Array.from(probabilities, (p) => {
    const inside = Math.min(1 - NEAREST_TO_BORDER, Math.max(NEAREST_TO_BORDER, p));
    return Math.log(inside / (1 - inside));
  });
  const counts = { successes, ...(trials === undefined ? {} : { trials }) };
  const ones = new Float64Array(logOdds.length).fill(1);
  const different = logOdds.some((value) => value !== logOdds[0]);
  const design = Float64Array.from({ length: 2 * logOdds.length }, (_, at) =>
    at % 2 === 0 ? 1 : (logOdds[(at - 1) / 2] as number),
  );
  return {
    n,
    events,
    brier,
    brierOfShare,
    brierSkill: alike ? null : 1 - brier / brierOfShare,
    expectedError:
      calibrationBins(forecasts, bins).reduce(
        (sum, bin) => sum + bin.n * Math.abs(bin.observed - bin.predicted),
        0,
      ) / n,
    intercept: alike ? null : lastEstimate({ x: ones, width: 1, offset: logOdds, ...counts }),
    slope: alike || !different ? null : lastEstimate({ x: design, width: 2, ...counts }),
  };
}

function lastEstimate(input: Parameters<typeof logisticRegression>[0]): Estimate | null {
  const { estimates, covariance, converged } = logisticRegression(input);
  const value = estimates[input.width - 1];
  if (!converged || covariance === null || value === undefined) return null;
  const se = Math.sqrt(covariance.get(input.width - 1, input.width - 1));
  return se > SAYS_NOTHING ? null : { value, se, low: value - Z_975 * se, high: value + Z_975 * se };
}

function checked(forecasts: Forecasts): Forecasts {
  const { successes, trials, probabilities } = forecasts;
  if (successes.length !== probabilities.length || (trials?.length ?? successes.length) !== successes.length)
    throw new RangeError("Every case needs a probability.");
  for (let i = 0; i < probabilities.length; i++)
    if (!((probabilities[i] as number) >= 0 && (probabilities[i] as number) <= 1))
      throw new RangeError(`${probabilities[i]} is no probability.`);
  return forecasts;
}
