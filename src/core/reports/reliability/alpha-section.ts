import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatShare } from "../../../shared/figures/statistic-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { gwetCoefficient } from "../../../stats/gwet.ts";
import { krippendorffAlpha } from "../../../stats/krippendorff.ts";
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { sharedValues } from "../../../stats/shared-values.ts";
import { table, text } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { minutesOf } from "./gather-reliability.ts";
import { type ResampledByName, whyNoBlocks, whyNoCluster } from "./resample.ts";
import { CLUSTER_INTERVAL, type Context, inlineResampled, limits } from "./section.ts";
import { type Interval, judged, KRIPPENDORFF } from "./words.ts";

const METRICS = ["ordinal", "interval", "nominal"] as const;
const WEIGHTS = ["linear", "quadratic"] as const;

const NO_VALUE = "The values do not vary: no disagreement is expected, and there is no coefficient.";

interface Values {
  readonly units: readonly (readonly number[])[];
  readonly complete: readonly (readonly number[])[];
  readonly resampled: ResampledByName;
  readonly block: (name: string) => Interval | null;
}

/** Krippendorff's alpha, Gwet's AC2 and percent agreement of arousal, with all double-coded minutes. */
export function alphaSection(
  context: Context,
  resampled: ResampledByName,
  blocks: ReadonlyMap<string, PercentileInterval | null>,
): SectionParts {
  const { data } = context;
  const units = minutesOf(data.doubleCoded).map((minute) => minute.arousal.filter((value) => value !== null));
  const values: Values = {
    units,
    complete: units.filter((unit) => unit.length === data.doubleCoded.raters.length),
    resampled,
    block: (name) => blocks.get(name) ?? null,
  };
  const alpha = alphaPart(context, values);
  const gwet = gwetPart(context, values);
  const percent = percentPart(context, values);
  return sectionParts(
    "alpha",
    "Arousal: alpha, AC2 and percent agreement",
    [
      text(
        "With every double-coded minute and missing ratings allowed, Krippendorff's ordinal alpha is ",
        inlineResampled(resampled.get("alpha.ordinal"), {
          is: "1 minus observed over expected disagreement.",
          n: units.length,
          of: "minute",
        }),
        `. Krippendorff relies on an alpha of .80 and more and draws tentative conclusions from .667${resampled.get("alpha.ordinal")?.interval ? "; the words in the table are for the limits of the interval" : ""}. `,
        percent.sentence,
      ),
      alpha.block,
      gwet.block,
      percent.block,
    ],
    reportNumbers({ ...alpha.numbers, ...gwet.numbers, ...percent.numbers }),
  );
}

interface Part {
  readonly block: Block;
  readonly numbers: Readonly<Record<string, number | null | undefined>>;
}

function alphaPart(context: Context, { units, resampled, block }: Values): Part {
  const rows = METRICS.map((metric) => ({
    metric,
    result: krippendorffAlpha(units, metric),
    cluster: resampled.get(`alpha.${metric}`),
    block: block(`alpha.${metric}`),
  }));
  type Row = (typeof rows)[number];
  const why = (row: Row): string => (row.result.alpha === null ? NO_VALUE : whyNoCluster(row.cluster));
  return {
    numbers: Object.fromEntries(rows.map(({ metric, result }) => [`alpha.${metric}`, result.alpha])),
    block: table<Row>({
      id: "reliability-alpha",
      caption: context.numbered.table("Krippendorff's alpha of arousal, all double-coded minutes."),
      columns: [
        column(
          "metric",
          "Alpha",
          "How two different levels disagree: by the number of ratings at and between them (ordinal), by their squared distance (interval), all alike (nominal).",
          "text",
          (row) => row.metric,
        ),
        column(
          "value",
          "Value",
          "1 − observed / expected disagreement (Krippendorff 2004). 1: perfect; 0: as by chance.",
          "r",
          (row) => orWhy(row.result.alpha, NO_VALUE),
        ),
        ...limits<Row>((row) => row.cluster?.interval ?? null, { definition: CLUSTER_INTERVAL, why }),
        column(
          "words",
          "Krippendorff",
          "For the limits of the interval: below .667 not to rely on, below .80 tentative, from .80 rely.",
          "text",
          (row) => judged(KRIPPENDORFF, row.cluster?.interval ?? null) ?? { value: null, why: why(row) },
        ),
        ...limits<Row>((row) => row.block, {
          id: "block",
          label: "Blocks, 95% CI",
          definition:
            "95% percentile interval by moving blocks of minutes within the sessions, which are given.",
          why: (row) => (row.result.alpha === null ? NO_VALUE : whyNoBlocks(context.options)),
        }),
        column("n", "Minutes", "Minutes with two values or more.", "count", (row) => row.result.units),
      ],
      rows,
      nColumn: "n",
    }),
  };
}

