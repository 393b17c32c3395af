import type { EstimateRow } from "../../../shared/figures/reliability-intervals.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import { type Components, intraclassOfComponents } from "../../../stats/intraclass-of-components.ts";
import { momentComponents, momentSums } from "../../../stats/moment-components.ts";
import { raterPairs } from "../../../stats/pair-tables.ts";
import { totalOf } from "../../../stats/summed-statistic.ts";
import { varianceComponents } from "../../../stats/variance-components.ts";
import { note, table, text, warning } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers } from "../section-parts.ts";
import type { CodedMinute } from "./coded-minutes.ts";
import { type DoubleCoded, minutesOf, sessionKey } from "./gather-reliability.ts";
import type { ResampledByName } from "./resample.ts";
import { type Context, limits, OPTIMISED, whyNoInterval } from "./section.ts";
import { type Interval, judged, KOO_LI, list } from "./words.ts";

/** Components over all double-coded minutes, by restricted maximum likelihood and by moments. */
export interface ComponentsResult {
  readonly likelihood:
    | ReturnType<typeof varianceComponents>
    | { readonly agreement: null; readonly reason: "no-residual" };
  readonly moments: ReturnType<typeof momentComponents>;
}

export function componentsOf(doubleCoded: DoubleCoded): ComponentsResult {
  const { raters, sessions } = doubleCoded;
  const rows = minutesOf(doubleCoded).flatMap((minute) =>
    minute.arousal.flatMap((value, i) =>
      value === null
        ? []
        : [
            {
              unit: `${sessionKey(minute)} ${minute.minute}`,
              rater: raters[i] ?? "",
              cluster: sessionKey(minute),
              value,
            },
          ],
    ),
  );
  const sums = sessions.map(({ minutes }) =>
    momentSums(
      minutes.map((minute) => minute.arousal),
      raters.length,
    ),
  );
  const moments = momentComponents(totalOf(sums), raters.length);
  const varies = minutesOf(doubleCoded).length > 1 && rows.some(({ value }) => value !== rows[0]?.value);
  return {
    // Without a residual the likelihood grows without end.
    likelihood:
      varies && differByConstants(minutesOf(doubleCoded), raters.length)
        ? { agreement: null, reason: "no-residual" }
        : varianceComponents(rows, raters.length),
    moments,
  };
}

/** Any two raters differ by the same amount in every minute. */
function differByConstants(minutes: readonly CodedMinute[], raters: number): boolean {
  return raterPairs(raters).every(([i, j]) => {
    const differences = minutes.flatMap(({ arousal }) => {
      const [a, b] = [arousal[i], arousal[j]];
      return a == null || b == null ? [] : [a - b];
    });
    return new Set(differences).size <= 1;
  });
}

const NO_COMPONENTS = {
  "no-residual":
    "Raters differ by the same amount in every minute, or not at all: there is no residual, and a likelihood has no maximum. The coefficients by mean squares and by moments hold.",
  "too-few": "There are as many variances as ratings.",
  "one-unit": "Only one minute was coded twice.",
  "one-rater": "Only one rater coded.",
  "no-second-rating": "No minute was coded twice.",
  "no-variation": "All ratings are the same: there is no variance to divide.",
} as const;

const PARTS = [
  { name: "cluster", label: "Between sessions", key: "session" },
  { name: "unit", label: "Between minutes of a session", key: "minute" },
  { name: "rater", label: "Between raters", key: "rater" },
  { name: "residual", label: "Residual", key: "residual" },
] as const;

const COEFFICIENTS = [
  { key: "A1", name: "agreement", form: "ICC(A,1)", use: "one rater will rate" },
  { key: "Ak", name: "agreementOfMean", form: "ICC(A,k)", use: "the mean of k raters is used" },
  { key: "C1", name: "consistency", form: "ICC(C,1)", use: "one rater; levels may differ" },
  { key: "Ck", name: "consistencyOfMean", form: "ICC(C,k)", use: "mean of k raters; levels may differ" },
  {
    key: "between",
    name: "betweenClusters",
    form: "Between sessions",
    use: "telling sessions apart by one rater",
  },
  {
    key: "within",
    name: "withinClusters",
    form: "Within sessions",
    use: "the course of a session by one rater",
  },
] as const;

type Fitted = Exclude<ComponentsResult["likelihood"], { agreement: null }>;

interface Coefficient {
  readonly key: string;
  readonly form: string;
  readonly use: string;
  readonly value: number | null;
  readonly moment: number | null;
  /** Patients, then sessions drawn, of the value by moments. */
  readonly interval: Interval | null;
}

/** The coefficients from the components; none where there are no components. */
export function coefficientsOf(
  { likelihood, moments }: ComponentsResult,
  raters: number,
  resampled: ResampledByName,
): Coefficient[] {
  if (likelihood.agreement === null) return [];
  const byMoments = moments && intraclassOfComponents(moments, raters);
  return COEFFICIENTS.map(({ name, ...coefficient }) => ({
    ...coefficient,
    value: likelihood[name],
    moment: byMoments?.[name] ?? null,
    interval: resampled.get(`moments.${coefficient.key}`)?.interval ?? null,
  }));
}

/** Lines of the figure of all coefficients. */
export function estimatesOf(coefficients: readonly Coefficient[]): EstimateRow[] {
  return coefficients
    .filter(({ value }) => value !== null)
    .map(({ form, value, interval }) => ({
      label: `${form}, components`,
      value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }));
}

