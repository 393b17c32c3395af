import { CEAS_EMOTIONS } from "../../shared/ceas/codebook.ts";
import { EXPRESSION_OF_EMOTION, EXPRESSION_OF_LOW_AROUSAL } from "../../shared/ceas/expression-mapping.ts";
import { RATED_CLASSES, type RatedClass, ratedClass } from "../../shared/ceas/rated-class.ts";
import type { Confusion } from "../../shared/contract/agreement.ts";
import { EMOTIONAL_EXPRESSIONS, EXPRESSIONS, type Expression } from "../../shared/expression.ts";
import { countPairs } from "../../stats/confusion.ts";
import type { AnalysisRow } from "./analysis-rows.ts";

/**
 * Both kinds of table, all raters together first, then each rater. Minutes at the emotion gate or above without an
 * emotion are in neither; "six" leaves out the low minutes and compares with the strongest of the six emotions.
 */
export function confusionTables(rows: readonly AnalysisRow[], raters: readonly string[]): Confusion[] {
  return [null, ...raters].flatMap((rater) => {
    const chosen = rows.filter((row) => rater === null || row.rater === rater);
    return [
      table(
        { rater, kind: "seven", rows: [...RATED_CLASSES], columns: [...EXPRESSIONS] },
        chosen,
        (row) => row.strongest,
      ),
      table(
        { rater, kind: "six", rows: [...CEAS_EMOTIONS], columns: [...EMOTIONAL_EXPRESSIONS] },
        chosen,
        (row) => row.strongestEmotion,
      ),
    ];
  });
}

function table(
  frame: Pick<Confusion, "rater" | "kind" | "rows" | "columns">,
  rows: readonly AnalysisRow[],
  machine: (row: AnalysisRow) => Expression,
): Confusion {
  const pairs = rows.flatMap((row): [RatedClass, Expression][] => {
    const rated = ratedClass(row);
    return rated === null || !frame.rows.includes(rated) ? [] : [[rated, machine(row)]];
  });
  const comparable = pairs.filter(([rated]) => counterpartOf(rated) !== null);
  return {
    ...frame,
    counts: countPairs(frame.rows, frame.columns, pairs),
    n: pairs.length,
    same: comparable.filter(([rated, expression]) => counterpartOf(rated) === expression).length,
    comparable: comparable.length,
  };
}

function counterpartOf(rated: RatedClass): Expression | null {
  return rated === "low" ? EXPRESSION_OF_LOW_AROUSAL : EXPRESSION_OF_EMOTION[rated];
}
