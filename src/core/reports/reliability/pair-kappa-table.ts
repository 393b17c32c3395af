import type { Block } from "../../../shared/reports/document.ts";
import { table } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column } from "../section-parts.ts";
import { NO_KAPPA, type PairOnArousal } from "./pair-results.ts";
import { type ResampledByName, whyNoCluster } from "./resample.ts";
import { CLUSTER_INTERVAL, type Context, limits } from "./section.ts";

/** Cohen's kappa of each pair, with what it depends on beside agreement. */
export function kappaTable(
  { numbered }: Context,
  pairs: readonly PairOnArousal[],
  resampled: ResampledByName,
): Block {
  const rows = pairs.flatMap((pair) =>
    pair.kappas.map((entry) => ({
      pair,
      ...entry,
      cluster: resampled.get(`arousal.${pair.first}-${pair.second}.${entry.weights}`),
    })),
  );
  type Row = (typeof rows)[number];
  const why = (row: Row): string => (row.result.kappa === null ? NO_KAPPA[row.result.reason] : "");
  return table<Row>({
    id: "reliability-pair-kappa",
    caption: numbered.table("Cohen's kappa of arousal on the full scale 1 to 7, each pair of raters."),
    columns: [
      column("pair", "Raters", "First and second rater.", "text", (row) => row.pair.name),
      column(
        "weights",
        "Weights",
        "Of differences: all alike (none), by distance (linear), by its square (quadratic).",
        "text",
        (row) => (row.weights === "identity" ? "none" : row.weights),
      ),
      column(
        "kappa",
        "Kappa",
        "Agreement beyond chance (Cohen 1960, 1968); chance from each rater's own shares.",
        "r",
        (row) => orWhy(row.result.kappa, why(row)),
      ),
      ...limits<Row>((row) => (row.result.kappa === null ? null : row.result.interval), {
        definition:
          "95% interval by the large-sample standard error of Fleiss, Cohen & Everitt (1969); takes minutes as independent.",
        why,
      }),
      ...limits<Row>((row) => row.cluster?.interval ?? null, {
        id: "cluster",
        label: "Sessions, 95% CI",
        definition: CLUSTER_INTERVAL,
        why: (row) => why(row) || whyNoCluster(row.cluster),
      }),
      column("observed", "Observed", "Observed agreement, weighted.", "percent1", (row) =>
        row.result.kappa === null ? { value: null, why: why(row) } : row.result.observed,
      ),
      column("expected", "Expected", "Agreement by chance, weighted.", "percent1", (row) =>
        row.result.kappa === null ? { value: null, why: why(row) } : row.result.expected,
      ),
      column(
        "prevalence",
        "Prevalence",
        "Share of the most frequent level, both raters together: near 1 kappa is low whatever the agreement.",
        "r",
        (row) => orWhy(row.pair.conditions?.prevalence, why(row)),
      ),
      column(
        "bias",
        "Bias",
        "Half the sum of the differences between the raters' shares of the levels: 0 where both use them alike.",
        "r",
        (row) => orWhy(row.pair.conditions?.bias, why(row)),
      ),
      column("n", "Minutes", "Minutes that both raters coded.", "count", (row) => row.pair.n),
    ],
    rows,
    nColumn: "n",
  });
}
