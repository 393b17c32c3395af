import { AROUSAL_LEVELS, EMOTION_GATE } from "../../shared/ceas/codebook.ts";
import { blandAltman } from "../../stats/bland-altman.ts";
import { pearson } from "../../stats/correlation.ts";
import { gwetCoefficient } from "../../stats/gwet.ts";
import { intraclassCorrelations } from "../../stats/intraclass.ts";
import type { AgreementWeights } from "../../stats/kappa.ts";
import { type DisagreementMetric, krippendorffAlpha } from "../../stats/krippendorff.ts";
import { sharedValues } from "../../stats/shared-values.ts";
import { mean } from "../../stats/summary.ts";
import { type CodedMinute, codedMinutes } from "../reports/reliability/coded-minutes.ts";
import { sessionKey } from "../reports/session-key.ts";
import { countCategories, fleissResult, kappaResult } from "./agreement-results.ts";
import { CATEGORIES, type StudyRows } from "./analysis-rows.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";

const LEVELS = AROUSAL_LEVELS.map(String);
const GATE = ["0", "1"];
const atLeastGate = (arousal: number): string => (arousal >= EMOTION_GATE ? "1" : "0");

/** Agreement of the raters on the minutes of sessions that two or more of them coded. */
export function reliability(rows: StudyRows): ResultTree {
  const { raters } = rows;
  const minutes = sharedMinutes(rows);
  const arousal = minutes.map((minute) => minute.arousal.filter((value) => value !== null));
  const category = minutes.map((minute) => minute.category.filter((value) => value !== null));
  // A single rater agrees with nobody.
  const isComplete = (values: readonly unknown[]): boolean =>
    values.length >= 2 && values.length === raters.length;
  const triples = arousal.filter(isComplete);
  const categoryTriples = category.filter(isComplete);
  const several = arousal.filter((values) => values.length >= 2);
  const severalCategories = category.filter((values) => values.length >= 2);
  const pairs = raters.flatMap((first, i) =>
    raters.slice(i + 1).map((second, j) => ({
      name: `${first}-${second}`,
      result: pairResult(minutes, i, i + 1 + j),
    })),
  );
  return {
    counts: {
      triples_arousal: triples.length,
      triples_category: categoryTriples.length,
      units2_arousal: several.length,
      units2_category: severalCategories.length,
    },
    icc: intraclassResult(triples),
    pairwise: Object.fromEntries(pairs.map(({ name, result }) => [name, result.tree])),
    mean_pairwise_quadratic_kappa: mean(pairs.map(({ result }) => result.quadratic)),
    krippendorff: {
      arousal_ordinal: alphaResult(several, "ordinal"),
      arousal_interval: alphaResult(several, "interval"),
      arousal_nominal: alphaResult(several, "nominal"),
      category_nominal: alphaResult(
        severalCategories.map((unit) => unit.map((name) => CATEGORIES.indexOf(name))),
        "nominal",
      ),
    },
    fleiss: {
      category: fleissResult(CATEGORIES, categoryTriples),
      arousal_as_nominal: fleissResult(LEVELS, texts(triples)),
      arousal_at_least_3: fleissResult(
        GATE,
        triples.map((unit) => unit.map(atLeastGate)),
      ),
    },
    percent_agreement_triples: shares(triples, categoryTriples),
    gwet: {
      category_ac1_triples: gwetResult(CATEGORIES, categoryTriples, "identity"),
      category_ac1_units2: gwetResult(CATEGORIES, severalCategories, "identity"),
      arousal_ac2_quadratic_triples: gwetResult(LEVELS, texts(triples), "quadratic"),
      arousal_ac2_quadratic_units2: gwetResult(LEVELS, texts(several), "quadratic"),
      arousal_ac2_linear_triples: gwetResult(LEVELS, texts(triples), "linear"),
      arousal_ac2_linear_units2: gwetResult(LEVELS, texts(several), "linear"),
      arousal_ac1_units2: gwetResult(LEVELS, texts(several), "identity"),
      arousal_at_least_3_ac1_units2: gwetResult(
        GATE,
        several.map((unit) => unit.map(atLeastGate)),
        "identity",
      ),
    },
  };
}

function texts(units: readonly (readonly number[])[]): string[][] {
  return units.map((unit) => unit.map(String));
}

/** Minutes of the sessions that two raters or more coded. */
function sharedMinutes({ tables, rated, raters }: StudyRows): CodedMinute[] {
  const shared = new Set(tables.sessions.filter((row) => row.raterCount >= 2).map(sessionKey));
  return codedMinutes(
    rated.filter((row) => shared.has(sessionKey(row))),
    raters,
  );
}

const NO_DENOMINATOR = new Unavailable("The variances that it divides by cancel out.");

