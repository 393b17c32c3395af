import { groupingOf } from "./grouping.ts";
import { intraclassOfComponents } from "./intraclass-of-components.ts";
import { fitLinearMixed } from "./linear-mixed.ts";

/** A rater's value of a unit; units may lie within clusters (minutes within sessions). */
export interface RatedValue {
  readonly unit: string;
  readonly rater: string;
  /** Empty where units are not nested. */
  readonly cluster: string;
  readonly value: number;
}

interface VarianceComponents {
  readonly values: number;
  readonly units: number;
  readonly raters: number;
  readonly clusters: number;
  /** Variances; 0 where the data show none. */
  readonly cluster: number;
  readonly unit: number;
  readonly rater: number;
  readonly residual: number;
  /** Absolute agreement of one rater, and of the mean of k: all that lies between units is true. */
  readonly agreement: number;
  readonly agreementOfMean: number;
  /** Consistency of one rater: differences of level between raters do not count. */
  readonly consistency: number;
  readonly consistencyOfMean: number;
  /** Absolute agreement on what differs between the clusters, and between the units of one; null without clusters. */
  readonly betweenClusters: number | null;
  readonly withinClusters: number | null;
  /** A component is 0. */
  readonly singular: boolean;
  readonly converged: boolean;
}

/** There are no components, and this is why. */
interface NoComponents {
  readonly values: number;
  readonly agreement: null;
  readonly reason: "too-few" | "one-unit" | "one-rater" | "no-second-rating" | "no-variation";
}

/**
 * Intraclass correlations of an incomplete table from variance components (McGraw & Wong 1996; restricted maximum
 * likelihood of units, raters and clusters as random). For complete tables they are those of the mean squares, as long as
 * no component is negative there. Where rating units are nested in clusters (minutes in sessions), the agreement on levels
 * of clusters and on the course within them differ, and both are given (Shrout & Lane 2012).
 *
 * @param k number of raters whose mean is thought of, from 1
 */
export function varianceComponents(
  rows: readonly RatedValue[],
  k: number,
): VarianceComponents | NoComponents {
  const values = rows.length;
  const unit = groupingOf(rows.map((row) => row.unit));
  const rater = groupingOf(rows.map((row) => row.rater));
  const cluster = groupingOf(rows.map((row) => row.cluster));
  const none = (reason: NoComponents["reason"]): NoComponents => ({ values, agreement: null, reason });
  if (unit.levels.length < 2) return none("one-unit");
  if (rater.levels.length < 2) return none("one-rater");
  if (values === unit.levels.length) return none("no-second-rating");
  const y = rows.map((row) => row.value);
  if (y.every((value) => value === y[0])) return none("no-variation");
  const nested = cluster.levels.length > 1 && cluster.levels.length < unit.levels.length;
  if (values <= (nested ? 4 : 3)) return none("too-few");
  const fit = fitLinearMixed(
    { y, columns: [y.map(() => 1)], groups: nested ? [unit, rater, cluster] : [unit, rater] },
    { reml: true, degreesOfFreedom: false },
  );
  const [unitVariance = 0, raterVariance = 0, clusterVariance = 0] = fit.groupVariances;
  const residual = fit.residualVariance;
  const components = {
    cluster: nested ? clusterVariance : null,
    unit: unitVariance,
    rater: raterVariance,
    residual,
  };
  const correlations = intraclassOfComponents(components, k);
  if (correlations === null) return none("no-variation");
  return {
    values,
    units: unit.levels.length,
    raters: rater.levels.length,
    clusters: nested ? cluster.levels.length : 0,
    ...components,
    cluster: clusterVariance,
    ...correlations,
    singular: fit.singular,
    converged: fit.converged,
  };
}
