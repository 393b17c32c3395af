import type { EstimateRow } from "../../../shared/figures/reliability-intervals.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import type { Components } from "../../../stats/intraclass-of-components.ts";
import { note, table, text, warning } from "../blocks.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers } from "../section-parts.ts";
import { minutesOf } from "./gather-reliability.ts";
import { type Resampled, type ResampledByName, whyNoCluster } from "./resample.ts";
import { CLUSTER_INTERVAL, type Context, limits, OPTIMISED } from "./section.ts";
import type { ComponentsResult } from "./variance-parts.ts";
import { judged, KOO_LI, list } from "./words.ts";

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
  readonly byMoments: Resampled | undefined;
  readonly likelihood: number | null;
}

/** The coefficients by moments with their intervals, and by restricted maximum likelihood. */
export function coefficientsOf(
  { likelihood, moments }: ComponentsResult,
  resampled: ResampledByName,
): Coefficient[] {
  if (likelihood.agreement === null && moments === null) return [];
  return COEFFICIENTS.map(({ name, ...coefficient }) => ({
    ...coefficient,
    byMoments: resampled.get(`moments.${coefficient.key}`),
    likelihood: likelihood.agreement === null ? null : likelihood[name],
  }));
}

/** Lines of the figure of all coefficients. */
export function estimatesOf(coefficients: readonly Coefficient[]): EstimateRow[] {
  return coefficients.flatMap(({ form, byMoments }) =>
    byMoments === undefined || byMoments.value === null
      ? []
      : [
          {
            label: `${form}, moments`,
            value: byMoments.value,
            low: byMoments.interval?.low ?? null,
            high: byMoments.interval?.high ?? null,
          },
        ],
  );
}

const NOT_APART = "The sums of squares do not tell the components apart.";
const SINGLE =
  "With one session, or one double-coded minute in each, sessions and minutes cannot be told apart.";

/** The tables of the variance components and of the coefficients from them, and their numbers. */
export function componentsBlocks(
  context: Context,
  { likelihood, moments }: ComponentsResult,
  coefficients: readonly Coefficient[],
): { readonly blocks: readonly Block[]; readonly numbers: readonly ReportNumber[] } {
  const none = likelihood.agreement === null ? NO_COMPONENTS[likelihood.reason] : null;
  const refused =
    none === null ? null : note(`No variance components by restricted maximum likelihood: ${none}`);
  const total = PARTS.reduce((sum, { name }) => sum + (moments?.[name] ?? 0), 0);
  if (refused !== null && total === 0) return { blocks: [refused], numbers: [] };
  const fitted: Components | null =
    likelihood.agreement === null
      ? null
      : { ...likelihood, cluster: likelihood.clusters > 0 ? likelihood.cluster : null };
  const parts = PARTS.map((part) => ({
    ...part,
    moment: moments?.[part.name] ?? null,
    variance: fitted?.[part.name] ?? null,
  })).filter(({ moment, variance }) => moment !== null || variance !== null);
  return {
    blocks: [
      text(
        "Variance components use every minute that two raters or more coded, whoever they were. What differs between sessions and what differs between the minutes of a session are both true; differences between raters and the residual are error. Values of this report over all double-coded minutes are by moments, which can be computed anew in every resample, so that value and interval belong together; those by restricted maximum likelihood (REML) stand beside them.",
      ),
      refused,
      ...flags(likelihood.agreement === null ? null : likelihood, moments),
      partTable(context, parts, { total, none }),
      coefficientTable(context, coefficients, none),
    ].filter((block) => block !== null),
    numbers: [
      ...reportNumbers(
        {
          ...Object.fromEntries(parts.map(({ key, variance }) => [`components.${key}`, variance])),
          ...Object.fromEntries(
            coefficients.map(({ key, likelihood: value }) => [`components.icc.${key}`, value]),
          ),
        },
        OPTIMISED,
      ),
      ...reportNumbers({
        ...Object.fromEntries(parts.map(({ key, moment }) => [`moments.${key}`, moment])),
        ...Object.fromEntries(
          coefficients.map(({ key, byMoments }) => [`moments.icc.${key}`, byMoments?.value]),
        ),
      }),
    ],
  };
}

type Part = (typeof PARTS)[number] & { readonly moment: number | null; readonly variance: number | null };

