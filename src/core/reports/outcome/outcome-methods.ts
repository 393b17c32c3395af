import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { detectableR } from "../../../stats/correlation-power.ts";
import type { Computed } from "../computed.ts";
import { decimals, listed } from "../number-words.ts";
import type { ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import { FIRST_MINUTES } from "./first-minutes.ts";
import { LAST_MINUTE } from "./minute-curves.ts";
import type { OutcomeData } from "./outcome-data.ts";
import { MEASURES, type Measure } from "./person-correlations.ts";

/** Paragraphs for the methods section of a paper, with the study's own numbers; of what was computed alone. */
export function outcomeMethods(
  tables: ReportTables,
  data: OutcomeData,
  options: ReportOptions,
  computed: Computed,
): string[] {
  return [
    rankWords(data),
    ...(data.minutes.length === 0 ? [] : [minuteWords(tables, data)]),
    [curveWords(data, computed), groupWords(computed)].filter((words) => words !== "").join(" "),
    [
      personWords(data, computed),
      computed(/^pca\./)
        ? "A principal component analysis of the correlation matrix of the seven minute means was computed over all minutes; signs were set so that happy loads positively on the first and sad on the second component."
        : "",
      firstWords(computed),
      computed(/^arousal\.r$/)
        ? `The share of a patient's rated minutes with high arousal (a CEAS level of ${options.highArousal} or above) was correlated with delta${computed(/^arousal\.bend$/) ? ", and delta regressed on it by a straight line and a parabola" : ""}.`
        : "",
    ]
      .filter((words) => words !== "")
      .join(" "),
    softwareWords(tables, computed),
  ].filter((paragraph) => paragraph !== "");
}

function rankWords(data: OutcomeData): string {
  const { patients, medianDelta } = data.variants.completers;
  const size = (group: string): number => patients.filter((row) => row.group === group).length;
  const changed = patients.filter((row) => row.delta !== null).length;
  const missing = data.scores
    .flatMap((row) => (row.dropout ? row.pre : [...row.pre, ...row.post]))
    .filter((score) => score === null).length;
  const dropouts =
    size("dropout") === 0
      ? "nobody dropped out"
      : changed < 2
        ? `${counted(size("dropout"), "patient")} dropped out`
        : `${counted(size("dropout"), "dropout")} formed a third group`;
  const split =
    changed === 0 || medianDelta === null
      ? "No patient has scores both before and after treatment"
      : changed === 1
        ? "Only one patient has a change, so patients were not divided into groups"
        : `${counted(changed, "patient")} with a change were split at the median (${decimals(medianDelta)}) into good (at or above, n = ${size("good")}) and poor outcome (below, n = ${size("poor")})`;
  return `Outcome was assessed with ${counted(data.subscales.length, "subscale")} (${listed(data.subscales)}) before and after treatment; higher scores mean more severe symptoms. As in Steppan et al. (2023), patients were ranked within each subscale and time point (ascending, ties sharing their mean rank) and the ranks averaged over the subscales available; ${missing === 0 ? "no score was missing" : `${counted(missing, "score")} ${missing === 1 ? "was" : "were"} missing and left out`}. Only patients who completed treatment were ranked. Change was the difference of the mean ranks before and after treatment (delta = pre − post). ${split}; ${dropouts}.`;
}

function minuteWords({ model }: ReportTables, { minutes, means }: OutcomeData): string {
  const sessions = new Set(minutes.map(sessionKey)).size;
  return `Facial expression was classified as probabilities of seven categories${model === null ? "" : ` (${model.name}, ${model.modelId})`} and averaged per minute; minutes without a face were left out. ${minutes.length === 1 ? "The one minute" : `All ${counted(minutes.length, "minute")}`} with a face from ${counted(sessions, "session")} of ${counted(means.length, "patient")} entered, whether rated by observers or not. Nonspecific arousal is 1 − p(neutral).`;
}

function curveWords({ standardised }: OutcomeData, computed: Computed): string {
  return computed(/^curves\./)
    ? `For the course over the session each expression was z-standardised over all minutes 1 to ${LAST_MINUTE}, whatever the group (n = ${formatCount(standardised.minutes.length)}).`
    : "";
}

function groupWords(computed: Computed): string {
  const levels = [
    computed(/^minutes\./)
      ? "over minutes as in the article (Welch and pooled t tests, Cohen's d with noncentral-t intervals, Hedges' g), which ignores nesting"
      : "",
    computed(/^mixed\..+\.estimate$/)
      ? `by linear mixed models of z on group with random intercepts of patients${computed(/^mixed\..+\.session_variance$/) ? " and of sessions within patients" : ""} (REML, Satterthwaite degrees of freedom; d in standard deviations of the model's whole variance)`
      : "",
    computed(/^persons\./) ? "over patients' means (Welch t tests, d)" : "",
  ].filter((words) => words !== "");
  if (levels.length === 0) return "";
  const count = ["", "", " at two levels:", " at three levels:"][levels.length] ?? "";
  return `Groups were compared${count} ${levels.length === 1 ? levels[0] : `${levels.slice(0, -1).join("; ")}; and ${levels.at(-1)}`}.`;
}

const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  pre: "mean ranks before treatment",
  post: "mean ranks after treatment",
  delta: "delta",
  dropout: "dropout",
};

function personWords(data: OutcomeData, computed: Computed): string {
  const measures = MEASURES.filter((measure) => computed(new RegExp(`^table2\\.\\w+\\.${measure}\\.r$`)));
  if (measures.length === 0) return "";
  const changed = data.variants.completers.patients.filter((row) => row.delta !== null).length;
  const power = measures.includes("delta") ? detectableR(changed) : null;
  return `Patients' mean expressions were correlated (Pearson) with ${listed(measures.map((measure) => MEASURE_WORDS[measure]))}; 95% intervals by Fisher's z, p values also adjusted for the false discovery rate (Benjamini & Hochberg, 1995) over all these tests.${power === null ? "" : ` With ${counted(changed, "patient")}, a correlation of ${formatR(power)} is found with 80% power (two-sided, .05).`}`;
}

function firstWords(computed: Computed): string {
  const opening = `Expression in minutes 1 to ${FIRST_MINUTES}, alone and less that of the later minutes,`;
  const ways = [
    computed(/^first\..+\.auc$/)
      ? `compared between dropouts and the other patients by ${listed([
          ...(computed(/^first\..+\.r$/) ? ["point-biserial correlation"] : []),
          ...(computed(/^first\..+\.d$/) ? ["Cohen's d"] : []),
          "area under the ROC curve (DeLong interval)",
          "the exact Mann-Whitney test",
        ])}`
      : "",
    computed(/^first\..+\.delta_r$/) ? "correlated with delta" : "",
  ].filter((words) => words !== "");
  return ways.length === 0 ? "" : `${opening} was ${ways.join(", and ")}.`;
}

function softwareWords({ program }: ReportTables, computed: Computed): string {
  const functions = [
    "rank",
    ...(computed(/^(minutes|persons)\./) ? ["t.test"] : []),
    ...(computed(/^table2\..+\.r$/) ? ["cor.test", "p.adjust"] : []),
    ...(computed(/^pca\./) ? ["prcomp"] : []),
    ...(computed(/^arousal\.r$/) ? ["lm"] : []),
    ...(computed(/^mixed\./) ? ["lme4"] : []),
  ];
  return `Statistics were computed with ${program.name} ${program.version}; the accompanying R script recomputes them with R's ${listed(functions)}.`;
}
