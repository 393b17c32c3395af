/** Variances of rated units, which may be nested in clusters. */
export interface Components {
  /** null: not nested. */
  readonly cluster: number | null;
  readonly unit: number;
  readonly rater: number;
  readonly residual: number;
}

interface IntraclassOfComponents {
  readonly agreement: number;
  readonly agreementOfMean: number;
  readonly consistency: number;
  readonly consistencyOfMean: number;
  readonly betweenClusters: number | null;
  readonly withinClusters: number | null;
}

/**
 * Intraclass correlations from variance components (McGraw & Wong 1996, Psychological Methods 1:30-46): what differs
 * between units is true. Between clusters and within them after Shrout & Lane (2012, Handbook of research methods for
 * studying daily life, chapter 17), for one rater.
 *
 * @param k number of raters whose mean is thought of, from 1
 * @returns null where no component is above 0
 */
export function intraclassOfComponents(
  { cluster, unit, rater, residual }: Components,
  k: number,
): IntraclassOfComponents | null {
  const shared = (cluster ?? 0) + unit;
  const error = rater + residual;
  if (shared + error <= 0) return null;
  const share = (part: number, rest: number): number => (part + rest > 0 ? part / (part + rest) : 0);
  return {
    agreement: share(shared, error),
    agreementOfMean: share(shared, error / k),
    consistency: share(shared, residual),
    consistencyOfMean: share(shared, residual / k),
    betweenClusters: cluster === null ? null : share(cluster, error),
    withinClusters: cluster === null ? null : share(unit, error),
  };
}