function partTable(
  { numbered, data }: Context,
  parts: readonly Part[],
  { total, none }: { readonly total: number; readonly none: string | null },
): Block {
  const ratings = minutesOf(data.doubleCoded).flatMap(({ arousal }) =>
    arousal.filter((value) => value !== null),
  ).length;
  return table<Part>({
    id: "reliability-components",
    caption: numbered.table("Variance components of arousal over all double-coded minutes."),
    columns: [
      column("component", "Component", "Where ratings differ.", "text", (row) => row.label),
      column(
        "moments",
        "By moments",
        "Variance by Henderson's method 1, sessions, minutes and raters as random; negative values set to 0.",
        "fixed4",
        (row) => orWhy(row.moment, NOT_APART),
      ),
      column("share", "Share", "Of the sum of the components by moments.", "percent1", (row) =>
        orWhy(row.moment === null || total === 0 ? null : row.moment / total, NOT_APART),
      ),
      column(
        "variance",
        "By REML",
        "Variance by restricted maximum likelihood; at least 0.",
        "fixed4",
        (row) => orWhy(row.variance, none ?? SINGLE),
      ),
      column("n", "Ratings", "Ratings of double-coded minutes.", "count", () => ratings),
    ],
    rows: parts,
    nColumn: "n",
  });
}

function coefficientTable(
  { numbered, data }: Context,
  coefficients: readonly Coefficient[],
  none: string | null,
): Block {
  const { raters, sessions } = data.doubleCoded;
  const isNested = ({ key }: Coefficient): boolean => key === "between" || key === "within";
  const why = (row: Coefficient): string => (isNested(row) ? SINGLE : NOT_APART);
  return table<Coefficient>({
    id: "reliability-icc-components",
    caption: numbered.table(
      "Intraclass correlations from variance components by moments, all double-coded minutes.",
    ),
    columns: [
      column(
        "form",
        "Form",
        "McGraw & Wong (1996); between and within sessions after Shrout & Lane (2012).",
        "text",
        (row) => row.form,
      ),
      column("use", "Use when", "The question that the coefficient answers.", "text", (row) => row.use),
      column("icc", "ICC", "From the components by moments.", "r", (row) =>
        orWhy(row.byMoments?.value, why(row)),
      ),
      ...limits<Coefficient>((row) => row.byMoments?.interval ?? null, {
        definition: CLUSTER_INTERVAL,
        why: (row) => (row.byMoments?.value == null ? why(row) : whyNoCluster(row.byMoments)),
      }),
      column(
        "words",
        "Koo & Li",
        "Words for the limits of the interval.",
        "text",
        (row) =>
          judged(KOO_LI, row.byMoments?.interval ?? null) ?? {
            value: null,
            why: row.byMoments?.value == null ? why(row) : whyNoCluster(row.byMoments),
          },
      ),
      column(
        "likelihood",
        "By REML",
        "The same coefficient from the components by restricted maximum likelihood; the interval is not its own.",
        "r",
        (row) => orWhy(row.likelihood, none ?? SINGLE),
      ),
      column("n", "Sessions", "Sessions with a double-coded minute.", "count", () => sessions.length),
    ],
    rows: coefficients,
    nColumn: "n",
    note: `k = ${raters.length}. Moments need no iteration and are unbiased for any pattern of missing ratings, but vary a little more than REML; both estimate the same coefficient.`,
  });
}

function flags(likelihood: Fitted | null, moments: ComponentsResult["moments"]): Block[] {
  const zero = PARTS.filter(
    ({ name }) => likelihood?.[name] === 0 && (name !== "cluster" || likelihood.clusters > 0),
  );
  const below = PARTS.filter(({ name }) => moments?.negative.includes(name));
  return [
    likelihood === null || likelihood.converged
      ? null
      : warning("The fit of the variance components by REML did not converge: leave its values aside."),
    zero.length === 0
      ? null
      : warning(
          `Estimated as 0 by REML: ${list(zero.map(({ label }) => label.toLowerCase()))}. The data show no variance there beyond what the residual explains.`,
        ),
    below.length === 0
      ? null
      : warning(`Negative by moments and set to 0: ${list(below.map(({ label }) => label.toLowerCase()))}.`),
  ].filter((block) => block !== null);
}
