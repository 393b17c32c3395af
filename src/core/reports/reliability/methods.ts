import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import { computedWords } from "../computed-words.ts";
import type { ReportTables } from "../report-tables.ts";
import type { ReliabilityData } from "./gather-reliability.ts";
import type { Context } from "./section.ts";
import { list } from "./words.ts";

/** The methods in words ready to paste. */
export function methodsOf(
  { data, options }: Context,
  tables: ReportTables,
  minutes: number,
  blockMinutes: number,
): string[] {
  const { raters, sessions } = data.doubleCoded;
  const patients = new Set(sessions.map(({ facts }) => facts.patient)).size;
  const excluded = data.excluded.reduce((sum, entry) => sum + entry.sessions, 0);
  const resampling =
    options.resamples === 0
      ? "No bootstrap intervals were computed."
      : `Bootstrap intervals are 95% BCa intervals (Efron 1987; acceleration from leaving out one session after the other) from ${formatCount(options.resamples)} replicates (seed ${options.seed}), drawing patients with replacement and then sessions within each, for coefficients that ${FEWEST_SESSIONS} sessions or more carry; for the coefficients by mean squares and alpha also 95% percentile intervals by moving blocks of ${blockMinutes} minutes within sessions (Künsch 1989).`;
  return [
    `Emotional arousal was coded in one-minute intervals with the ${tables.codebook.title} (version ${tables.codebook.version}), levels 1 to 7, and the predominant emotion from level 3 on. ${counted(minutes, "minute")} of ${counted(sessions.length, "session")} of ${counted(patients, "patient")} ${minutes === 1 ? "was" : "were"} coded by two or more of ${raters.length} raters (${list(raters)}; phase "${data.phase}")${excluded === 0 ? "" : `; ${counted(excluded, "session")} ${excluded === 1 ? "was" : "were"} excluded beforehand`}. ${independence(data.origins)}`,
    `Reliability of arousal is given as intraclass correlation, ICC(A,1) for the use of one rater and ICC(A,k) for the mean of k = ${raters.length} (two-way random effects, absolute agreement; McGraw & Wong 1996): by mean squares on the minutes that all raters coded (Shrout & Fleiss 1979), and from variance components (session, minute within session, and rater as random) over all double-coded minutes by the method of moments (Henderson 1953), with the coefficients between and within sessions apart; those by restricted maximum likelihood are given beside them. Negative components were set to 0. Intervals were judged by their limits: below .50 poor, .50 to .75 moderate, .75 to .90 good, above .90 excellent (Koo & Li 2016).`,
    `Agreement of arousal is given as Krippendorff's alpha (ordinal, interval and nominal; missing values allowed), Gwet's AC2, Cohen's kappa of each pair (unweighted, linear and quadratic weights over levels 1 to 7; standard errors of Fleiss, Cohen & Everitt 1969) with prevalence and bias index, percent agreement exact and within one point, Lin's concordance correlation, and limits of agreement (Bland & Altman 1999). Agreement on the category (predominant emotion, or low below arousal 3) is given as Cohen's, Fleiss' and Conger's kappa, Krippendorff's nominal alpha, Gwet's AC1 and PABAK.`,
    `${resampling} Intervals by formula take minutes as independent and are too narrow where minutes of a session resemble each other. ${computedWords(tables.program, ["lme4", "psych"])}`,
  ];
}

/** The program knows how ratings were made in its rating room, and nothing of imported ones. */
function independence({ form, import: imported }: ReliabilityData["origins"]): string {
  if (imported === 0)
    return "The raters coded independently, without seeing each other's values, in the program's rating room.";
  if (form === 0) return "[State whether the raters coded independently; all ratings were imported.]";
  return `${counted(form, "rating")} ${form === 1 ? "was" : "were"} made independently in the program's rating room, where other raters' values are not shown; ${counted(imported, "rating")} ${imported === 1 ? "was" : "were"} imported [state whether these raters coded independently].`;
}
