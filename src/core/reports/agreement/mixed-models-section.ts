import { formatCount, formatP } from "../../../shared/figures/statistic-text.ts";
import type { Inline, ReportNumber } from "../../../shared/reports/document.ts";
import { note, table, text } from "../blocks.ts";
import { listed } from "../number-words.ts";
import { column, intervalColumns, orWhy } from "./columns.ts";
import { type AgreementContext, pairsOf } from "./context.ts";
import {
  type FittedModel,
  fitMixed,
  KEY_OF,
  type Level,
  type LikelihoodRatio,
  levelsWithoutIntercept,
  likelihoodRatio,
  type Term,
} from "./mixed-models.ts";
import { optimised, type ReportPart } from "./part.ts";

/** The two models of the article, and one that also knows sessions. */
const MODELS: readonly { readonly key: string; readonly levels: readonly Level[] }[] = [
  { key: "patient", levels: ["patient"] },
  { key: "patient_rater", levels: ["patient", "rater"] },
  { key: "patient_session_rater", levels: ["patient", "session", "rater"] },
];

/** Of 1 - neutral, for which the slope is put into words: few minutes differ by more. */
const STEP = 0.1;

const NO_INTERCEPTS = "Its random intercepts cannot be had.";

interface ModelLine {
  readonly key: string;
  readonly formula: string;
  readonly fit: FittedModel | string;
  readonly test: LikelihoodRatio | string;
}

/** S2: arousal on 1 - neutral with random intercepts. */
export function mixedModelsSection(
  { rows }: AgreementContext,
  progress: (label: string, share: number) => void,
): ReportPart {
  const { x, y } = pairsOf(rows);
  const constant = x.map(() => 1);
  const without = new Set(levelsWithoutIntercept(rows, ["patient", "session", "rater"]));
  const seen = new Set<string>();
  const lines = MODELS.map(({ key, levels }, i): ModelLine => {
    progress(`Mixed model ${i + 1} of ${MODELS.length}`, i / MODELS.length);
    const kept = levels.filter((level) => !without.has(level));
    const formula = formulaOf(kept);
    const why =
      kept.length === 0
        ? NO_INTERCEPTS
        : seen.has(formula)
          ? "Without the intercepts that cannot be had it is the model above."
          : null;
    seen.add(formula);
    if (why !== null) return { key, formula: formulaOf(levels), fit: why, test: why };
    const spec = { y, columns: [constant, x], levels: kept };
    return {
      key,
      formula,
      fit: fitMixed(rows, spec, true),
      test: likelihoodRatio(rows, spec, [constant]),
    };
  });
  const fitted = lines.filter(({ fit }) => typeof fit !== "string");
  const warnings = lines.flatMap(({ formula, fit }) => (typeof fit === "string" ? [] : doubts(formula, fit)));
  return {
    section: {
      id: "mixed-models",
      title: "Mixed models",
      blocks: [
        text(...leadWords(lines)),
        ...warnings.map((words) => ({ kind: "note" as const, tone: "warning" as const, text: words })),
        ...[...without].map((level) => note(withoutIntercept(rows, level))),
        ...lines.flatMap(({ formula, fit }) =>
          typeof fit === "string" && (fitted.length > 0 || fit !== NO_INTERCEPTS)
            ? [note(`Not fitted: ${formula}. ${fit}`)]
            : [],
        ),
        ...(fitted.length === 0 ? [] : [effectsTable(fitted), modelsTable(fitted)]),
      ],
    },
    numbers: lines.flatMap(numbersOf),
    notices: warnings,
  };
}

function formulaOf(levels: readonly Level[]): string {
  return ["arousal ~ nonspecific", ...levels.map((level) => `(1 | ${level})`)].join(" + ");
}

function withoutIntercept(rows: AgreementContext["rows"], level: Level): string {
  const count = new Set(rows.map(KEY_OF[level])).size;
  if (count > 1)
    return `No random intercept of ${level}s: each row is of another ${level}, so that their variance cannot be told from that of minutes.`;
  const told: Readonly<Record<Level, string>> = {
    patient:
      "All rows are of one patient: the slopes are this patient's, and no model can say how patients differ.",
    session: "All rows are of one session: no model can say how sessions differ.",
    rater: "All rows are of one rater: no model can say how raters differ.",
  };
  return told[level];
}

