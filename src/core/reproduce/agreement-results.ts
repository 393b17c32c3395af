import { countPairs } from "../../stats/confusion.ts";
import { fleissKappa } from "../../stats/fleiss-kappa.ts";
import { type AgreementWeights, cohenKappa } from "../../stats/kappa.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";

const NO_KAPPA = {
  "no-pairs": "No pair of values.",
  "no-units": "No unit that all raters coded.",
  "one-category": "All values lie in one category: agreement by chance is complete, and there is no kappa.",
} as const;

/** The keys of Cohen's kappa of two lists of labels over the categories of their scale. */
export function kappaResult(
  categories: readonly string[],
  pairs: readonly (readonly [string, string])[],
  weights: AgreementWeights = "identity",
): Record<string, ResultTree> {
  const result = cohenKappa(countPairs(categories, categories, pairs), weights);
  const { n } = result;
  if (result.kappa === null) {
    const none = new Unavailable(NO_KAPPA[result.reason]);
    const rest = { se: none, ci_low: none, ci_high: none, se_null: none, z: none, p: none };
    return { n, kappa: none, po: none, pe: none, ...rest };
  }
  return {
    n,
    kappa: result.kappa,
    po: result.observed,
    pe: result.expected,
    se: result.se,
    ci_low: result.interval.low,
    ci_high: result.interval.high,
    se_null: result.seNull,
    z: result.z,
    p: result.p,
  };
}

/** The keys of Fleiss' kappa: units by raters, labels out of the categories. */
export function fleissResult(
  categories: readonly string[],
  units: readonly (readonly string[])[],
): ResultTree {
  const result = fleissKappa(countCategories(categories, units));
  const head = { n: result.units, raters: result.raters };
  if (result.kappa === null) {
    const none = new Unavailable(NO_KAPPA[result.reason]);
    return { ...head, kappa: none, pa: none, pe: none, se: none, z: none, p: none, by_category: none };
  }
  const unused = new Unavailable("No rater used this category.");
  return {
    ...head,
    kappa: result.kappa,
    pa: result.observed,
    pe: result.expected,
    se: result.se,
    z: result.z,
    p: result.p,
    by_category: result.categories.map(({ proportion, test }, index) => ({
      category: categories[index] ?? "",
      proportion,
      kappa: test?.kappa ?? unused,
      se: test?.se ?? unused,
      z: test?.z ?? unused,
      p: test?.p ?? unused,
    })),
  };
}

/** Raters per unit and category. */
export function countCategories(
  categories: readonly string[],
  units: readonly (readonly string[])[],
): number[][] {
  return units.map((unit) => categories.map((category) => unit.filter((label) => label === category).length));
}
