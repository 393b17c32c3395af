import { EXPRESSIONS } from "../../shared/expression.ts";
import { GROUPS } from "../../shared/reports/outcome-group.ts";
import { principalComponents } from "../../stats/principal-components.ts";
import { mean, standardDeviation } from "../../stats/summary.ts";
import { keyed } from "../reports/keyed.ts";
import type { StudyRows } from "./analysis-rows.ts";
import { patientGroups } from "./outcome.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";

/** Rows whose scores are listed. */
const LISTED = 5;

/** Principal components of the seven FER means, and where the outcome groups lie on the first two. */
export function components(rows: StudyRows): ResultTree {
  const { faceMinutes } = rows;
  const result = principalComponents(faceMinutes.map((row) => EXPRESSIONS.map((name) => row.fer[name])));
  if (result === null)
    return new Unavailable("A FER mean is the same in all minutes, or there are fewer than two.");
  const { n, center, scale, correlations, eigenvalues, loadings, scores } = result;
  const total = eigenvalues.reduce((sum, value) => sum + value, 0);
  const groupOf = patientGroups(rows);
  const sdOf = eigenvalues.map(Math.sqrt);
  // Seven shares of a whole leave six dimensions: the last component has no scores.
  const used = EXPRESSIONS.length - 1;
  return {
    n,
    variables: EXPRESSIONS,
    center: keyed(EXPRESSIONS, (_, i) => center[i] as number),
    scale: keyed(EXPRESSIONS, (_, i) => scale[i] as number),
    eigenvalues,
    proportion: eigenvalues.map((value) => value / total),
    kaiser_components: eigenvalues.filter((value) => value > 1).length,
    correlation_matrix: correlations,
    loadings,
    component_correlations: loadings.map((row) => row.map((value, i) => value * (sdOf[i] as number))),
    scores_first5: scores.slice(0, LISTED).map((row) => row.slice(0, used)),
    scores_first5_rows: faceMinutes
      .slice(0, LISTED)
      .map(({ patient, session, minute }) => ({ patient, session, minute })),
    centroids: GROUPS.map((group) => {
      const own = scores.filter((_, i) => groupOf.get(faceMinutes[i]?.patient ?? "") === group);
      const first = own.map((row) => row[0] as number);
      const second = own.map((row) => row[1] as number);
      const none = new Unavailable("The group has fewer than two minutes with a face.");
      const of = (value: number): ResultTree => (own.length < 2 ? none : value);
      return {
        group,
        n: own.length,
        PC1: of(mean(first)),
        PC2: of(mean(second)),
        PC1_sd: of(standardDeviation(first)),
        PC2_sd: of(standardDeviation(second)),
      };
    }),
  };
}
