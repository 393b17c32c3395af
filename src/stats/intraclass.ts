import { fQuantile, fTail } from "./distributions.ts";
import { mean } from "./summary.ts";

interface Interval {
  readonly low: number;
  readonly high: number;
}

interface IntraclassCorrelation {
  /** Model after Shrout & Fleiss; k: of the mean of all raters. */
  readonly type: "ICC(1,1)" | "ICC(2,1)" | "ICC(3,1)" | "ICC(1,k)" | "ICC(2,k)" | "ICC(3,k)";
  /** null: its denominator is 0 but for rounding, so that it has no value. */
  readonly icc: number | null;
  /** Test of ICC = 0. */
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
  /** null where there is no value. */
  readonly interval: Interval | null;
}

interface IntraclassResult {
  readonly units: number;
  readonly raters: number;
  /** Mean squares between units, between raters, of the residual, and within units. */
  readonly msr: number;
  readonly msc: number;
  readonly mse: number;
  readonly msw: number;
  readonly values: readonly IntraclassCorrelation[];
  /** Interval of ICC(2,k) with the degrees of freedom that R's irr uses. */
  readonly irrInterval2k: Interval;
}

/** There are no coefficients, and this is why. */
interface NoIntraclass {
  readonly units: number;
  readonly raters: number;
  readonly values: null;
  readonly reason: "too-few" | "no-variation";
}

/**
 * Intraclass correlations of a complete table (Shrout & Fleiss 1979, Psychological Bulletin 86:420-428) from the mean
 * squares of the analysis of variance. Intervals: by F for models 1 and 3; Satterthwaite for ICC(2,1) (McGraw & Wong
 * 1996, Psychological Methods 1:30-46), stepped up by Spearman-Brown for ICC(2,k).
 *
 * Values may be negative. Where raters agree perfectly, F is infinite and the intervals have no width.
 *
 * @param table `table[unit][rater]`, finite, no value missing
 * @throws RangeError when rows differ in length
 */
export function intraclassCorrelations(
  table: readonly (readonly number[])[],
): IntraclassResult | NoIntraclass {
  const n = table.length;
  const k = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== k))
    throw new RangeError("Every unit needs a value of every rater for these coefficients.");
  if (n < 2 || k < 2) return { units: n, raters: k, values: null, reason: "too-few" };
  const grand = mean(table.flat());
  const rowMeans = table.map(mean);
  const columnMeans = (table[0] ?? []).map((_, j) => mean(table.map((row) => row[j] as number)));
  const squares = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - grand) ** 2, 0);
  const within = table.reduce(
    (sum, row, i) => sum + row.reduce((inner, value) => inner + (value - (rowMeans[i] as number)) ** 2, 0),
    0,
  );
  const residual = table.reduce(
    (sum, row, i) =>
      sum +
      row.reduce(
        (inner, value, j) =>
          inner + (value - (rowMeans[i] as number) - (columnMeans[j] as number) + grand) ** 2,
        0,
      ),
    0,
  );
  const msr = (k * squares(rowMeans)) / (n - 1);
  const msc = (n * squares(columnMeans)) / (k - 1);
  const mse = residual / ((n - 1) * (k - 1));
  const msw = within / (n * (k - 1));
  if (msr === 0 && mse === 0) return { units: n, raters: k, values: null, reason: "no-variation" };
  return { units: n, raters: k, msr, msc, mse, msw, ...coefficients({ n, k, msr, msc, mse, msw }) };
}

/** Mean squares between n units, between k raters, and of the residual. */
interface TwoWaySquares {
  readonly n: number;
  readonly k: number;
  readonly msr: number;
  readonly msc: number;
  readonly mse: number;
}

interface MeanSquares extends TwoWaySquares {
  readonly msw: number;
}

