import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blandAltman } from "../../src/stats/bland-altman.ts";
import { classMeasures } from "../../src/stats/class-measures.ts";
import { accuracy, unweightedAverageRecall } from "../../src/stats/classification.ts";
import { pearson } from "../../src/stats/correlation.ts";
import { clopperPearson, logBinomialTail } from "../../src/stats/distributions.ts";
import { benjaminiHochberg } from "../../src/stats/false-discovery-rate.ts";
import { fleissKappa } from "../../src/stats/fleiss-kappa.ts";
import { groupingOf } from "../../src/stats/grouping.ts";
import { gwetCoefficient } from "../../src/stats/gwet.ts";
import { intraclassCorrelations } from "../../src/stats/intraclass.ts";
import { type AgreementWeights, cohenKappa } from "../../src/stats/kappa.ts";
import { krippendorffAlpha } from "../../src/stats/krippendorff.ts";
import { fitLinearMixed, linearMixedCriterion } from "../../src/stats/linear-mixed.ts";
import { prepareLogistic } from "../../src/stats/logistic-design.ts";
import { fitLogisticMixed, logisticLogLikelihood } from "../../src/stats/logistic-mixed.ts";
import { medianSplit, ranksOfKnown } from "../../src/stats/outcome.ts";
import { partialCorrelation, residualiser } from "../../src/stats/partial-correlation.ts";
import { principalComponents } from "../../src/stats/principal-components.ts";
import { rocCurve } from "../../src/stats/roc.ts";
import { midRanks } from "../../src/stats/summary.ts";
import { compareSamples } from "../../src/stats/two-samples.ts";
import { FOURIER_FACTOR, morletTransform } from "../../src/stats/wavelet.ts";
import { compareWithReference } from "./compare-with-reference.ts";

const { examples } = JSON.parse(readFileSync(new URL("textbook.json", import.meta.url), "utf8"));

/** Compares what is given with the example's values of the same names, at the example's tolerance. */
function expectExample(name: string, computed: object): void {
  const { computed: all, tolerance } = examples[name];
  const named = Object.fromEntries(Object.keys(computed).map((key) => [key, all[key]]));
  const { compared, differences, missing } = compareWithReference(
    { ...named, tolerance },
    JSON.parse(JSON.stringify(computed)),
    () => false,
  );
  expect([differences, missing]).toEqual([[], []]);
  expect(compared).toBeGreaterThan(0);
}

const dataOf = (name: string) => examples[name].data;

