import { EXPRESSIONS, nonspecificArousal } from "../../shared/expression.ts";
import { keyed } from "./keyed.ts";
import type { MinuteKey } from "./report-tables.ts";

/** The seven FER means and 1 - neutral, in the order of results. */
export const FER_SCORES = [...EXPRESSIONS, "nonspecific"] as const;
export type FerScore = (typeof FER_SCORES)[number];

/** A minute in which a face was seen, with its seven means and 1 - neutral. */
export interface FaceMinute extends MinuteKey {
  readonly fer: Readonly<Record<FerScore, number>>;
}

/** The minutes with a face, in the order given. */
export function faceMinutes(
  minutes: readonly (MinuteKey & { readonly means: readonly number[] | null })[],
): FaceMinute[] {
  return minutes.flatMap(({ patient, session, minute, means }) => {
    if (means === null) return [];
    const seven = keyed(EXPRESSIONS, (_, i) => means[i] as number);
    return [{ patient, session, minute, fer: { ...seven, nonspecific: nonspecificArousal(seven.neutral) } }];
  });
}
