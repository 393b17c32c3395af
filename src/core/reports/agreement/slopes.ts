import { formatP } from "../../../shared/figures/statistic-text.ts";
import type { Inline, ReportNumber, TableBlock } from "../../../shared/reports/document.ts";
import { pearson } from "../../../stats/correlation.ts";
import { studentQuantile } from "../../../stats/distributions.ts";
import { standardDeviation } from "../../../stats/summary.ts";
import { table } from "../blocks.ts";
import { column, intervalColumns, orWhy } from "./columns.ts";
import { type AgreementContext, ofRater, pairsOf, raterScopes, scopeKey, scopeLabel } from "./context.ts";
import { fitMixed, levelsWithoutIntercept, likelihoodRatio, type Term } from "./mixed-models.ts";
import { exact, optimised } from "./part.ts";

interface Slope {
  readonly rater: string | null;
  readonly n: number;
  readonly ordinary: {
    readonly estimate: number;
    readonly se: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly mixed: Term | string;
}

interface Slopes {
  readonly block: TableBlock;
  readonly sentence: Inline;
  readonly numbers: readonly ReportNumber[];
  readonly notices: readonly string[];
}

/** Slope of arousal on 1 - neutral for each rater, ordinary and with random intercepts of patients. */
export function slopesTable({ rows, raters }: AgreementContext): Slopes {
  const lines = raterScopes(raters).map((rater): Slope => {
    const own = ofRater(rows, rater);
    const { x, y } = pairsOf(own);
    const levels = levelsWithoutIntercept(own, ["patient"]).length === 0 ? (["patient"] as const) : [];
    const fit = fitMixed(own, { y, columns: [x.map(() => 1), x], levels }, true);
    return {
      rater,
      n: own.length,
      ordinary: leastSquares(x, y),
      mixed:
        typeof fit === "string"
          ? own.length === 0
            ? "No rated minute has a machine value."
            : levels.length === 0
              ? "A random intercept of patients needs at least two patients."
              : fit
          : (fit.terms[1] ?? "1 − neutral is the same in all rows."),
    };
  });
  const test = slopesDiffer(rows, raters);
  return {
    block: slopesBlock(lines),
    sentence: typeof test === "string" ? test : test.inline,
    numbers: [
      ...lines.flatMap(({ rater, ordinary, mixed }) => [
        exact(`slope.${scopeKey(rater)}.estimate`, ordinary?.estimate ?? null),
        exact(`slope.${scopeKey(rater)}.se`, ordinary?.se ?? null),
        optimised(
          `slope_mixed.${scopeKey(rater)}.estimate`,
          typeof mixed === "string" ? null : mixed.estimate,
        ),
        optimised(`slope_mixed.${scopeKey(rater)}.se`, typeof mixed === "string" ? null : mixed.se),
      ]),
      optimised("slope_mixed.differ.chisq", typeof test === "string" ? null : test.chiSquare),
    ],
    notices: [],
  };
}

function leastSquares(x: readonly number[], y: readonly number[]): Slope["ordinary"] {
  const { n, r } = pearson(x, y);
  if (r === null) return null;
  const ratio = standardDeviation(y) / standardDeviation(x);
  const se = ratio * Math.sqrt((1 - r * r) / (n - 2));
  const half = studentQuantile(0.975, n - 2) * se;
  const estimate = r * ratio;
  return { estimate, se, low: estimate - half, high: estimate + half };
}

/** Do raters differ in slope? Interaction of rater and 1 - neutral, random intercepts of patients. */
function slopesDiffer(
  rows: AgreementContext["rows"],
  raters: readonly string[],
): { chiSquare: number; inline: Inline } | string {
  if (raters.length < 2) return "With one rater there are no slopes to compare.";
  if (levelsWithoutIntercept(rows, ["patient"]).length > 0)
    return "Slopes are compared in a model with random intercepts of patients, which needs at least two patients.";
  const { x, y } = pairsOf(rows);
  const dummies = raters.slice(1).map((rater) => rows.map((row) => Number(row.rater === rater)));
  const without = [x.map(() => 1), ...dummies, x];
  const interactions = dummies.map((dummy) => dummy.map((value, i) => value * (x[i] as number)));
  const test = likelihoodRatio(
    rows,
    { y, columns: [...without, ...interactions], levels: ["patient"] },
    without,
  );
  if (typeof test === "string") return `The slopes of the raters are not compared. ${test}`;
  const p = test.p < 0.001 ? "p < .001" : `p = ${formatP(test.p)}`;
  return {
    chiSquare: test.chiSquare,
    inline: {
      text: `Are the slopes of the raters the same? χ²(${test.df}) = ${test.chiSquare.toFixed(2)}, ${p}.`,
      hover: `Likelihood ratio test of the interaction of rater and 1 − neutral; random intercepts of patients, maximum likelihood. n = ${rows.length}.`,
    },
  };
}

function slopesBlock(lines: readonly Slope[]): TableBlock {
  const ofMixed = (pick: (term: Term) => number | null) => (line: Slope) =>
    typeof line.mixed === "string" ? { value: null, why: line.mixed } : pick(line.mixed);
  const none = "A line needs at least 3 rows in which both vary.";
  return table<Slope>({
    id: "slopes",
    caption: "Slope of arousal on 1 − neutral: levels of arousal from no to full expression.",
    nColumn: "n",
    rows: lines,
    strong: ({ rater }) => rater === null,
    groups: {
      "Least squares": ["slope", "se", "ci_low", "ci_high"],
      "Mixed model": ["mixed", "mixed_se", "mixed_ci_low", "mixed_ci_high"],
    },
    columns: [
      column("rater", "Rater", "text", "Code of the rater.", ({ rater }) => scopeLabel(rater)),
      column("n", "n", "count", "Rows that the slope rests on.", ({ n }) => n),
      column("slope", "Slope", "fixed2", "Ordinary least squares; takes all rows as independent.", (line) =>
        orWhy(line.ordinary?.estimate ?? null, none),
      ),
      column("se", "SE", "fixed3", "Standard error of the ordinary slope.", (line) =>
        orWhy(line.ordinary?.se ?? null, none),
      ),
      ...intervalColumns<Slope>("ci", "95% CI", "fixed2", "95% by t.", ({ ordinary }) => ordinary ?? none),
      column(
        "mixed",
        "Slope",
        "fixed2",
        "Slope with random intercepts of patients, REML: levels of arousal apart from patients' own levels.",
        ofMixed(({ estimate }) => estimate),
      ),
      column(
        "mixed_se",
        "SE",
        "fixed3",
        "Standard error in the mixed model.",
        ofMixed(({ se }) => se),
      ),
      ...intervalColumns<Slope>(
        "mixed_ci",
        "95% CI",
        "fixed2",
        "95% by t with Satterthwaite's degrees of freedom.",
        ({ mixed }) => mixed,
      ),
    ],
  });
}
