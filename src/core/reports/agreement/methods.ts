import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import { computedWords } from "../computed-words.ts";
import { listed } from "../number-words.ts";
import { readingSentence } from "../reading-words.ts";
import type { AgreementContext } from "./context.ts";
import { levelsWithoutIntercept } from "./mixed-models.ts";

/** Paragraphs for a paper, with the study's own numbers. */
export function methods({
  rows,
  raters,
  flow,
  tables,
  options,
  correlations,
  resampling,
}: AgreementContext): string[] {
  const { model, program, codebook } = tables;
  const covered = rows.flatMap(({ coverage }) => (coverage === null ? [] : [coverage]));
  const overall = correlations.find(({ rater, session }) => rater === null && session === null);
  const without = levelsWithoutIntercept(rows, ["patient", "session", "rater"]);
  const modelled = (["patient", "session", "rater"] as const)
    .filter((level) => !without.includes(level))
    .map((level) => `${level}s`);
  const several =
    rows.length === flow.minutes
      ? "Every minute was coded by one rater."
      : `Minutes coded by several raters entered once for each (${formatCount(rows.length)} ratings of ${formatCount(flow.minutes)} minutes).`;
  const intervals = [
    ...(resampling.noClusters === null
      ? [
          `a cluster bootstrap (patients, then sessions within patients; where at least ${FEWEST_SESSIONS} sessions carry the value)`,
        ]
      : []),
    ...(resampling.noBlocks
      ? []
      : [
          `a moving-block bootstrap within sessions (blocks of ${counted(resampling.blockLength, "minute")})`,
        ]),
  ];
  const bootstrap =
    intervals.length === 0
      ? ""
      : ` As minutes are nested in sessions and patients, 95% percentile intervals of ${intervals.join(" and of ")} are given (${formatCount(options.resamples)} replicates, seed ${options.seed}).`;
  return [
    `Arousal was rated per minute with the ${codebook.title} (version ${codebook.version}; 1 to 7) by ${counted(raters.length, "rater")}. ${readingSentence(model)} These are means over the frames with a face${covered.length === 0 ? "" : ` (on average ${Math.round((100 * covered.reduce((sum, value) => sum + value, 0)) / covered.length)}% of the frames)`}; nonspecific arousal was defined as 1 minus the mean probability of neutral (Steppan et al., 2023). Of ${counted(flow.ratings, "rating")}, ${formatCount(flow.used)} from ${counted(flow.sessions, "session")} of ${counted(flow.patients, "patient")} could be set beside the machine. ${several}`,
    `Agreement with the raters as a criterion was assessed by Pearson's correlation of arousal with 1 − neutral${overall?.r == null ? "" : ` (r = ${formatR(overall.r)}, n = ${formatCount(overall.n)})`}, over all minutes, for each rater and within each session, with intervals by Fisher's z.${bootstrap} ${raters.length < 2 ? "" : `Correlations of raters were compared by Fisher's z, of samples that overlap and of samples that do not${resampling.noClusters === null ? ", and by bootstrap intervals of their differences" : ""}. `}The ratings are on another scale than the machine's shares; intraclass correlations were therefore not computed.`,
    ...(modelled.length === 0
      ? []
      : [
          `Linear mixed models of arousal on 1 − neutral with random intercepts of ${listed(modelled)} were fitted by restricted maximum likelihood, with Satterthwaite's degrees of freedom; 1 − neutral was tested by likelihood ratio, and explained variance is given after Nakagawa and Schielzeth (2013).`,
        ]),
    ...(rows.some(({ aggregates }) => aggregates !== null)
      ? [
          `Other summaries of the minute (median, 90th percentile, maximum, share above a threshold, bursts) were compared with the mean over the same rows${resampling.noClusters === null ? " by paired bootstrap differences" : ""}.`,
        ]
      : []),
    `${computedWords(program, modelled.length === 0 ? [] : ["lme4"])} The data are of version ${tables.dataVersion.slice(0, 12)}. When reporting, GRRAS (Kottner et al., 2011) asks for the raters' training and blinding, for how minutes and patients were chosen, and for the purpose: this is agreement of a measure with a criterion, while agreement among the raters is told in the report on reliability.`,
  ];
}