describe("agreement", () => {
  it("has the intraclass correlations of Shrout & Fleiss", () => {
    const result = intraclassCorrelations(dataOf("icc_shrout_fleiss_1979").targets_by_judges);
    if (result.values === null) throw new Error("no coefficients");
    expectExample("icc_shrout_fleiss_1979", {
      ...Object.fromEntries(result.values.map(({ type, icc }) => [type, icc])),
      MSR: result.msr,
      MSW: result.msw,
      MSC: result.msc,
      MSE: result.mse,
      F_1: result.values[0]?.f,
      F_2_3: result.values[1]?.f,
      p_1: result.values[0]?.p,
      p_2_3: result.values[1]?.p,
      ci: result.values.map(({ type, interval }) => ({
        type,
        ci_low: interval?.low,
        ci_high: interval?.high,
      })),
    });
  });

  it("has the kappa of Fleiss", () => {
    const { counts, categories } = dataOf("fleiss_kappa_1971");
    const result = fleissKappa(counts);
    if (result.kappa === null) throw new Error("no kappa");
    const each = categories.map((name: string, i: number) => [
      `kappa_${name.replace(" ", "_")}`,
      result.categories[i]?.test?.kappa,
    ]);
    const { kappa, se, z, observed, expected } = result;
    const byCategory = { se_category: result.categories[0]?.test?.se, ...Object.fromEntries(each) };
    expectExample("fleiss_kappa_1971", { kappa, se, z, pa: observed, pe: expected, ...byCategory });
  });

  it("has Krippendorff's alpha with missing values", () => {
    const observers: (number | null)[][] = dataOf("krippendorff_alpha_2011").observers_by_units;
    const units = (observers[0] ?? []).map((_, u) =>
      observers.map((row) => row[u] ?? null).filter((value) => value !== null),
    );
    expectExample("krippendorff_alpha_2011", {
      nominal: krippendorffAlpha(units, "nominal").alpha,
      ordinal: krippendorffAlpha(units, "ordinal").alpha,
      interval: krippendorffAlpha(units, "interval").alpha,
    });
  });

  it("has Gwet's AC1 and AC2 with missing values", () => {
    const units: (number | null)[][] = dataOf("gwet_ac1").units_by_raters;
    const counts = units.map((unit) =>
      [1, 2, 3, 4, 5].map((c) => unit.filter((value) => value === c).length),
    );
    const [first, second] = [gwetCoefficient(counts), gwetCoefficient(counts, "quadratic")];
    if (first.coefficient === null || second.coefficient === null) throw new Error("no coefficient");
    expectExample("gwet_ac1", {
      ac1: first.coefficient,
      se: first.se,
      pa: first.observed,
      pe: first.expected,
      ci_low: first.interval.low,
      ci_high: first.interval.high,
      ac2_quadratic: second.coefficient,
      ac2_quadratic_se: second.se,
    });
  });

  it("has Cohen's kappa, unweighted and weighted", () => {
    const kappa = (table: number[][], weights?: AgreementWeights) => {
      const result = cohenKappa(table, weights);
      if (result.kappa === null) throw new Error("no kappa");
      return result;
    };
    const { table } = dataOf("cohen_kappa_agresti_winner_1997");
    const plain = kappa(table);
    expectExample("cohen_kappa_agresti_winner_1997", {
      n: plain.n,
      kappa: plain.kappa,
      po: plain.observed,
      pe: plain.expected,
      se: plain.se,
      ci_low: plain.interval.low,
      ci_high: plain.interval.high,
      se_null: plain.seNull,
      z: plain.z,
      p: plain.p,
    });
    const couples = dataOf("weighted_kappa_agresti_1990").table;
    expectExample("weighted_kappa_agresti_1990", {
      unweighted: kappa(couples).kappa,
      unweighted_se: kappa(couples).se,
      linear: kappa(couples, "linear").kappa,
      linear_se: kappa(couples, "linear").se,
      quadratic: kappa(couples, "quadratic").kappa,
      quadratic_se: kappa(couples, "quadratic").se,
    });
  });

  it("has the limits of Bland & Altman", () => {
    const { large_meter, mini_meter } = dataOf("bland_altman_1986");
    const result = blandAltman(large_meter, mini_meter);
    expectExample("bland_altman_1986", {
      n: result?.n,
      bias: result?.bias,
      sd_diff: result?.sd,
      loa_low_196: result?.limits.low,
      loa_high_196: result?.limits.high,
      se_bias: result?.seBias,
      se_loa_1986: result?.seLimit1986,
    });
  });
});

describe("mixed models", () => {
  it("fits the sleep study", () => {
    const { subject, days, reaction_ms } = dataOf("lmm_sleepstudy");
    const model = {
      y: reaction_ms,
      columns: [days.map(() => 1), days],
      groups: [groupingOf(subject)],
    };
    const reml = fitLinearMixed(model, { reml: true });
    const ml = fitLinearMixed(model, { reml: false });
    expectExample("lmm_sleepstudy", {
      reml_criterion: reml.criterion,
      intercept: reml.fixed[0]?.estimate,
      intercept_se: reml.fixed[0]?.se,
      slope: reml.fixed[1]?.estimate,
      slope_se: reml.fixed[1]?.se,
      var_subject: { "Subject.(Intercept)": reml.groupVariances[0] },
      var_residual: reml.residualVariance,
      ml_logLik: -ml.criterion / 2,
      ml_AIC: ml.criterion + 2 * ml.parameters,
      ml_var_subject: ml.groupVariances[0],
      ml_var_residual: ml.residualVariance,
      criterion_at_theta_1: linearMixedCriterion(model, [1], { reml: true }),
    });
  });

  it("fits the cattle of Lesnoff et al.", () => {
    const data = dataOf("glmm_cbpp");
    const rows = data.herd.flatMap((herd: string, i: number) =>
      Array.from({ length: data.size[i] }, (_, k) => ({
        herd,
        period: data.period[i],
        y: Number(k < data.incidence[i]),
      })),
    ) as { herd: string; period: string; y: number }[];
    const prepared = prepareLogistic({
      y: rows.map((row) => row.y),
      predictors: ["2", "3", "4"].map((period) => rows.map((row) => Number(row.period === period))),
      group: groupingOf(rows.map((row) => row.herd)),
    });
    const laplace = fitLogisticMixed(prepared, 1);
    const quadrature = fitLogisticMixed(prepared, 25);
    const [intercept, period2, period3, period4] = laplace.fixed.map((effect) => effect.estimate);
    expectExample("glmm_cbpp", {
      ...{ intercept, period2, period3, period4 },
      se: laplace.fixed.map((effect) => effect.se),
      sd_herd: laplace.sd,
      variance: laplace.sd ** 2,
      logLik_one_row_per_animal: laplace.logLikelihood,
      agq25: {
        coefficients: quadrature.fixed.map((effect) => effect.estimate),
        variance: quadrature.sd ** 2,
        logLik_one_row_per_animal: quadrature.logLikelihood,
      },
      logLik_laplace_at_beta_0_sd_1: logisticLogLikelihood(prepared, 1, [0, 0, 0, 0], 1),
      logLik_agq25_at_beta_0_sd_1: logisticLogLikelihood(prepared, 25, [0, 0, 0, 0], 1),
    });
  });
});

