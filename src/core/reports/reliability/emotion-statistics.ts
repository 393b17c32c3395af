import { EMOTION_GATE } from "../../../shared/ceas/codebook.ts";
import { gwetOfSums, gwetSums } from "../../../stats/gwet-sums.ts";
import { alphaOfCoincidences, coincidenceSums } from "../../../stats/krippendorff.ts";
import { agreementOfPairTables, categoriesOfPairTables, pairTableSums } from "../../../stats/pair-tables.ts";
import {
  CLASS_SCALE,
  completeOnly,
  gateOf,
  type NamedStatistics,
  ofCompleteMinutes,
  ofTwoValues,
  pairStatistics,
  type Scale,
} from "./named-statistics.ts";

/** Arousal of 3 or more, or not: where the coding of emotions begins. */
export const GATE_SCALE: Scale = { q: 2, codesOf: gateOf(EMOTION_GATE) };

/** All coefficients of the emotion section, for resampling. */
export function emotionStatistics(raters: readonly string[]): NamedStatistics[] {
  return [
    { name: "category", scale: CLASS_SCALE },
    { name: "gate", scale: GATE_SCALE },
  ].flatMap(({ name, scale }) => [
    ...openStatistics(name, scale),
    completeStatistics(name, raters.length, scale),
    pairStatistics(name, raters, { ...scale, weights: ["identity"] }),
  ]);
}

/** Of the minutes that all raters coded; the kappas of the single categories are named by their position from 1. */
function completeStatistics(name: string, raters: number, { q, codesOf }: Scale): NamedStatistics {
  const categories = Array.from({ length: q }, (_, c) => `fleiss.${c + 1}`);
  const names = ["exact", "fleiss", "conger", "pabak", ...categories].map((kind) => `${name}.${kind}`);
  const all = ofCompleteMinutes(names, codesOf, {
    sums: (part) => pairTableSums(completeOnly(part.map(codesOf)), raters, q),
    values: (sums) => {
      const result = agreementOfPairTables(sums, raters, q);
      return [
        ...[result?.exact, result?.fleiss, result?.conger, result?.pabak].map((value) => value ?? null),
        ...categoriesOfPairTables(sums, raters, q),
      ];
    },
  });
  const shared = names.length - categories.length;
  return {
    ...all,
    // A session in which nobody chose a category, or all chose it always, says nothing about agreement on it.
    carried: (session) => {
      const values = completeOnly(session.map(codesOf)).flat();
      return names.map((_, i) => {
        const own = values.filter((value) => value === i - shared).length;
        return i < shared ? values.length > 0 : own > 0 && own < values.length;
      });
    },
  };
}

/** Alpha and AC1, whatever is missing. */
function openStatistics(name: string, { q, codesOf }: Scale): NamedStatistics[] {
  return [
    ofTwoValues([`${name}.alpha`], codesOf, {
      sums: (part) => coincidenceSums(part.map(codesOf), q),
      values: (sums) => [alphaOfCoincidences(sums, q, "nominal")],
    }),
    ofTwoValues([`${name}.ac1`], codesOf, {
      sums: (part) => gwetSums(part.map(codesOf), q, "identity"),
      values: (sums) => [gwetOfSums(sums, q, "identity")],
    }),
  ];
}
