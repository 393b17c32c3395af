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
import { agreementOfPairTables, pairTable, pairTableSums, raterPairs } from "../../../stats/pair-tables.ts";
import type { SummedStatistic } from "../../../stats/summed-statistic.ts";
import type { CodedMinute } from "./coded-minutes.ts";

/** Statistics of sums over minutes, by name. */
export interface NamedStatistics {
  readonly names: readonly string[];
  readonly statistic: SummedStatistic<CodedMinute>;
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

/** Intraclass correlations by moments, whatever is missing. */
export function momentStatistics(raters: number): NamedStatistics {
  return {
    names: ["moments.A1", "moments.Ak", "moments.C1", "moments.Ck", "moments.between", "moments.within"],
    statistic: {
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
  };
}

/** Intraclass correlations by mean squares of the minutes that all raters coded. */
export function meanSquareStatistics(raters: number): NamedStatistics {
  const stepUp = (icc: number): number => (raters * icc) / (1 + (raters - 1) * icc);
  return {
    names: ["icc.A1", "icc.Ak", "icc.C1", "icc.Ck", "icc.11", "icc.1k"],
    statistic: {
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
  };
}

/** Krippendorff's alpha of arousal. */
export function alphaStatistics(
  metrics: readonly DisagreementMetric[] = ["ordinal", "interval", "nominal"],
): NamedStatistics {
  return {
    names: metrics.map((metric) => `alpha.${metric}`),
    statistic: {
      sums: (part) => coincidenceSums(part.map(levelsOf), LEVELS),
      values: (sums) => metrics.map((metric) => alphaOfCoincidences(sums, LEVELS, metric)),
    },
  };
}

/** Gwet's AC2 of arousal. */
export function gwetStatistics(weights: AgreementWeights): NamedStatistics {
  return {
    names: [`ac2.${weights}`],
    statistic: {
      sums: (part) => gwetSums(part.map(levelsOf), LEVELS, weights),
      values: (sums) => [gwetOfSums(sums, LEVELS, weights)],
    },
  };
}

/** Percent agreement of arousal over the pairs of raters, on minutes that all coded. */
export function sharedStatistics(raters: number): NamedStatistics {
  return {
    names: ["agreement.exact", "agreement.within1"],
    statistic: {
      sums: (part) => pairTableSums(completeOnly(part.map(levelsOf)), raters, LEVELS),
      values: (sums) => {
        const result = agreementOfPairTables(sums, raters, LEVELS);
        return [result?.exact ?? null, result?.withinOne ?? null];
      },
    },
  };
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
  };
}

interface Scale {
  readonly q: number;
  readonly codesOf: (minute: CodedMinute) => Coded;
}

/** Coefficients of several raters on unordered categories. */
export function categoryStatistics(name: string, raters: number, { q, codesOf }: Scale): NamedStatistics {
  return {
    names: ["exact", "fleiss", "conger", "pabak"].map((kind) => `${name}.${kind}`),
    statistic: {
      sums: (part) => pairTableSums(completeOnly(part.map(codesOf)), raters, q),
      values: (sums) => {
        const result = agreementOfPairTables(sums, raters, q);
        return [result?.exact, result?.fleiss, result?.conger, result?.pabak].map((value) => value ?? null);
      },
    },
  };
}

/** Alpha and AC1 on unordered categories, whatever is missing. */
export function openCategoryStatistics(name: string, { q, codesOf }: Scale): NamedStatistics[] {
  return [
    {
      names: [`${name}.alpha`],
      statistic: {
        sums: (part) => coincidenceSums(part.map(codesOf), q),
        values: (sums) => [alphaOfCoincidences(sums, q, "nominal")],
      },
    },
    {
      names: [`${name}.ac1`],
      statistic: {
        sums: (part) => gwetSums(part.map(codesOf), q, "identity"),
        values: (sums) => [gwetOfSums(sums, q, "identity")],
      },
    },
  ];
}

export const AROUSAL_SCALE: Scale = { q: LEVELS, codesOf: levelsOf };
export const CLASS_SCALE: Scale = { q: CLASSES, codesOf: classesOf };
