import { CEAS_EMOTIONS } from "../../../shared/ceas/codebook.ts";
import { EXPRESSION_OF_EMOTION, EXPRESSION_OF_LOW_AROUSAL } from "../../../shared/ceas/expression-mapping.ts";
import { RATED_CLASSES, type RatedClass } from "../../../shared/ceas/rated-class.ts";
import { EMOTIONAL_EXPRESSIONS, EXPRESSIONS, type Expression } from "../../../shared/expression.ts";
import type { Confusion } from "../../../shared/figures/agreement-values.ts";
import { countPairs } from "../../../stats/confusion.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import { ofRater } from "./context.ts";

/**
 * Both kinds of table, all raters together first, then each rater. Minutes at the emotion gate or above without an
 * emotion are in neither; "six" leaves out the low minutes and compares with the strongest of the six emotions.
 */
export function confusionTables(rows: readonly AgreementRow[], raters: readonly string[]): Confusion[] {
  return [null, ...raters].flatMap((rater) => {
    const chosen = ofRater(rows, rater);
    return [
      table({ rater, kind: "seven", rows: RATED_CLASSES, columns: EXPRESSIONS }, chosen),
      table({ rater, kind: "six", rows: CEAS_EMOTIONS, columns: EMOTIONAL_EXPRESSIONS }, chosen),
    ];
  });
}

function table(
  frame: Pick<Confusion, "rater" | "kind" | "rows" | "columns">,
  rows: readonly AgreementRow[],
): Confusion {
  const pairs = rows.flatMap(({ category, means }): [RatedClass, Expression][] =>
    category === null || !frame.rows.includes(category) ? [] : [[category, strongest(means, frame.columns)]],
  );
  const comparable = pairs.filter(([rated]) => counterpartOf(rated) !== null);
  return {
    ...frame,
    counts: countPairs(frame.rows, frame.columns, pairs),
    n: pairs.length,
    same: comparable.filter(([rated, expression]) => counterpartOf(rated) === expression).length,
    comparable: comparable.length,
  };
}

/** The highest mean of those named; of equal ones the first. */
function strongest(means: readonly number[], among: readonly Expression[]): Expression {
  const meanOf = (name: Expression): number => means[EXPRESSIONS.indexOf(name)] as number;
  return among.reduce((best, name) => (meanOf(name) > meanOf(best) ? name : best));
}

function counterpartOf(rated: RatedClass): Expression | null {
  return rated === "low" ? EXPRESSION_OF_LOW_AROUSAL : EXPRESSION_OF_EMOTION[rated];
}