function doubts(formula: string, { groups, singular, converged }: FittedModel): string[] {
  const zero = groups.filter(({ variance }) => variance === 0).map(({ level }) => `${level}s`);
  return [
    ...(singular
      ? [
          `${formula} is singular: a variance is estimated as zero${zero.length > 0 ? ` (${zero.join(", ")})` : ""}; the data show no differences there beyond those between minutes.`,
        ]
      : []),
    ...(converged
      ? []
      : [`${formula}: the maximum of the likelihood was not found; do not report these estimates.`]),
  ];
}

function leadWords(lines: readonly ModelLine[]): Inline[] {
  const chosen = lines.findLast(({ fit }) => typeof fit !== "string");
  if (chosen === undefined || typeof chosen.fit === "string")
    return ["No mixed model can be fitted to these rows."];
  const term = chosen.fit.terms[1];
  if (term == null) return ["1 − neutral is the same in all rows: there is no slope."];
  const n = formatCount(chosen.fit.n);
  const step = (value: number): string => (STEP * value).toFixed(2).replace("-", "−");
  return [
    `With baselines of ${listed(chosen.fit.groups.map(({ level }) => `${level}s`))} held apart, each ${STEP} more of 1 − neutral goes with `,
    {
      text: `${step(Math.abs(term.estimate))} levels of arousal ${term.estimate < 0 ? "less" : "more"} (95% CI ${step(term.low)} to ${step(term.high)}, ${term.p < 0.001 ? "p < .001" : `p = ${formatP(term.p)}`})`,
      hover: `${STEP} × the slope of ${chosen.formula}, REML; interval and p by t with Satterthwaite's degrees of freedom. n = ${n}.`,
    },
    "; 1 − neutral explains ",
    {
      text: `${(100 * chosen.fit.marginalR2).toFixed(1)}% of the variance`,
      hover: `Marginal R² (Nakagawa & Schielzeth 2013), without an interval: see the table. n = ${n}.`,
    },
    ", together with the random intercepts ",
    {
      text: `${(100 * chosen.fit.conditionalR2).toFixed(1)}%`,
      hover: `Conditional R² (Nakagawa & Schielzeth 2013), without an interval: see the table. n = ${n}.`,
    },
    ".",
  ];
}

function effectsTable(lines: readonly ModelLine[]): ReturnType<typeof table> {
  const rows = lines.flatMap(({ formula, fit }) =>
    ["Intercept", "1 − neutral"].map((name, i) => ({
      formula,
      name,
      n: typeof fit === "string" ? null : fit.n,
      term: typeof fit === "string" ? fit : (fit.terms[i] ?? "The predictor does not vary and was left out."),
    })),
  );
  type Row = (typeof rows)[number];
  const of = (pick: (term: Term) => number | null, why: string | null = null) => {
    return ({ term }: Row) => (typeof term === "string" ? orWhy(null, term) : orWhy(pick(term), why));
  };
  const noDf =
    "The second derivatives of the likelihood give none; p and interval are by the normal distribution.";
  return table<Row>({
    id: "mixed-effects",
    caption: "Fixed effects of the mixed models (restricted maximum likelihood).",
    nColumn: "n",
    rows,
    strong: ({ name }) => name !== "Intercept",
    columns: [
      column("model", "Model", "text", "Formula as R's lme4 takes it.", ({ formula }) => formula),
      column("term", "Term", "text", "Fixed effect.", ({ name }) => name),
      column("n", "n", "count", "Rows of the model.", ({ n }) => n),
      column(
        "estimate",
        "Estimate",
        "fixed3",
        "Levels of arousal per unit of 1 − neutral.",
        of((t) => t.estimate),
      ),
      column(
        "se",
        "SE",
        "fixed3",
        "Standard error.",
        of((t) => t.se),
      ),
      column(
        "df",
        "df",
        "fixed1",
        "Degrees of freedom after Satterthwaite.",
        of((t) => t.df, noDf),
      ),
      column(
        "t",
        "t",
        "fixed2",
        "Estimate / SE.",
        of((t) => t.t),
      ),
      column(
        "p",
        "p",
        "p",
        "Two-sided, by t with these degrees of freedom.",
        of((t) => t.p),
      ),
      ...intervalColumns<Row>("ci", "95% CI", "fixed2", "95% by t.", ({ term }) => term),
    ],
  });
}

