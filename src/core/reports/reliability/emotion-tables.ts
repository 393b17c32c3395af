import type { Block } from "../../../shared/reports/document.ts";
import { table } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column } from "../section-parts.ts";
import { type CategoryResults, NO_CATEGORY } from "./category-results.ts";
import { type ResampledByName, whyNoCluster } from "./resample.ts";
import { CLUSTER_INTERVAL, type Context, limits } from "./section.ts";

/** Fleiss' kappa of each value against all others. */
export function categoryTable(
  { numbered }: Context,
  result: CategoryResults,
  resampled: ResampledByName,
): Block {
  const tests = result.fleiss.kappa === null ? [] : result.fleiss.categories;
  const rows = result.labels.map((label, c) => ({
    label,
    share: result.shares[c] ?? 0,
    at: tests[c],
    cluster: resampled.get(`${result.key}.fleiss.${c + 1}`),
  }));
  type CategoryRow = (typeof rows)[number];
  const unused = "No rater used this category, or all used it throughout, on the minutes that all coded.";
  return table<CategoryRow>({
    id: `reliability-fleiss-${result.key}`,
    caption: numbered.table(`Fleiss' kappa of each value: ${result.title.toLowerCase()}.`),
    columns: [
      column("category", "Value", "Value that raters gave.", "text", (row) => row.label),
      column("share", "Share", "Of all values in double-coded minutes.", "percent1", (row) => row.share),
      column(
        "proportion",
        "Share (all raters)",
        "Of the values in minutes that all raters coded.",
        "percent1",
        (row) => orWhy(row.at?.proportion, NO_CATEGORY),
      ),
      column("kappa", "Kappa", "This value against all others (Fleiss 1971).", "r", (row) =>
        orWhy(row.at?.test?.kappa, unused),
      ),
      ...limits<CategoryRow>((row) => (row.at?.test == null ? null : (row.cluster?.interval ?? null)), {
        definition: CLUSTER_INTERVAL,
        why: (row) => (row.at?.test == null ? unused : whyNoCluster(row.cluster)),
      }),
      column(
        "se",
        "SE if 0",
        "Standard error if kappa were 0 (Fleiss, Nee & Landis 1979).",
        "fixed3",
        (row) => orWhy(row.at?.test?.se, unused),
      ),
      column("p", "p", "Two-sided, of kappa = 0; takes minutes as independent.", "p", (row) =>
        orWhy(row.at?.test?.p, unused),
      ),
      column("n", "Minutes", "Minutes that all raters coded.", "count", () => result.complete),
    ],
    rows,
    nColumn: "n",
  });
}

/** Both scales for each pair of raters. */
export function pairTableOf(
  { numbered }: Context,
  results: readonly CategoryResults[],
  resampled: ResampledByName,
): Block {
  const rows = results.flatMap((result) =>
    result.pairs.map((pair) => ({
      result,
      ...pair,
      cluster: resampled.get(`${result.key}.${pair.first}-${pair.second}.identity`),
    })),
  );
  type PairRow = (typeof rows)[number];
  const why = (row: PairRow): string =>
    row.n === 0
      ? "No minute has a value of both raters."
      : "Both raters used one and the same value throughout: chance agreement is complete, and there is no kappa.";
  return table<PairRow>({
    id: "reliability-emotion-pairs",
    caption: numbered.table("Category and arousal of 3 or more, each pair of raters."),
    columns: [
      column(
        "scale",
        "Coded",
        "The category, or arousal below 3 against 3 or more.",
        "text",
        (row) => row.result.title,
      ),
      column("pair", "Raters", "First and second rater.", "text", (row) => `${row.first}-${row.second}`),
      column(
        "kappa",
        "Cohen's kappa",
        "Agreement beyond chance, chance from each rater's own shares.",
        "r",
        (row) => orWhy(row.kappa.kappa, why(row)),
      ),
      ...limits<PairRow>((row) => (row.kappa.kappa === null ? null : row.kappa.interval), {
        definition:
          "95% interval by the standard error of Fleiss, Cohen & Everitt (1969); takes minutes as independent.",
        why,
      }),
      ...limits<PairRow>((row) => row.cluster?.interval ?? null, {
        id: "cluster",
        label: "Sessions, 95% CI",
        definition: CLUSTER_INTERVAL,
        why: (row) => (row.kappa.kappa === null ? why(row) : whyNoCluster(row.cluster)),
      }),
      column("ac1", "AC1", "Gwet's AC1 of the pair.", "r", (row) => orWhy(row.ac1.coefficient, why(row))),
      column("pabak", "PABAK", "Kappa as if the values were equally frequent.", "r", (row) =>
        orWhy(row.conditions?.pabak, why(row)),
      ),
      column("exact", "Alike", "Share of equal pairs.", "percent1", (row) =>
        orWhy(row.conditions?.observed, why(row)),
      ),
      column(
        "prevalence",
        "Prevalence",
        "Share of the most frequent value, both raters together.",
        "r",
        (row) => orWhy(row.conditions?.prevalence, why(row)),
      ),
      column("bias", "Bias", "Half the sum of the differences between the raters' shares.", "r", (row) =>
        orWhy(row.conditions?.bias, why(row)),
      ),
      column("n", "Minutes", "Minutes with a value of both raters.", "count", (row) => row.n),
    ],
    rows,
    nColumn: "n",
  });
}