function gwetPart({ numbered }: Context, { units, resampled }: Values): Part {
  const counts = units.map((unit) =>
    AROUSAL_LEVELS.map((level) => unit.filter((value) => value === level).length),
  );
  const rows = WEIGHTS.map((weights) => {
    const result = gwetCoefficient(counts, weights);
    return {
      weights,
      found: result.coefficient === null ? null : result,
      n: result.units,
      cluster: resampled.get(`ac2.${weights}`),
    };
  });
  type Row = (typeof rows)[number];
  const none = "Fewer than two minutes have two values: there is no coefficient.";
  return {
    numbers: Object.fromEntries(
      rows.flatMap(({ weights, found }): [string, number | undefined][] => [
        [`ac2.${weights}`, found?.coefficient],
        [`ac2.${weights}.low`, found?.interval.low],
        [`ac2.${weights}.high`, found?.interval.high],
      ]),
    ),
    block: table<Row>({
      id: "reliability-ac2",
      caption: numbered.table("Gwet's AC2 of arousal, all double-coded minutes."),
      columns: [
        column(
          "weights",
          "Weights",
          "Of near misses: by distance (linear) or by its square (quadratic).",
          "text",
          (row) => row.weights,
        ),
        column(
          "value",
          "AC2",
          "Agreement beyond chance, chance from how evenly the levels are used (Gwet 2008): does not fall when one level dominates.",
          "r",
          (row) => orWhy(row.found?.coefficient, none),
        ),
        ...limits<Row>((row) => row.found?.interval ?? null, {
          definition: "95% interval by Gwet's linearisation; takes minutes as independent.",
          why: () => none,
        }),
        ...limits<Row>((row) => row.cluster?.interval ?? null, {
          id: "cluster",
          label: "Sessions, 95% CI",
          definition: CLUSTER_INTERVAL,
          why: (row) => (row.found === null ? none : whyNoCluster(row.cluster)),
        }),
        column("observed", "Observed", "Weighted agreement.", "percent1", (row) =>
          orWhy(row.found?.observed, none),
        ),
        column("expected", "Expected", "Weighted agreement by chance.", "percent1", (row) =>
          orWhy(row.found?.expected, none),
        ),
        column("n", "Minutes", "Minutes with two values or more.", "count", (row) => row.n),
      ],
      rows,
      nColumn: "n",
      note: "Over seven levels of which the extreme ones are rare, AC2 takes chance agreement to be small: it lies above alpha and kappa for the same ratings.",
    }),
  };
}

function percentPart({ numbered }: Context, { complete, resampled }: Values): Part & { sentence: string } {
  const shared = sharedValues(complete);
  const rows = [
    { key: "exact", what: "Two raters alike", value: shared?.pairsEqual },
    { key: "within1", what: "Two raters within one point", value: shared?.pairsWithinOne },
    { key: "all_exact", what: "All raters alike", value: shared?.allEqual },
    { key: "all_within1", what: "All raters within one point", value: shared?.allWithinOne },
  ].map((row) => ({ ...row, cluster: resampled.get(`agreement.${row.key}`) }));
  type Row = (typeof rows)[number];
  const none = "No minute has an arousal of all raters.";
  return {
    sentence:
      shared === null
        ? none
        : `On the ${counted(shared.units, "minute")} that all raters coded, two raters gave the same level in ${formatShare(shared.pairsEqual)} and levels at most one point apart in ${formatShare(shared.pairsWithinOne)}; percent agreement is not corrected for chance.`,
    numbers: Object.fromEntries(rows.map(({ key, value }) => [`agreement.${key}`, value])),
    block: table<Row>({
      id: "reliability-percent",
      caption: numbered.table("Percent agreement on arousal, minutes that all raters coded."),
      columns: [
        column(
          "what",
          "Agreement",
          "Who agrees how closely. Of two raters: mean over the pairs of raters. All within one point: largest minus smallest level at most 1.",
          "text",
          (row) => row.what,
        ),
        column("share", "Share", "Of the minutes; not corrected for chance.", "percent1", (row) =>
          orWhy(row.value, none),
        ),
        ...limits<Row>((row) => row.cluster?.interval ?? null, {
          definition: CLUSTER_INTERVAL,
          why: (row) => (shared === null ? none : whyNoCluster(row.cluster)),
          format: "percent1",
        }),
        column("n", "Minutes", "Minutes that all raters coded.", "count", () => complete.length),
      ],
      rows,
      nColumn: "n",
    }),
  };
}