describe("classification", () => {
  it("has the ROC of Turck et al.", () => {
    const { outcome_poor, s100b } = dataOf("roc_delong_asah");
    const roc = rocCurve(
      outcome_poor.map((value: number) => value === 1),
      s100b,
    );
    expectExample("roc_delong_asah", {
      auc: roc?.auc,
      ci_low: roc?.interval.low,
      ci_high: roc?.interval.high,
      se: roc?.se,
      youden_threshold: roc?.youden?.threshold,
      youden_specificity: roc?.youden?.specificity,
      youden_sensitivity: roc?.youden?.sensitivity,
    });
  });

  it("has the exact binomial interval and tail of Conover", () => {
    const { successes, n } = dataOf("binomial_conover_1971");
    const { low, high } = clopperPearson(successes, n);
    const tail = Math.exp(logBinomialTail(successes, n, 0.7));
    expectExample("binomial_conover_1971", { ci_low: low, ci_high: high, p_one_sided_greater_70: tail });
  });

  it("has the liver scans of Altman & Bland", () => {
    const { abnormal, normal } = dataOf("confusion_altman_bland_1994");
    const counts = [
      [abnormal.correct, abnormal.called_normal],
      [normal.called_abnormal, normal.correct],
    ];
    const [first, second] = classMeasures(counts);
    const kappa = cohenKappa(counts);
    const correct = abnormal.correct + normal.correct;
    const interval = clopperPearson(
      correct,
      counts.flat().reduce((sum, count) => sum + count, 0),
    );
    expectExample("confusion_altman_bland_1994", {
      sensitivity: first?.recall,
      specificity: first?.specificity,
      ppv: first?.precision,
      npv: second?.precision,
      accuracy: accuracy(counts),
      ci_low: interval.low,
      ci_high: interval.high,
      kappa: kappa.kappa,
      uar: unweightedAverageRecall(counts),
      f1_abnormal: first?.f1,
    });
  });
});

