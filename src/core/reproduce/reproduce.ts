import { partialCorrelations, wavelets } from "./action-units.ts";
import { studyRows } from "./analysis-rows.ts";
import { classification } from "./classification.ts";
import { components } from "./components.ts";
import { correlation } from "./correlation.ts";
import { descriptives } from "./descriptives.ts";
import { linearMixed } from "./linear-mixed.ts";
import { logisticMixed } from "./logistic-mixed.ts";
import { groupTests, outcome, outcomeCorrelations, timecourse } from "./outcome.ts";
import { readStudyTables } from "./read-study-tables.ts";
import { reliability } from "./reliability.ts";
import { settleTree, Unavailable } from "./result-tree.ts";

const REFERENCE_OWN = new Unavailable("About the programs of a reference, not about the data.");

/**
 * All statistics of a study that is given as tables, as one object that JSON can hold. A statistic that has no value is
 * null; `not_computed` says why, by its path.
 *
 * @throws Failure INVALID_FILE when a table cannot be read
 */
export async function reproduce(folder: string): Promise<object> {
  const rows = studyRows(await readStudyTables(folder));
  const { results, reasons } = settleTree({
    meta: REFERENCE_OWN,
    descriptives: descriptives(rows),
    correlation: correlation(rows),
    lmm: linearMixed(rows),
    glmm: logisticMixed(rows),
    reliability: reliability(rows),
    outcome: outcome(rows),
    timecourse: timecourse(rows),
    group_tests: groupTests(rows),
    outcome_correlations: outcomeCorrelations(rows),
    pca: components(rows),
    partial_correlation: partialCorrelations(rows),
    cwt: wavelets(rows),
    classification: classification(rows),
    self_checks: REFERENCE_OWN,
  });
  return { ...Object(results), not_computed: reasons };
}
