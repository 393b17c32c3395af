import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import { RATED_CLASSES } from "../../../shared/ceas/rated-class.ts";
import { gwetOfSums, gwetSums } from "../../../stats/gwet-sums.ts";
import { intraclassOfComponents } from "../../../stats/intraclass-of-components.ts";
import { type AgreementWeights, cohenKappa } from "../../../stats/kappa.ts";
import {
  alphaOfCoincidences,
  coincidenceSums,
  type DisagreementMetric,
} from "../../../stats/krippendorff.ts";
import { intraclassOfSums, meanSquareSums } from "../../../stats/mean-square-sums.ts";
import { momentComponents, momentSums } from "../../../stats/moment-components.ts";
import { pairTable, pairTableSums, raterPairs } from "../../../stats/pair-tables.ts";
import { sharedValues } from "../../../stats/shared-values.ts";
import type { SummedStatistic } from "../../../stats/summed-statistic.ts";
import type { CodedMinute } from "./coded-minutes.ts";

/** Statistics of sums over minutes, by name. */
export interface NamedStatistics {
  readonly names: readonly string[];
  readonly statistic: SummedStatistic<CodedMinute>;
  /** Of each name: the minutes of one session hold something that the statistic is computed from. */
  readonly carried: (session: readonly CodedMinute[]) => readonly boolean[];
}

const LEVELS = AROUSAL_LEVELS.length;
const CLASSES = RATED_CLASSES.length;

type Coded = readonly (number | null)[];

/** Arousal as positions 0..6. */
export function levelsOf(minute: CodedMinute): Coded {
  return minute.arousal.map((value) => (value === null ? null : value - 1));
}

/** Categories as positions among RATED_CLASSES. */
export function classesOf(minute: CodedMinute): Coded {
  return minute.category.map((name) => {
    const place = (RATED_CLASSES as readonly (string | null)[]).indexOf(name);
    return place < 0 ? null : place;
  });
}

/** Arousal below 3 (0) or from 3 on (1). */
export function gateOf(gate: number): (minute: CodedMinute) => Coded {
  return (minute) => minute.arousal.map((value) => (value === null ? null : Number(value >= gate)));
}

/** All raters gave a value. */
export function completeOnly(units: readonly Coded[]): Coded[] {
  return units.filter((unit) => unit.every((value) => value !== null));
}

/** Statistics of any two values of a minute: all of these names are carried by the same sessions. */
export function ofTwoValues(
  names: readonly string[],
  codesOf: (minute: CodedMinute) => Coded,
  statistic: NamedStatistics["statistic"],
): NamedStatistics {
  const two = (unit: Coded): boolean => unit.filter((value) => value !== null).length >= 2;
  return {
    names,
    statistic,
    carried: (session) => {
      const some = session.some((minute) => two(codesOf(minute)));
      return names.map(() => some);
    },
  };
}

/** Statistics of the minutes with a value of every rater. */
export function ofCompleteMinutes(
  names: readonly string[],
  codesOf: (minute: CodedMinute) => Coded,
  statistic: NamedStatistics["statistic"],
): NamedStatistics {
  return {
    names,
    statistic,
    carried: (session) => {
      const some = completeOnly(session.map(codesOf)).length > 0;
      return names.map(() => some);
    },
  };
}

/** Intraclass correlations by moments, whatever is missing. */
export function momentStatistics(raters: number): NamedStatistics {
  return ofTwoValues(
    ["moments.A1", "moments.Ak", "moments.C1", "moments.Ck", "moments.between", "moments.within"],
    (minute) => minute.arousal,
    {
      sums: (part) =>
        momentSums(
          part.map((minute) => minute.arousal),
          raters,
        ),
      values: (sums) => {
        const components = momentComponents(sums, raters);
        const icc = components && intraclassOfComponents(components, raters);
        if (!icc) return [null, null, null, null, null, null];
        return [
          icc.agreement,
          icc.agreementOfMean,
          icc.consistency,
          icc.consistencyOfMean,
          icc.betweenClusters,
          icc.withinClusters,
        ];
      },
    },
  );
}

