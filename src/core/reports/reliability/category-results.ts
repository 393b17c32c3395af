import { RATED_CLASSES } from "../../../shared/ceas/rated-class.ts";
import { EMOTION_MARKS } from "../../../shared/colors.ts";
import { congerKappa } from "../../../stats/conger-kappa.ts";
import { fleissKappa } from "../../../stats/fleiss-kappa.ts";
import { gwetCoefficient } from "../../../stats/gwet.ts";
import { cohenKappa } from "../../../stats/kappa.ts";
import { kappaConditions } from "../../../stats/kappa-conditions.ts";
import { krippendorffAlpha } from "../../../stats/krippendorff.ts";
import { pairTable, pairTableSums, raterPairs } from "../../../stats/pair-tables.ts";
import { sharedValues } from "../../../stats/shared-values.ts";
import { GATE_SCALE } from "./emotion-statistics.ts";
import { type DoubleCoded, minutesOf } from "./gather-reliability.ts";
import { CLASS_SCALE, completeOnly } from "./named-statistics.ts";

/** Names of the rated classes as they are printed. */
export const CLASS_LABELS: readonly string[] = RATED_CLASSES.map((name) =>
  name === "low" ? "Low (< 3)" : EMOTION_MARKS[name].label,
);

const SCALES = [
  { key: "category", title: "Category", labels: CLASS_LABELS, scale: CLASS_SCALE },
  { key: "gate", title: "Arousal 3 or more", labels: ["below 3", "3 or more"], scale: GATE_SCALE },
] as const;

export const NO_CATEGORY =
  "No minute has a category of all raters, or all values lie in one category: there is no coefficient.";

/** Coefficients of all raters, and of each pair, on unordered categories. */
export interface CategoryResults {
  readonly key: "category" | "gate";
  readonly title: string;
  readonly labels: readonly string[];
  /** Minutes with two values or more, and with a value of all raters. */
  readonly units: number;
  readonly complete: number;
  /** Share of each category among all values. */
  readonly shares: readonly number[];
  readonly alpha: ReturnType<typeof krippendorffAlpha>;
  readonly ac1: ReturnType<typeof gwetCoefficient>;
  readonly fleiss: ReturnType<typeof fleissKappa>;
  readonly conger: ReturnType<typeof congerKappa>;
  /** Of the minutes with a value of all raters: two raters alike (mean over pairs), all alike. */
  readonly exact: number | null;
  readonly allExact: number | null;
  readonly pabak: number | null;
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly n: number;
    readonly counts: readonly (readonly number[])[];
    readonly kappa: ReturnType<typeof cohenKappa>;
    readonly conditions: ReturnType<typeof kappaConditions>;
    readonly ac1: ReturnType<typeof gwetCoefficient>;
  }[];
}

export function categoryResults(doubleCoded: DoubleCoded): CategoryResults[] {
  return SCALES.map(({ key, title, labels, scale }) => {
    const { q, codesOf } = scale;
    const { raters } = doubleCoded;
    const coded = minutesOf(doubleCoded).map(codesOf);
    const several = coded
      .map((unit) => unit.filter((code) => code !== null))
      .filter((unit) => unit.length >= 2);
    const complete = completeOnly(coded).map((unit) => unit.filter((code) => code !== null));
    const values = several.flat();
    const shared = sharedValues(complete);
    const sums = pairTableSums(coded, raters.length, q);
    return {
      key,
      title,
      labels,
      units: several.length,
      complete: complete.length,
      shares: labels.map((_, c) => values.filter((code) => code === c).length / Math.max(1, values.length)),
      alpha: krippendorffAlpha(several, "nominal"),
      ac1: gwetCoefficient(countsOf(several, q)),
      fleiss: fleissKappa(countsOf(complete, q)),
      conger: congerKappa(complete),
      exact: shared?.pairsEqual ?? null,
      allExact: shared?.allEqual ?? null,
      pabak: shared === null ? null : (q * shared.pairsEqual - 1) / (q - 1),
      pairs: raterPairs(raters.length).map(([a, b], p) => {
        const counts = pairTable(sums, p, q);
        const both = coded.flatMap((unit) => {
          const [x, y] = [unit[a], unit[b]];
          return x == null || y == null ? [] : [[x, y]];
        });
        return {
          first: raters[a] ?? "",
          second: raters[b] ?? "",
          n: both.length,
          counts,
          kappa: cohenKappa(counts),
          conditions: kappaConditions(counts),
          ac1: gwetCoefficient(countsOf(both, q)),
        };
      }),
    };
  });
}

/** Raters per unit and category. */
function countsOf(units: readonly (readonly number[])[], q: number): number[][] {
  return units.map((unit) => Array.from({ length: q }, (_, c) => unit.filter((code) => code === c).length));
}