describe("tests and transforms", () => {
  it("adjusts the p values of Benjamini & Hochberg", () => {
    const adjusted = benjaminiHochberg(dataOf("benjamini_hochberg_1995").p);
    const rejected = adjusted.filter((p) => p < 0.05).length;
    expectExample("benjamini_hochberg_1995", { adjusted, rejected_fdr_05: rejected });
  });

  it("correlates Anscombe's sets", () => {
    const { x1, y1, x4, y4 } = dataOf("pearson_anscombe_1973");
    const [first, fourth] = [pearson(x1, y1), pearson(x4, y4)];
    if (first.r === null || fourth.r === null) throw new Error("no correlation");
    expectExample("pearson_anscombe_1973", {
      r1: first.r,
      p1: first.p,
      ci_low1: first.interval?.low,
      ci_high1: first.interval?.high,
      r4: fourth.r,
      p4: fourth.p,
      spearman1: pearson(midRanks(x1), midRanks(y1)).r,
    });
  });

  it("compares Student's sleep data", () => {
    const { group1, group2 } = dataOf("t_test_student_1908");
    const result = compareSamples(group1, group2);
    expectExample("t_test_student_1908", {
      welch_t: result?.welch.t,
      welch_df: result?.welch.df,
      welch_p: result?.welch.p,
      pooled_t: result?.pooled.t,
      pooled_df: result?.pooled.df,
      pooled_p: result?.pooled.p,
      cohens_d: result?.cohensD,
    });
    const { d_ci_low, d_ci_high } = examples.t_test_student_1908.computed;
    expect(result?.dInterval.low).toBeCloseTo(d_ci_low, 6);
    expect(result?.dInterval.high).toBeCloseTo(d_ci_high, 6);
  });

  it("finds the components of the arrests", () => {
    const result = principalComponents(dataOf("pca_usarrests").rows);
    const [sd1, sd2, sd3, sd4] = (result?.eigenvalues ?? []).map(Math.sqrt);
    expectExample("pca_usarrests", {
      ...{ sd1, sd2, sd3, sd4 },
      loadings: result?.loadings,
      scores_first3: result?.scores.slice(0, 3),
    });
  });

  it("takes covariates out as Kim does", () => {
    const { hl, disp, deg, BC } = dataOf("partial_correlation_kim_2015");
    const result = partialCorrelation(hl, disp, residualiser([deg, BC], hl.length));
    expectExample("partial_correlation_kim_2015", {
      r: result?.r,
      t: result?.t,
      df: result?.df,
      p: result?.p,
    });
  });

  it("transforms a pure cosine into its closed form", () => {
    const { N, cycles } = dataOf("cwt_pure_cosine");
    const series = Array.from({ length: N }, (_, n) => Math.cos((2 * Math.PI * cycles * n) / N));
    const at = morletTransform(series, N);
    const grid: { scale: number; sample: number }[] = examples.cwt_pure_cosine.computed.grid;
    expectExample("cwt_pure_cosine", {
      fourier_factor: FOURIER_FACTOR,
      grid: grid.map(({ scale, sample }) => {
        const values = at(scale);
        const [re = Number.NaN, im = Number.NaN] = [values.re[sample], values.im[sample]];
        return { scale, sample, re, im, power: re * re + im * im };
      }),
    });
  });
});

describe("edge cases", () => {
  it("explain themselves instead of giving a number", () => {
    expect(cohenKappa([[3]])).toMatchObject({ kappa: null, reason: "one-category" });
    expect(
      cohenKappa([
        [3, 0],
        [0, 0],
      ]),
    ).toMatchObject({ kappa: null, reason: "one-category" });
    expect(cohenKappa([])).toMatchObject({ kappa: null, reason: "no-pairs" });
    expect(
      krippendorffAlpha(
        [
          [2, 2],
          [2, 2],
        ],
        "ordinal",
      ).alpha,
    ).toBeNull();
    expect(krippendorffAlpha([[1], []], "nominal")).toMatchObject({ units: 0, alpha: null });
    expect(fleissKappa([[3, 0]])).toMatchObject({ kappa: null, reason: "one-category" });
    expect(gwetCoefficient([[1, 0]])).toMatchObject({ coefficient: null, reason: "too-few-units" });
    expect(
      intraclassCorrelations([
        [2, 2],
        [2, 2],
      ]),
    ).toMatchObject({ values: null, reason: "no-variation" });
    expect(rocCurve([true, true], [1, 2])).toBeNull();
    expect(compareSamples([1, 1], [2, 2])).toBeNull();
  });

  it("identical raters: ICC 1, F infinite", () => {
    const result = intraclassCorrelations([1, 2, 3, 4, 5].map((value) => [value, value, value]));
    for (const value of result.values ?? []) {
      expect(value).toMatchObject({
        icc: 1,
        f: Number.POSITIVE_INFINITY,
        p: 0,
        interval: { low: 1, high: 1 },
      });
    }
    expect(result.values).toHaveLength(6);
  });

  it("a class that is never predicted", () => {
    const counts = [
      [0, 1],
      [0, 2],
    ];
    expect(classMeasures(counts)[0]).toMatchObject({ recall: 0, precision: null, f1: 0 });
    expect(unweightedAverageRecall(counts)).toBe(0.5);
  });

  it("perfect separation", () => {
    expect(rocCurve([false, false, true, true], [0.1, 0.2, 0.8, 0.9])).toMatchObject({
      auc: 1,
      se: 0,
      interval: { low: 1, high: 1 },
      youden: { threshold: 0.5, gap: 0.5, positivePredictive: 1, negativePredictive: 1 },
    });
  });

  it("ties at the median that rounding has split, and ranks with a missing score", () => {
    expect(medianSplit([0.14999999999999947, 0.15000000000000036]).groups).toEqual(["good", "good"]);
    expect(ranksOfKnown([10, 12, 12, null, 7])).toEqual([2, 3.5, 3.5, null, 1]);
  });
});
