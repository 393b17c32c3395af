import type { Agreement, AgreementPoint } from "../../shared/contract/agreement.ts";
import {
  type AnalysedMinuteRow,
  type AnalysisRow,
  type ExcludedSession,
  joinRatingsWithMachine,
  type RatedMinute,
} from "./analysis-rows.ts";
import { confusionTables } from "./confusion-tables.ts";
import { correlationRows } from "./correlation-rows.ts";
import { AGREEMENT_DEFINITIONS } from "./definitions.ts";

/** P2 stands before P10; one language for all computers, so that reports of the same data are the same. */
const codes = new Intl.Collator("en", { numeric: true });

/** All that the agreement of raters and machine is computed from. */
export interface AgreementInput
  extends Pick<Agreement, "study" | "program" | "model" | "codebook" | "computedAt"> {
  /** Current ratings by one version of the codebook, one per rater and minute. */
  readonly ratings: readonly RatedMinute[];
  /** Minutes of the sessions that were analysed with `model`, one per session minute. */
  readonly machine: readonly AnalysedMinuteRow[];
  /** Sessions that a supervisor excluded; none when left out. */
  readonly excluded?: readonly ExcludedSession[];
}

/** Agreement of each rater, and of all together, with the machine. Needs no order of its input. */
export function computeAgreement(input: AgreementInput): Agreement {
  const { study, program, model, codebook, computedAt } = input;
  const ratings = input.ratings.toSorted(byMinute);
  const { rows, flow } = joinRatingsWithMachine(ratings, input.machine, input.excluded);
  const withArousal = ratings.filter((rating) => rating.value.arousal !== null);
  const raters = [...new Set(withArousal.map((rating) => rating.rater))].sort(codes.compare);
  return {
    study,
    program,
    computedAt,
    model,
    codebook,
    raters,
    flow,
    definitions: AGREEMENT_DEFINITIONS,
    correlations: correlationRows(rows, raters, withArousal),
    confusions: confusionTables(rows, raters),
    points: rows.map(pointOf),
  };
}

function pointOf({ strongestEmotion: _, ...point }: AnalysisRow): AgreementPoint {
  return point;
}

function byMinute(a: RatedMinute, b: RatedMinute): number {
  return (
    codes.compare(a.patient, b.patient) ||
    a.session - b.session ||
    a.minute - b.minute ||
    codes.compare(a.rater, b.rater)
  );
}