/** The tables of the variance components and of the coefficients from them, and their numbers. */
export function componentsBlocks(
  context: Context,
  { likelihood, moments }: ComponentsResult,
  coefficients: readonly Coefficient[],
): { readonly blocks: readonly Block[]; readonly numbers: readonly ReportNumber[] } {
  const { numbered, data } = context;
  const k = data.doubleCoded.raters.length;
  if (likelihood.agreement === null)
    return { blocks: [note(`No variance components: ${NO_COMPONENTS[likelihood.reason]}`)], numbers: [] };
  const fitted: Components = { ...likelihood, cluster: likelihood.clusters > 0 ? likelihood.cluster : null };
  const total = PARTS.reduce((sum, { name }) => sum + (fitted[name] ?? 0), 0);
  const parts = PARTS.filter(({ name }) => fitted[name] !== null).map((part) => ({
    ...part,
    variance: fitted[part.name] as number,
    moment: moments?.[part.name] ?? null,
  }));
  type Part = (typeof parts)[number];
  const single =
    "With one session, or one double-coded minute in each, sessions and minutes cannot be told apart.";
  const { sessions } = data.doubleCoded;
  const blocks = [
    text(
      "Variance components use every minute that two raters or more coded, whoever they were. What differs between sessions and what differs between the minutes of a session are both true; differences between raters and the residual are error.",
    ),
    ...flags(likelihood, moments),
    table<Part>({
      id: "reliability-components",
      caption: numbered.table("Variance components of arousal over all double-coded minutes."),
      columns: [
        column("component", "Component", "Where ratings differ.", "text", (row) => row.label),
        column(
          "variance",
          "Variance",
          "By restricted maximum likelihood, sessions, minutes and raters as random; at least 0.",
          "fixed4",
          (row) => row.variance,
        ),
        column("share", "Share", "Of the sum of the components.", "percent1", (row) => row.variance / total),
        column(
          "moments",
          "By moments",
          "Henderson's method 1, negative values set to 0: what the resampled intervals rest on.",
          "fixed4",
          (row) => orWhy(row.moment, "The sums of squares do not tell the components apart."),
        ),
        column("n", "Ratings", "Ratings of double-coded minutes.", "count", () => likelihood.values),
      ],
      rows: parts,
      nColumn: "n",
    }),
    table<Coefficient>({
      id: "reliability-icc-components",
      caption: numbered.table("Intraclass correlations from variance components, all double-coded minutes."),
      columns: [
        column(
          "form",
          "Form",
          "McGraw & Wong (1996); between and within sessions after Shrout & Lane (2012).",
          "text",
          (row) => row.form,
        ),
        column("use", "Use when", "The question that the coefficient answers.", "text", (row) => row.use),
        column("icc", "ICC", "From the components by restricted maximum likelihood.", "r", (row) =>
          orWhy(row.value, single),
        ),
        ...limits<Coefficient>((row) => row.interval, {
          definition: "95% percentile interval of the value by moments, patients then sessions drawn.",
          why: (row) => (row.value === null ? single : whyNoInterval(context)),
        }),
        column(
          "words",
          "Koo & Li",
          "Words for the limits of the interval.",
          "text",
          (row) => judged(KOO_LI, row.interval) ?? { value: null, why: whyNoInterval(context) },
        ),
        column("moments", "By moments", "The same coefficient from the components by moments.", "r", (row) =>
          orWhy(
            row.moment,
            row.value === null ? single : "The sums of squares do not tell the components apart.",
          ),
        ),
        column("n", "Sessions", "Sessions with a double-coded minute.", "count", () => sessions.length),
      ],
      rows: coefficients,
      nColumn: "n",
      note: `k = ${k}. The model is fitted once; each of the resamples takes the components by moments, which need no iteration and are unbiased for any pattern of missing ratings. Where the two columns differ much, the interval belongs to the value by moments.`,
    }),
  ];
  return {
    blocks,
    numbers: [
      ...reportNumbers(
        {
          ...Object.fromEntries(parts.map(({ key, variance }) => [`components.${key}`, variance])),
          ...Object.fromEntries(coefficients.map(({ key, value }) => [`components.icc.${key}`, value])),
        },
        OPTIMISED,
      ),
      ...reportNumbers({
        ...Object.fromEntries(parts.map(({ key, moment }) => [`moments.${key}`, moment])),
        ...Object.fromEntries(coefficients.map(({ key, moment }) => [`moments.icc.${key}`, moment])),
      }),
    ],
  };
}

function flags(likelihood: Fitted, moments: ComponentsResult["moments"]): Block[] {
  const zero = PARTS.filter(
    ({ name }) => likelihood[name] === 0 && (name !== "cluster" || likelihood.clusters > 0),
  );
  const below = PARTS.filter(({ name }) => moments?.negative.includes(name));
  return [
    likelihood.converged
      ? null
      : warning("The fit of the variance components did not converge: take the values by moments."),
    zero.length === 0
      ? null
      : warning(
          `Estimated as 0: ${list(zero.map(({ label }) => label.toLowerCase()))}. The data show no variance there beyond what the residual explains.`,
        ),
    below.length === 0
      ? null
      : warning(`Negative by moments and set to 0: ${list(below.map(({ label }) => label.toLowerCase()))}.`),
  ].filter((block) => block !== null);
}