function coefficients(squares: MeanSquares): Pick<IntraclassResult, "values" | "irrInterval2k"> {
  const { n, k, msr, msc, mse, msw } = squares;
  const stepUp = (icc: number): number => (k * icc) / (1 + (k - 1) * icc);
  const one = tested(msr / msw, n - 1, n * (k - 1));
  const three = tested(msr / mse, n - 1, (n - 1) * (k - 1));
  const icc2 = (msr - mse) / (msr + (k - 1) * mse + (k / n) * (msc - mse));
  const icc2k = (msr - mse) / (msr + (msc - mse) / n);
  const interval2 = agreementInterval(squares, icc2);
  const entry = (
    type: IntraclassCorrelation["type"],
    test: FTest,
    [numerator, denominator]: readonly [number, number],
    interval: Interval,
  ): IntraclassCorrelation =>
    Math.abs(denominator) <= ROUNDING * (msr + msc + mse + msw)
      ? { type, icc: null, ...test, interval: null }
      : { type, icc: numerator / denominator, ...test, interval };
  return {
    values: [
      entry("ICC(1,1)", one, [msr - msw, msr + (k - 1) * msw], singleInterval(one, k)),
      entry("ICC(2,1)", three, [msr - mse, msr + (k - 1) * mse + (k / n) * (msc - mse)], interval2),
      entry("ICC(3,1)", three, [msr - mse, msr + (k - 1) * mse], singleInterval(three, k)),
      entry("ICC(1,k)", one, [msr - msw, msr], meanInterval(one)),
      entry("ICC(2,k)", three, [msr - mse, msr + (msc - mse) / n], {
        low: stepUp(interval2.low),
        high: stepUp(interval2.high),
      }),
      entry("ICC(3,k)", three, [msr - mse, msr], meanInterval(three)),
    ],
    irrInterval2k: irrInterval(squares, icc2k),
  };
}

/** A sum of mean squares is taken for 0 where no more than this share of them is left. */
const ROUNDING = 1e-12;

interface FTest {
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
}

function tested(f: number, df1: number, df2: number): FTest {
  return { f, df1, df2, p: fTail(f, df1, df2) };
}

/** The limits of F's ratio of expectations. */
function fLimits({ f, df1, df2 }: FTest): Interval {
  return { low: f / fQuantile(0.975, df1, df2), high: f * fQuantile(0.975, df2, df1) };
}

function singleInterval(test: FTest, k: number): Interval {
  if (test.f === Number.POSITIVE_INFINITY) return { low: 1, high: 1 };
  const { low, high } = fLimits(test);
  return { low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1) };
}

function meanInterval(test: FTest): Interval {
  const { low, high } = fLimits(test);
  return { low: 1 - 1 / low, high: 1 - 1 / high };
}

/** ICC(2,1) after McGraw & Wong 1996, table 7. */
export function agreementInterval(squares: TwoWaySquares, icc: number): Interval {
  const { n, k, msr, msc, mse } = squares;
  if (mse === 0 && msc === 0) return { low: 1, high: 1 };
  const { lower, upper } = satterthwaiteQuantiles(squares, icc);
  const rest = k * msc + (k * n - k - n) * mse;
  return {
    low: (n * (msr - lower * mse)) / (lower * rest + n * msr),
    high: (n * (upper * msr - mse)) / (rest + n * upper * msr),
  };
}

function irrInterval(squares: MeanSquares, icc: number): Interval {
  const { n, msr, msc, mse } = squares;
  if (mse === 0 && msc === 0) return { low: 1, high: 1 };
  const { lower, upper } = satterthwaiteQuantiles(squares, icc);
  return {
    low: (n * (msr - lower * mse)) / (lower * (msc - mse) + n * msr),
    high: (n * (upper * msr - mse)) / (msc - mse + n * upper * msr),
  };
}

function satterthwaiteQuantiles(
  { n, k, msc, mse }: TwoWaySquares,
  icc: number,
): { lower: number; upper: number } {
  const a = (k * icc) / (n * (1 - icc));
  const b = 1 + (k * icc * (n - 1)) / (n * (1 - icc));
  const df = (a * msc + b * mse) ** 2 / ((a * msc) ** 2 / (k - 1) + (b * mse) ** 2 / ((n - 1) * (k - 1)));
  return { lower: fQuantile(0.975, n - 1, df), upper: fQuantile(0.975, df, n - 1) };
}
