import {
  type CorrelationOfSample,
  compareCorrelations,
  correlationHomogeneity,
} from "../../stats/compare-correlations.ts";
import { pearson } from "../../stats/correlation.ts";
import { polyserial } from "../../stats/polyserial.ts";
import { mean, midRanks } from "../../stats/summary.ts";
import { keyed } from "../reports/keyed.ts";
import { sessionKey } from "../reports/session-key.ts";
import { type AnalysisRow, minuteKey, type StudyRows } from "./analysis-rows.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";

interface Pair {
  readonly x: number;
  readonly y: number;
}

/** Correlation of arousal with 1 - neutral, over the analysis rows and in parts of them. */
export function correlation({ analysis, raters }: StudyRows): ResultTree {
  const pairs = (rows: readonly AnalysisRow[]): Pair[] =>
    rows.map((row) => ({ x: row.fer.nonspecific, y: row.arousal }));
  const all = pairs(analysis);
  const ofRater = (rater: string): Pair[] => pairs(analysis.filter((row) => row.rater === rater));
  const minuteMeans = [...Map.groupBy(analysis, minuteKey).values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    return [{ first, x: first.fer.nonspecific, y: mean(rows.map((row) => row.arousal)) }];
  });
  return {
    overall: pearsonResult(all),
    by_rater: keyed(raters, (rater) => pearsonResult(ofRater(rater))),
    by_session_and_rater: {
      values: [...Map.groupBy(analysis, (row) => `${sessionKey(row)} ${row.rater}`).values()]
        .sort(([a], [b]) => (a && b ? bySessionAndRater(a, b) : 0))
        .map(([first, ...rest]) => ({
          patient: first?.patient ?? "",
          session: first?.session ?? 0,
          rater: first?.rater ?? "",
          ...pearsonResult(pairs(first ? [first, ...rest] : [])),
        })),
    },
    by_session_rater_mean: {
      values: [...Map.groupBy(minuteMeans, (row) => sessionKey(row.first)).values()].map((rows) => ({
        patient: rows[0]?.first.patient ?? "",
        session: rows[0]?.first.session ?? 0,
        ...pearsonResult(rows),
      })),
    },
    overall_rater_mean: pearsonResult(minuteMeans),
    spearman: spearmanResult(all),
    polyserial: polyserialResult(all),
    fisher_z: fisherComparisons(raters, ofRater, all, (rater) =>
      pairs(analysis.filter((row) => row.rater !== rater)),
    ),
  };
}

function bySessionAndRater(a: AnalysisRow, b: AnalysisRow): number {
  if (a.patient !== b.patient) return a.patient < b.patient ? -1 : 1;
  return a.session - b.session || (a.rater < b.rater ? -1 : 1);
}

const NO_R: Readonly<Record<string, string>> = {
  "too-few": "A correlation needs at least three pairs.",
  "constant-x": "The first variable is the same in all pairs.",
  "constant-y": "The second variable is the same in all pairs.",
  "constant-both": "Both variables are the same in all pairs.",
};

/** The keys of a correlation: n, r, t, df, p and the 95% interval. */
export function pearsonResult(pairs: readonly Pair[]): Record<string, ResultTree> {
  const result = pearson(
    pairs.map((pair) => pair.x),
    pairs.map((pair) => pair.y),
  );
  const { n } = result;
  if (result.r === null) {
    const none = new Unavailable(NO_R[result.reason] ?? "");
    return { n, r: none, t: none, df: none, p: none, ci_low: none, ci_high: none };
  }
  const { r, p, interval } = result;
  const noInterval = new Unavailable("An interval needs at least four pairs.");
  const t = r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
  return {
    n,
    r,
    t,
    df: n - 2,
    p,
    ci_low: interval?.low ?? noInterval,
    ci_high: interval?.high ?? noInterval,
  };
}

function spearmanResult(pairs: readonly Pair[]): ResultTree {
  const { n, r, p } = pearsonResult(rankPairs(pairs));
  return { n: n ?? null, rho: r ?? null, p: p ?? null };
}

function rankPairs(pairs: readonly Pair[]): Pair[] {
  const x = midRanks(pairs.map((pair) => pair.x));
  const y = midRanks(pairs.map((pair) => pair.y));
  return x.map((rank, index) => ({ x: rank, y: y[index] as number }));
}

function polyserialResult(pairs: readonly Pair[]): ResultTree {
  const [x, y] = [pairs.map((pair) => pair.x), pairs.map((pair) => pair.y)];
  if (pearson(x, y).r === null) {
    const none = new Unavailable("A polyserial correlation needs two variables that vary.");
    return { two_step: none, ml: none, ml_se: none };
  }
  const { twoStep, maximumLikelihood, standardError, converged } = polyserial(x, y);
  const none = new Unavailable("The maximum of the likelihood was not found.");
  return {
    two_step: twoStep,
    ml: converged ? maximumLikelihood : none,
    ml_se: converged ? standardError : none,
  };
}

function fisherComparisons(
  raters: readonly string[],
  ofRater: (rater: string) => Pair[],
  all: readonly Pair[],
  ofOthers: (rater: string) => Pair[],
): ResultTree {
  const pairings = raters.flatMap((first, i) => raters.slice(i + 1).map((second) => ({ first, second })));
  const samples = raters.map((rater) => sampleOf(ofRater(rater)));
  const usable = samples.filter((sample) => sample !== null);
  const none = new Unavailable("Some rater has no correlation with a standard error.");
  const homogeneity =
    usable.length === samples.length && samples.length > 1 ? correlationHomogeneity(usable) : null;
  return {
    rater_vs_overall: keyed(raters, (rater) => comparison(ofRater(rater), all)),
    rater_vs_others: keyed(raters, (rater) => comparison(ofRater(rater), ofOthers(rater))),
    pairwise: Object.fromEntries(
      pairings.map(({ first, second }) => [
        `${first}-${second}`,
        comparison(ofRater(first), ofRater(second)),
      ]),
    ),
    homogeneity: {
      pooled_r: homogeneity?.pooled ?? none,
      chisq: homogeneity?.chiSquare ?? none,
      df: homogeneity?.df ?? none,
      p: homogeneity?.p ?? none,
    },
  };
}

function comparison(first: readonly Pair[], second: readonly Pair[]): ResultTree {
  const [a, b] = [sampleOf(first), sampleOf(second)];
  if (a === null || b === null) {
    const none = new Unavailable("One of the two correlations does not exist or has no standard error.");
    return { r1: none, n1: first.length, r2: none, n2: second.length, z: none, p: none };
  }
  return { r1: a.r, n1: a.n, r2: b.r, n2: b.n, ...compareCorrelations(a, b) };
}

function sampleOf(pairs: readonly Pair[]): CorrelationOfSample | null {
  const { n, r } = pearson(
    pairs.map((pair) => pair.x),
    pairs.map((pair) => pair.y),
  );
  return r === null || Math.abs(r) === 1 || n < 4 ? null : { r, n };
}
