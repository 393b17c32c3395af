import { formatP } from "../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../shared/reports/document.ts";
import {
  type CorrelationOfSample,
  compareCorrelations,
  correlationHomogeneity,
} from "../../../stats/compare-correlations.ts";
import { pearson } from "../../../stats/correlation.ts";
import { pooledCorrelation } from "../../../stats/pair-sums.ts";
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { note, table, text } from "../blocks.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import { CLUSTER_DEFINITION, column, intervalColumns, orWhy } from "./columns.ts";
import { type AgreementContext, pairsOf } from "./context.ts";
import { exact, type ReportPart } from "./part.ts";
import { differenceInterval } from "./resampling.ts";

interface Comparison {
  /** Key of the number. */
  readonly id: string;
  readonly kind: string;
  readonly first: string;
  readonly second: string;
  readonly a: CorrelationOfSample | null;
  readonly b: CorrelationOfSample | null;
  readonly test: { readonly z: number; readonly p: number } | null;
  readonly interval: PercentileInterval | string;
}

interface Group {
  readonly name: string;
  readonly sample: CorrelationOfSample | null;
  readonly replicates: readonly (number | null)[];
  /** Why its correlation has no cluster interval; null where it has one. */
  readonly noInterval: string | null;
}

/** S3: does one rater agree with the machine more than another? */
export function raterComparisonSection(context: AgreementContext): ReportPart {
  const { rows, raters, resampling } = context;
  const id = "rater-comparison";
  const title = "Raters compared";
  if (raters.length < 2) {
    const words = "One rater only: there is no other rater's correlation to compare with.";
    return { section: { id, title, blocks: [note(words)] }, numbers: [], notices: [] };
  }
  const group = (name: string, chosen: readonly AgreementRow[]): Group => {
    const { x, y } = pairsOf(chosen);
    const sums = resampling.sums(chosen, x, y);
    return {
      name,
      sample: sampleOf(x, y),
      replicates: resampling.replicates(sums, pooledCorrelation),
      noInterval: resampling.whyNoInterval(sums),
    };
  };
  const compare = (key: string, kind: string, first: Group, second: Group): Comparison => ({
    id: key,
    kind,
    first: first.name,
    second: second.name,
    a: first.sample,
    b: second.sample,
    test: first.sample && second.sample && compareCorrelations(first.sample, second.sample),
    interval:
      first.noInterval ??
      second.noInterval ??
      differenceInterval(first.replicates, second.replicates) ??
      "No resample had both values.",
  });
  const all = group("All raters", rows);
  const own = raters.map((rater) =>
    group(
      rater,
      rows.filter((row) => row.rater === rater),
    ),
  );
  const others = raters.map((rater) =>
    group(
      "All others",
      rows.filter((row) => row.rater !== rater),
    ),
  );
  const comparisons = [
    ...own.map((one) => compare(`fisher.overall.${one.name}`, "with all raters", one, all)),
    // With two raters, "all others" is the other one.
    ...(raters.length < 3
      ? []
      : own.map((one, i) =>
          compare(`fisher.others.${one.name}`, "with the others", one, others[i] as Group),
        )),
    ...own.flatMap((one, i) =>
      own
        .slice(i + 1)
        .map((other) => compare(`fisher.pair.${one.name}.${other.name}`, "two raters", one, other)),
    ),
  ];
  const samples = own.flatMap(({ sample }) => (sample === null ? [] : [sample]));
  const homogeneity = samples.length < 2 ? null : correlationHomogeneity(samples);
  return {
    section: {
      id,
      title,
      blocks: [
        text(...homogeneityWords(homogeneity, samples), ` ${differencesSentence(comparisons)}`),
        table<Comparison>({
          id: "rater-comparisons",
          caption: "Fisher's z of the raters' correlations with the machine.",
          nColumn: "n1",
          rows: comparisons,
          groups: { First: ["first", "n1", "r1"], Second: ["second", "n2", "r2"] },
          columns: [
            column("kind", "Comparison", "text", "What is compared.", ({ kind }) => kind),
            column("first", "Rater", "text", "Whose r is first.", ({ first }) => first),
            column("n1", "n", "count", "Rows of the first.", ({ a }) => a?.n ?? null),
            column("r1", "r", "r", "r of the first.", ({ a }) => orWhy(a?.r ?? null, NO_Z)),
            column("second", "Rater", "text", "Whose r is second.", ({ second }) => second),
            column("n2", "n", "count", "Rows of the second.", ({ b }) => b?.n ?? null),
            column("r2", "r", "r", "r of the second.", ({ b }) => orWhy(b?.r ?? null, NO_Z)),
            column(
              "z",
              "z",
              "fixed2",
              "(atanh r₁ − atanh r₂) / √(1/(n₁ − 3) + 1/(n₂ − 3)); takes both samples as independent.",
              ({ test }) => orWhy(test?.z ?? null, NO_Z),
            ),
            column("p", "p", "p", "Two-sided, by the normal distribution.", ({ test }) =>
              orWhy(test?.p ?? null, NO_Z),
            ),
            column("difference", "r₁ − r₂", "r", "Difference of the correlations.", ({ a, b }) =>
              orWhy(a && b && a.r - b.r, NO_Z),
            ),
            ...intervalColumns<Comparison>(
              "cluster",
              "Clusters",
              "r",
              `${CLUSTER_DEFINITION} Of the difference, both correlations from the same resample.`,
              ({ interval }) => interval,
            ),
          ],
          note: `“With all raters” is the published comparison; its samples overlap, since a rater's rows are part of all rows: its z is too small and only describes. “With the others” and “two raters” do not share rows, but may share sessions and minutes${resampling.noClusters === null ? "; the interval of the clusters accounts for it" : ""}.`,
        }),
      ],
    },
    numbers: [
      ...comparisons.flatMap(({ id: key, test }) => [
        exact(`${key}.z`, test?.z ?? null),
        exact(`${key}.p`, test?.p ?? null),
      ]),
      exact("fisher.homogeneity.chisq", homogeneity?.chiSquare ?? null),
      exact("fisher.homogeneity.p", homogeneity?.p ?? null),
      exact("fisher.homogeneity.pooled", homogeneity?.pooled ?? null),
    ],
    notices: [],
  };
}

