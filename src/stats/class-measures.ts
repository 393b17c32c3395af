import { type ClassCounts, requireSquare } from "./classification.ts";

/** One class against all others. */
interface ClassMeasures {
  /** Cases of this class, and cases read as it. */
  readonly support: number;
  readonly predicted: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  /** Sensitivity; null without cases of the class. */
  readonly recall: number | null;
  /** null where the class was never read. */
  readonly precision: number | null;
  /** 2 tp / (2 tp + fp + fn); null where the class neither occurs nor was read. */
  readonly f1: number | null;
  /** null where every case is of the class. */
  readonly specificity: number | null;
  /** Mean of recall and specificity; null where one of them is. */
  readonly balancedAccuracy: number | null;
}

/**
 * Measures of each class of a classification (Sokolova & Lapalme 2009, Information Processing & Management 45:427-437).
 *
 * @param counts square, `counts[i][j]` cases of the true class i that were read as class j
 * @throws RangeError when the table is not square
 */
export function classMeasures(counts: ClassCounts): ClassMeasures[] {
  requireSquare(counts);
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  return counts.map((row, i) => {
    const support = row.reduce((sum, count) => sum + count, 0);
    const predicted = counts.reduce((sum, other) => sum + (other[i] as number), 0);
    const tp = row[i] as number;
    const [fp, fn, tn] = [predicted - tp, support - tp, total - support - predicted + tp];
    const recall = share(tp, support);
    const specificity = share(tn, tn + fp);
    return {
      support,
      predicted,
      ...{ tp, fp, fn, tn },
      recall,
      precision: share(tp, predicted),
      f1: share(2 * tp, 2 * tp + fp + fn),
      specificity,
      balancedAccuracy: recall === null || specificity === null ? null : (recall + specificity) / 2,
    };
  });
}

function share(count: number, of: number): number | null {
  return of === 0 ? null : count / of;
}
