import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import { formatCount, formatShare } from "../../../shared/figures/statistic-text.ts";
import { gwetCoefficient } from "../../../stats/gwet.ts";
import { type DisagreementMetric, krippendorffAlpha } from "../../../stats/krippendorff.ts";
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { sharedValues } from "../../../stats/shared-values.ts";
import { table, text } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { minutesOf } from "./gather-reliability.ts";
import type { ResampledByName } from "./resample.ts";
import { type Context, limits, whyNoInterval } from "./section.ts";
import { type Interval, inline, judged, KRIPPENDORFF } from "./words.ts";

const METRICS: readonly { readonly metric: DisagreementMetric; readonly definition: string }[] = [
  { metric: "ordinal", definition: "levels in order, distances from how often the levels between were used" },
  { metric: "interval", definition: "squared distance of the levels" },
  { metric: "nominal", definition: "any two different levels disagree alike" },
];

export const NO_ALPHA = "The values do not vary: no disagreement is expected, and there is no coefficient.";

interface Row {
  readonly coefficient: string;
  readonly definition: string;
  readonly value: number | null;
  readonly words: string | null;
  readonly formula: Interval | null;
  readonly cluster: Interval | null;
  readonly block: Interval | null;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly n: number;
}

/** Krippendorff's alpha, Gwet's AC2 and percent agreement of arousal, with all double-coded minutes. */
export function alphaSection(
  context: Context,
  resampled: ResampledByName,
  blocks: ReadonlyMap<string, PercentileInterval | null>,
): SectionParts {
  const { data, numbered } = context;
  const units = minutesOf(data.doubleCoded).map((minute) => minute.arousal.filter((value) => value !== null));
  const cluster = (name: string): Interval | null => resampled.get(name)?.interval ?? null;
  const alphas = METRICS.map(({ metric, definition }): Row => {
    const result = krippendorffAlpha(units, metric);
    const interval = cluster(`alpha.${metric}`);
    return {
      coefficient: `Krippendorff's alpha, ${metric}`,
      definition,
      value: result.alpha,
      words: judged(KRIPPENDORFF, interval),
      formula: null,
      cluster: interval,
      block: blocks.get(`alpha.${metric}`) ?? null,
      observed: result.alpha === null ? null : result.observed,
      expected: result.alpha === null ? null : result.expected,
      n: result.units,
    };
  });
  const counts = units.map((unit) => AROUSAL_LEVELS.map((level) => unit.filter((v) => v === level).length));
  const gwet = (["linear", "quadratic"] as const).map((weights): Row => {
    const result = gwetCoefficient(counts, weights);
    const found = result.coefficient === null ? null : result;
    return {
      coefficient: `Gwet's AC2, ${weights} weights`,
      definition:
        "chance agreement from how evenly the levels are used; does not fall when one level dominates",
      value: found?.coefficient ?? null,
      words: null,
      formula: found?.interval ?? null,
      cluster: cluster(`ac2.${weights}`),
      block: null,
      observed: found?.observed ?? null,
      expected: found?.expected ?? null,
      n: result.units,
    };
  });
  const raters = data.doubleCoded.raters.length;
  const complete = units.filter((unit) => unit.length === raters);
  const shared = sharedValues(complete);
  const [ordinal] = alphas;
  const coefficientRows = [...alphas, ...gwet];
  const shareRows = [
    {
      key: "exact",
      what: "Two raters alike",
      definition: "mean over pairs of raters",
      value: shared?.pairsEqual,
      cluster: cluster("agreement.exact"),
    },
    {
      key: "within1",
      what: "Two raters within one point",
      definition: "mean over pairs of raters",
      value: shared?.pairsWithinOne,
      cluster: cluster("agreement.within1"),
    },
    {
      key: "all_exact",
      what: "All raters alike",
      definition: "all values equal",
      value: shared?.allEqual,
      cluster: null,
    },
    {
      key: "all_within1",
      what: "All raters within one point",
      definition: "largest minus smallest at most 1",
      value: shared?.allWithinOne,
      cluster: null,
    },
  ];
  type Share = (typeof shareRows)[number];
  const none = "No minute has an arousal of all raters.";
  return sectionParts(
    "alpha",
    "Arousal: alpha, AC2 and percent agreement",
    [
      text(
        "With every double-coded minute and missing ratings allowed, Krippendorff's ordinal alpha is ",
        inline(ordinal?.value ?? null, ordinal?.cluster ?? null, {
          is: "1 minus observed over expected disagreement; interval from patients and sessions drawn.",
          n: units.length,
          of: "minutes",
        }),
        ordinal?.words ? `; by the limits of its interval: ${ordinal.words}. ` : ". ",
        "Krippendorff relies on an alpha of .80 and more, and draws tentative conclusions from .667. ",
        ...(shared === null
          ? [none]
          : [
              "On minutes that all raters coded, two raters gave the same level in ",
              {
                text: formatShare(shared.pairsEqual),
                hover: `Mean over pairs of raters. n = ${formatCount(shared.units)} minutes.`,
              },
              " and levels at most one point apart in ",
              {
                text: formatShare(shared.pairsWithinOne),
                hover: `Mean over pairs of raters. n = ${formatCount(shared.units)} minutes.`,
              },
              ". Percent agreement is not corrected for chance.",
            ]),
      ),
      table<Row>({
        id: "reliability-alpha",
        caption: numbered.table("Krippendorff's alpha and Gwet's AC2 of arousal, all double-coded minutes."),
        columns: [
          column(
            "coefficient",
            "Coefficient",
            "Coefficient and its weights or metric.",
            "text",
            (row) => row.coefficient,
          ),
          column(
            "meaning",
            "Disagreement",
            "What the coefficient counts as disagreement or chance.",
            "text",
            (row) => row.definition,
          ),
          column("value", "Value", "1: perfect; 0: as expected by chance.", "r", (row) =>
            orWhy(row.value, NO_ALPHA),
          ),
          ...limits<Row>((row) => row.cluster, {
            definition: "95% percentile interval, patients then sessions drawn.",
            why: () => whyNoInterval(context),
          }),
          column(
            "words",
            "Krippendorff",
            "For the limits of the interval: below .667 not to rely on, below .80 tentative, from .80 rely.",
            "text",
            (row) =>
              row.words ?? {
                value: null,
                why: row.formula ? "The words are for alpha." : whyNoInterval(context),
              },
          ),
          ...limits<Row>((row) => row.block, {
            id: "block",
            label: "Blocks",
            definition: "95% interval by moving blocks of minutes within the sessions, which are given.",
            why: (row) => (row.formula ? "Not drawn for AC2." : whyNoInterval(context)),
          }),
          ...limits<Row>((row) => row.formula, {
            id: "formula",
            label: "Formula",
            definition: "95% interval by Gwet's linearisation; takes minutes as independent.",
            why: () => "Alpha has no interval by formula.",
          }),
          column(
            "observed",
            "Observed",
            "Observed disagreement (alpha, in the metric's units) or weighted agreement (AC2).",
            "fixed3",
            (row) => orWhy(row.observed, NO_ALPHA),
          ),
          column("expected", "Expected", "The same as expected by chance.", "fixed3", (row) =>
            orWhy(row.expected, NO_ALPHA),
          ),
          column("n", "Minutes", "Minutes with two values or more.", "count", (row) => row.n),
        ],
        rows: coefficientRows,
        nColumn: "n",
      }),
      table<Share>({
        id: "reliability-percent",
        caption: numbered.table("Percent agreement on arousal, minutes that all raters coded."),
        columns: [
          column("what", "Agreement", "Who agrees how closely.", "text", (row) => row.what),
          column("meaning", "Counted as", "How the share is taken.", "text", (row) => row.definition),
          column("share", "Share", "Of the minutes; not corrected for chance.", "percent1", (row) =>
            orWhy(row.value, none),
          ),
          ...limits<Share>((row) => row.cluster, {
            definition: "95% percentile interval, patients then sessions drawn.",
            why: (row) => (row.key.startsWith("all") ? "Given for pairs of raters." : whyNoInterval(context)),
            format: "percent1",
          }),
          column("n", "Minutes", "Minutes that all raters coded.", "count", () => complete.length),
        ],
        rows: shareRows,
        nColumn: "n",
      }),
    ],
    reportNumbers({
      ...Object.fromEntries(METRICS.map(({ metric }, i) => [`alpha.${metric}`, alphas[i]?.value])),
      ...Object.fromEntries(
        gwet.flatMap((row, i): [string, number | null][] => {
          const key = `ac2.${i === 0 ? "linear" : "quadratic"}`;
          return [
            [key, row.value],
            [`${key}.low`, row.formula?.low ?? null],
            [`${key}.high`, row.formula?.high ?? null],
          ];
        }),
      ),
      ...Object.fromEntries(shareRows.map(({ key, value }) => [`agreement.${key}`, value])),
    }),
  );
}
