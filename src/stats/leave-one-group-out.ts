import { fitLogisticMixed, type LogisticMixedInput, prepareLogistic } from "./logistic-mixed.ts";
import { logistic } from "./logistic-mixed-likelihood.ts";
import { rocCurve } from "./roc.ts";

interface HeldOutCut {
  readonly tp: number;
  readonly fn: number;
  readonly tn: number;
  readonly fp: number;
  /** null without a case of the label, or without one of the others. */
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  /** Sensitivity + specificity - 1. */
  readonly j: number | null;
  /** Area of the held-out scores put together; null as above. */
  readonly auc: number | null;
  /** Groups that were held out, and those that could not be: without them the label is in all rows or in none. */
  readonly groups: number;
  readonly skipped: readonly string[];
}

/**
 * What a model and its cut are worth for a person that neither has seen: each group in turn is left out, the model fitted
 * and Youden's cut chosen on the others, and both applied to the rows of the group (Stone 1974, Journal of the Royal
 * Statistical Society B 36:111-147). Scores are those of the fixed effects, as a new person has no intercept yet.
 */
export function leaveOneGroupOut(input: LogisticMixedInput): HeldOutCut {
  const { y, predictors, group } = input;
  const held: { positive: boolean; score: number; called: boolean }[] = [];
  const skipped: string[] = [];
  for (const [level, name] of group.levels.entries()) {
    const train = y.flatMap((_, row) => (group.of[row] === level ? [] : row));
    const labels = train.map((row) => y[row] as number);
    if (group.levels.length < 3 || !(labels.includes(0) && labels.includes(1))) {
      skipped.push(name);
      continue;
    }
    const others = group.levels.filter((other) => other !== name);
    const prepared = prepareLogistic({
      y: labels,
      predictors: predictors.map((column) => train.map((row) => column[row] as number)),
      group: {
        levels: others,
        of: train.map((row) => others.indexOf(group.levels[group.of[row] as number] as string)),
      },
    });
    const fit = fitLogisticMixed(prepared, 1);
    const cut = rocCurve(
      labels.map((label) => label === 1),
      fit.fittedFixed,
    )?.youden;
    for (const [row, label] of y.entries()) {
      if (group.of[row] !== level) continue;
      const eta = fit.kept.reduce(
        (sum, at, j) => sum + (fit.fixed[j + 1]?.estimate ?? 0) * (predictors[at]?.[row] ?? 0),
        fit.fixed[0]?.estimate ?? 0,
      );
      const score = logistic(eta);
      held.push({ positive: label === 1, score, called: cut != null && score >= cut.threshold });
    }
  }
  const count = (positive: boolean, called: boolean): number =>
    held.filter((row) => row.positive === positive && row.called === called).length;
  const [tp, fn, tn, fp] = [count(true, true), count(true, false), count(false, false), count(false, true)];
  const sensitivity = tp + fn === 0 ? null : tp / (tp + fn);
  const specificity = tn + fp === 0 ? null : tn / (tn + fp);
  const roc = rocCurve(
    held.map((row) => row.positive),
    held.map((row) => row.score),
  );
  return {
    ...{ tp, fn, tn, fp, sensitivity, specificity },
    j: sensitivity === null || specificity === null ? null : sensitivity + specificity - 1,
    auc: roc?.auc ?? null,
    groups: group.levels.length - skipped.length,
    skipped,
  };
}