function intraclassResult(triples: readonly (readonly number[])[]): ResultTree {
  const result = intraclassCorrelations(triples);
  const head = { n: result.units, k: result.raters };
  if (result.values === null) {
    const reason =
      result.reason === "too-few"
        ? "Intraclass correlations need two minutes or more that all raters coded."
        : "All values are the same: there is no variance to divide.";
    const none = new Unavailable(reason);
    return { ...head, mean_squares: none, values: none, icc_2k_ci_of_irr_package: none };
  }
  return {
    ...head,
    mean_squares: { MSR: result.msr, MSC: result.msc, MSE: result.mse, MSW: result.msw },
    values: result.values.map(({ type, icc, f, df1, df2, p, interval }) => ({
      type,
      icc: icc ?? NO_DENOMINATOR,
      F: f,
      df1,
      df2,
      p,
      ci_low: interval?.low ?? NO_DENOMINATOR,
      ci_high: interval?.high ?? NO_DENOMINATOR,
    })),
    icc_2k_ci_of_irr_package: {
      ci_low: result.irrInterval2k.low,
      ci_high: result.irrInterval2k.high,
    },
  };
}

function pairResult(
  minutes: readonly CodedMinute[],
  first: number,
  second: number,
): { tree: ResultTree; quadratic: number } {
  const pairs = minutes.flatMap(({ arousal }): (readonly [number, number])[] => {
    const [a, b] = [arousal[first], arousal[second]];
    return a == null || b == null ? [] : [[a, b]];
  });
  const categories = minutes.flatMap(({ category }): (readonly [string, string])[] => {
    const [a, b] = [category[first], category[second]];
    return a == null || b == null ? [] : [[a, b]];
  });
  const a = pairs.map(([value]) => value);
  const b = pairs.map(([, value]) => value);
  const levels = pairs.map(([x, y]): [string, string] => [String(x), String(y)]);
  const none = new Unavailable("No minute has values of both raters.");
  const shared = sharedValues(pairs);
  const alike = categories.filter(([x, y]) => x === y).length;
  const quadratic = kappaResult(LEVELS, levels, "quadratic");
  const tree: ResultTree = {
    n: pairs.length,
    arousal_quadratic_kappa: quadratic,
    arousal_linear_kappa: kappaResult(LEVELS, levels, "linear"),
    arousal_unweighted_kappa: kappaResult(LEVELS, levels),
    arousal_at_least_3_kappa: kappaResult(
      GATE,
      pairs.map(([x, y]) => [atLeastGate(x), atLeastGate(y)]),
    ),
    category_kappa: kappaResult(CATEGORIES, categories),
    agreement_exact: shared?.pairsEqual ?? none,
    agreement_within_1: shared?.pairsWithinOne ?? none,
    pearson_r: pearson(a, b).r ?? new Unavailable("One of the raters gave the same value throughout."),
    category_agreement: categories.length === 0 ? none : alike / categories.length,
    bland_altman: blandAltmanResult(a, b),
  };
  const value = quadratic["kappa"];
  return { tree, quadratic: typeof value === "number" ? value : Number.NaN };
}

function blandAltmanResult(a: readonly number[], b: readonly number[]): ResultTree {
  const result = blandAltman(a, b);
  if (result === null) return new Unavailable("Limits of agreement need two minutes or more.");
  return {
    n: result.n,
    bias: result.bias,
    sd_diff: result.sd,
    se_bias: result.seBias,
    bias_ci_low: result.biasInterval.low,
    bias_ci_high: result.biasInterval.high,
    loa_low: result.limits.low,
    loa_high: result.limits.high,
    loa_se_1986: result.seLimit1986,
    loa_se_1999: result.seLimit1999,
    loa_low_ci: [result.lowLimitInterval.low, result.lowLimitInterval.high],
    loa_high_ci: [result.highLimitInterval.low, result.highLimitInterval.high],
    correlation_diff_mean: result.trend ?? new Unavailable("The differences or the means do not vary."),
  };
}

function alphaResult(units: readonly (readonly number[])[], metric: DisagreementMetric): ResultTree {
  const { units: pairable, values, alpha, observed, expected } = krippendorffAlpha(units, metric);
  return {
    units: pairable,
    pairable_values: values,
    observed_disagreement: observed,
    expected_disagreement: expected,
    alpha:
      alpha ??
      new Unavailable(
        pairable === 0
          ? "No unit has values of two raters."
          : "The values do not vary: no disagreement is expected.",
      ),
  };
}

function shares(
  triples: readonly (readonly number[])[],
  categories: readonly (readonly string[])[],
): ResultTree {
  const shared = sharedValues(triples);
  const none = new Unavailable("No minute has values of all raters.");
  const alike = categories.filter((unit) => unit.every((name) => name === unit[0])).length;
  return {
    n: triples.length,
    all_equal: shared?.allEqual ?? none,
    all_within_1: shared?.allWithinOne ?? none,
    category_all_equal: categories.length === 0 ? none : alike / categories.length,
    mean_pairwise_exact: shared?.pairsEqual ?? none,
    mean_pairwise_within_1: shared?.pairsWithinOne ?? none,
  };
}

function gwetResult(
  categories: readonly string[],
  units: readonly (readonly string[])[],
  weights: AgreementWeights,
): ResultTree {
  const result = gwetCoefficient(countCategories(categories, units), weights);
  if (result.coefficient === null) {
    return new Unavailable("Gwet's coefficient needs two units, one of them with two values.");
  }
  return {
    n: result.units,
    categories: categories.length,
    pa: result.observed,
    pe: result.expected,
    coefficient: result.coefficient,
    se: result.se,
    t: result.t,
    p: result.p,
    ci_low: result.interval.low,
    ci_high: result.interval.high,
  };
}