function modelsTable(lines: readonly ModelLine[]): ReturnType<typeof table> {
  const of = (pick: (fit: FittedModel) => number | null, why: string | null = null) => {
    return ({ fit }: ModelLine) => (typeof fit === "string" ? orWhy(null, fit) : orWhy(pick(fit), why));
  };
  const ofGroup = (level: Level) =>
    of((fit) => fit.groups.find((g) => g.level === level)?.variance ?? null, "Not in this model.");
  const ofTest = (pick: (test: LikelihoodRatio) => number) => {
    return ({ test }: ModelLine) => (typeof test === "string" ? orWhy(null, test) : pick(test));
  };
  const variance = (level: Level) =>
    column<ModelLine>(
      level,
      `Var. ${level}s`,
      "fixed3",
      `Variance of the ${level}s' intercepts.`,
      ofGroup(level),
    );
  return table<ModelLine>({
    id: "mixed-variances",
    caption: "Variances, explained variance and the test of 1 − neutral.",
    nColumn: "n",
    rows: lines,
    columns: [
      column("model", "Model", "text", "Formula as R's lme4 takes it.", ({ formula }) => formula),
      column(
        "n",
        "n",
        "count",
        "Rows of the model.",
        of((fit) => fit.n),
      ),
      variance("patient"),
      variance("session"),
      variance("rater"),
      column(
        "residual",
        "Var. rest",
        "fixed3",
        "Variance of the residuals.",
        of((fit) => fit.residual),
      ),
      column(
        "r2_marginal",
        "R² marg.",
        "fixed3",
        "Variance explained by 1 − neutral, as a share (Nakagawa & Schielzeth 2013).",
        of((fit) => fit.marginalR2),
      ),
      column(
        "r2_conditional",
        "R² cond.",
        "fixed3",
        "Variance explained by 1 − neutral and the random intercepts, as a share.",
        of((fit) => fit.conditionalR2),
      ),
      column(
        "chisq",
        "χ²",
        "fixed2",
        "Likelihood ratio test of 1 − neutral, both models by maximum likelihood; one degree of freedom.",
        ofTest(({ chiSquare }) => chiSquare),
      ),
      column(
        "p",
        "p",
        "p",
        "Of the likelihood ratio test.",
        ofTest(({ p }) => p),
      ),
    ],
    note: "No interval is given for R²: its distribution in mixed models has no closed form, and a bootstrap would fit each model anew in every resample of patients. The interval of the slope says how firm the relation is.",
  });
}

function numbersOf({ key, fit, test }: ModelLine): ReportNumber[] {
  if (typeof fit === "string") return [];
  const [intercept, slope] = fit.terms;
  const at = (name: string, value: number | null | undefined): ReportNumber =>
    optimised(`lmm.${key}.${name}`, value ?? null);
  return [
    at("intercept.estimate", intercept?.estimate),
    at("intercept.se", intercept?.se),
    at("nonspecific.estimate", slope?.estimate),
    at("nonspecific.se", slope?.se),
    ...fit.groups.map(({ level, variance }) => at(`variance.${level}`, variance)),
    at("variance.residual", fit.residual),
    at("r2.marginal", fit.marginalR2),
    at("r2.conditional", fit.conditionalR2),
    at("loglik", fit.logLik),
    at("lrt.chisq", typeof test === "string" ? null : test.chiSquare),
    at("lrt.p", typeof test === "string" ? null : test.p),
  ];
}