/** Intraclass correlations by mean squares of the minutes that all raters coded. */
export function meanSquareStatistics(raters: number): NamedStatistics {
  const stepUp = (icc: number): number => (raters * icc) / (1 + (raters - 1) * icc);
  return ofCompleteMinutes(
    ["icc.A1", "icc.Ak", "icc.C1", "icc.Ck", "icc.11", "icc.1k"],
    (minute) => minute.arousal,
    {
      sums: (part) =>
        meanSquareSums(
          part.map((minute) => minute.arousal),
          raters,
        ),
      values: (sums) => {
        const icc = intraclassOfSums(sums, raters);
        if (icc === null) return [null, null, null, null, null, null];
        const { agreement, consistency, oneWay } = icc;
        return [agreement, stepUp(agreement), consistency, stepUp(consistency), oneWay, stepUp(oneWay)];
      },
    },
  );
}

/** Krippendorff's alpha of arousal. */
export function alphaStatistics(
  metrics: readonly DisagreementMetric[] = ["ordinal", "interval", "nominal"],
): NamedStatistics {
  return ofTwoValues(
    metrics.map((metric) => `alpha.${metric}`),
    levelsOf,
    {
      sums: (part) => coincidenceSums(part.map(levelsOf), LEVELS),
      values: (sums) => metrics.map((metric) => alphaOfCoincidences(sums, LEVELS, metric)),
    },
  );
}

/** Gwet's AC2 of arousal. */
export function gwetStatistics(weights: AgreementWeights): NamedStatistics {
  return ofTwoValues([`ac2.${weights}`], levelsOf, {
    sums: (part) => gwetSums(part.map(levelsOf), LEVELS, weights),
    values: (sums) => [gwetOfSums(sums, LEVELS, weights)],
  });
}

/** Percent agreement of arousal on minutes that all raters coded: of pairs of raters, and of all raters. */
export function sharedStatistics(raters: number): NamedStatistics {
  const sumsOf = (part: readonly CodedMinute[]): number[] => {
    const units = completeOnly(part.map(levelsOf)).map((unit) => unit.filter((value) => value !== null));
    const shared = sharedValues(units);
    return [
      units.length,
      ...[shared?.pairsEqual, shared?.pairsWithinOne, shared?.allEqual, shared?.allWithinOne].map(
        (share) => (share ?? 0) * units.length,
      ),
    ];
  };
  const names = ["exact", "within1", "all_exact", "all_within1"].map((name) => `agreement.${name}`);
  return ofCompleteMinutes(names, levelsOf, {
    sums: sumsOf,
    values: (sums) => {
      const units = sums[0] as number;
      return names.map((_, i) => (units > 0.5 && raters >= 2 ? (sums[1 + i] as number) / units : null));
    },
  });
}

/** Cohen's kappa of each pair of raters. */
export function pairStatistics(
  name: string,
  raters: readonly string[],
  { q, codesOf, weights }: Scale & { readonly weights: readonly AgreementWeights[] },
): NamedStatistics {
  const pairs = raterPairs(raters.length);
  return {
    names: pairs.flatMap(([a, b]) => weights.map((kind) => `${name}.${raters[a]}-${raters[b]}.${kind}`)),
    statistic: {
      sums: (part) => pairTableSums(part.map(codesOf), raters.length, q),
      values: (sums) =>
        pairs.flatMap((_, p) => {
          const table = pairTable(sums, p, q);
          return weights.map((kind) => cohenKappa(table, kind).kappa);
        }),
    },
    carried: (session) => {
      const coded = session.map(codesOf);
      return pairs.flatMap(([a, b]) => {
        const some = coded.some((unit) => unit[a] != null && unit[b] != null);
        return weights.map(() => some);
      });
    },
  };
}

export interface Scale {
  readonly q: number;
  readonly codesOf: (minute: CodedMinute) => Coded;
}

export const AROUSAL_SCALE: Scale = { q: LEVELS, codesOf: levelsOf };
export const CLASS_SCALE: Scale = { q: CLASSES, codesOf: classesOf };
