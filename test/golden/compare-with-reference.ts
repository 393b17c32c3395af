type Tree = number | string | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };
interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

interface Comparison {
  /** Numbers, texts and truth values that were compared. */
  readonly compared: number;
  /** What differs by more than its tolerance, in words. */
  readonly differences: readonly string[];
  /** Key paths of the reference that the result does not have, or has as null. */
  readonly missing: readonly string[];
}

/** Keys that say how a value was got, and hold none. */
const WORDS = [
  "roc_about",
  "definition",
  "call",
  "tolerance",
  "about",
  "optional",
  "independence",
  "number_format",
];

/**
 * Walks the reference and compares each value with the one at the same path of the result, at the tolerance of the
 * nearest `tolerance` entry above it: |x - v| <= abs + rel |v|. Where that entry has several, named tolerances, the key
 * says which one holds.
 *
 * @param leaveOut key paths (with or without a list's positions) that are not compared
 */
export function compareWithReference(
  reference: Tree,
  result: Tree,
  leaveOut: (path: readonly string[]) => boolean,
): Comparison {
  const differences: string[] = [];
  const missing: string[] = [];
  let compared = 0;
  const walk = (
    expected: Tree,
    found: Tree | undefined,
    path: readonly string[],
    near: Tree | null,
  ): void => {
    if (leaveOut(path)) return;
    if (typeof expected === "object" && expected !== null) {
      const own = isObject(expected) ? (toleranceOf(expected) ?? near) : near;
      if (typeof found !== "object" || found === null) {
        missing.push(path.join("."));
        return;
      }
      if (Array.isArray(expected) && (!Array.isArray(found) || found.length !== expected.length)) {
        differences.push(`${path.join(".")}: the lists differ in length`);
        return;
      }
      for (const [key, value] of Object.entries(expected)) {
        if (!WORDS.includes(key)) walk(value, (found as Record<string, Tree>)[key], [...path, key], own);
      }
      return;
    }
    if (found === undefined || (found === null && expected !== null)) {
      missing.push(path.join("."));
      return;
    }
    compared += 1;
    if (typeof expected !== "number" || typeof found !== "number") {
      if (expected !== found) differences.push(`${path.join(".")}: ${found} instead of ${expected}`);
      return;
    }
    const { abs, rel } = toleranceAt(path, near);
    if (!(Math.abs(found - expected) <= abs + rel * Math.abs(expected)))
      differences.push(`${path.join(".")}: ${found} instead of ${expected}, off by ${found - expected}`);
  };
  walk(reference, result, [], null);
  return { compared, differences, missing };
}

function isObject(tree: Tree): tree is { readonly [key: string]: Tree } {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

/** The tolerances of a section; those of its ROC curves stand apart, in `roc_about`. */
function toleranceOf(section: { readonly [key: string]: Tree }): Tree | null {
  const own = section["tolerance"] ?? null;
  const roc = section["roc_about"];
  if (own === null || !isObject(own) || roc === undefined || !isObject(roc)) return own;
  return { ...own, ...Object(roc["tolerance"]) };
}

function isTolerance(tree: unknown): tree is Tolerance {
  return typeof tree === "object" && tree !== null && "abs" in tree && "rel" in tree;
}

function toleranceAt(path: readonly string[], near: Tree | null): Tolerance {
  if (isTolerance(near)) return near;
  // A few values of the reference have no tolerance above them.
  if (near === null) return { abs: 1e-9, rel: 1e-9 };
  const named = (near ?? {}) as Record<string, Tree>;
  const name = toleranceName(path, Object.keys(named));
  const tolerance = name === null ? undefined : named[name];
  if (!isTolerance(tolerance)) throw new Error(`No tolerance is known for ${path.join(".")}`);
  return tolerance;
}

/** Which of several tolerances holds for a path. */
function toleranceName(path: readonly string[], names: readonly string[]): string | null {
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? "";
  const section = path[0] ?? "";
  const rules: Readonly<Record<string, (key: string) => string>> = {
    classification: () => (key.startsWith("log10") ? "log10_p" : key.startsWith("ci_") ? "ci" : "all"),
    group_tests: () =>
      key === "welch_p" || key === "pooled_p"
        ? "welch_p_pooled_p"
        : key.startsWith("d_ci")
          ? "d_ci"
          : key === "hedges_g"
            ? "hedges_g"
            : "all",
    pca: () =>
      /loadings|score|centroids|PC\d|component_correlations/.test(path.join("."))
        ? "loadings_scores"
        : "eigenvalues",
    cwt: () => (key === "re" || key === "im" ? "re_im" : "power"),
    lmm: () =>
      path.includes("criterion_at_theta")
        ? "criterion_at_theta"
        : key === "satterthwaite_df"
          ? "satterthwaite_df"
          : key.startsWith("satterthwaite")
            ? "satterthwaite_p_ci"
            : /logLik|AIC|BIC|criterion/.test(key)
              ? "logLik_AIC_BIC"
              : "estimates_se_t_variances_modes",
    glmm: () => glmmTolerance(path, key),
  };
  const name = rules[section]?.(key) ?? "";
  if (names.includes(name)) return name;
  return names.includes("all") ? "all" : null;
}

function glmmTolerance(path: readonly string[], key: string): string {
  if (/^auc/.test(key))
    return path.includes("disgust") || path.includes("surprise") ? "rare_labels" : "auc_and_ci";
  if (/threshold|score/.test(key)) return "threshold";
  if (path.some((part) => part.startsWith("roc") || part.startsWith("table1")))
    return "sensitivity_specificity_total_correct";
  if (path.includes("logLik_at_fixed_parameters")) return "logLik_at_fixed_parameters";
  if (/logLik|AIC|BIC|deviance/.test(key)) return "logLik";
  if (key === "p") return "p";
  if (/variance|sd_patient/.test(key)) return "variance";
  if (path.includes("conditional_modes") || path.some((part) => part.startsWith("fitted")))
    return "fitted_and_modes";
  if (key === "se_lme4_hessian") return "se_lme4_hessian";
  return "estimate_se_z";
}