const NO_Z = "Fisher's z needs an r between −1 and 1 from at least 4 rows.";

function sampleOf(x: readonly number[], y: readonly number[]): CorrelationOfSample | null {
  const { n, r } = pearson(x, y);
  return r === null || Math.abs(r) === 1 || n < 4 ? null : { r, n };
}

function homogeneityWords(
  homogeneity: ReturnType<typeof correlationHomogeneity> | null,
  samples: readonly CorrelationOfSample[],
): Inline[] {
  if (homogeneity === null) return ["Fewer than two raters have a correlation that can be compared."];
  const { chiSquare, df, p } = homogeneity;
  const result = `χ²(${df}) = ${chiSquare.toFixed(2)}, ${p < 0.001 ? "p < .001" : `p = ${formatP(p)}`}`;
  return [
    p < 0.05
      ? `The correlations of the ${samples.length} raters with the machine differ: `
      : `The correlations of the ${samples.length} raters with the machine do not differ by more than chance allows: `,
    {
      text: result,
      hover: `Σ (nᵢ − 3)(zᵢ − z̄)², chi-square with one degree of freedom less than there are raters (Hedges & Olkin 1985); takes rows as independent. n = ${samples.reduce((sum, { n }) => sum + n, 0)}.`,
    },
    ".",
  ];
}

/** Which differences between single raters the cluster bootstrap tells from zero. */
function differencesSentence(comparisons: readonly Comparison[]): string {
  const pairs = comparisons.filter(({ kind }) => kind === "two raters");
  const intervals = pairs.flatMap(({ interval }) => (typeof interval === "string" ? [] : [interval]));
  if (intervals.length === 0) return "";
  const apart = intervals.filter(({ low, high }) => low > 0 || high < 0).length;
  if (intervals.length === 1)
    return `The cluster interval of the difference between two raters ${apart === 0 ? "holds" : "leaves out"} zero.`;
  const of = `${intervals.length} pairs`;
  return apart === 0
    ? `In none of ${of} of raters does the cluster interval of the difference leave out zero.`
    : `In ${apart} of ${of} of raters the cluster interval of the difference leaves out zero.`;
}
