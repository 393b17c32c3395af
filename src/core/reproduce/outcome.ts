import { GROUPS, type Group } from "../../shared/reports/outcome-group.ts";
import { mean, standardDeviation } from "../../stats/summary.ts";
import { compareSamples } from "../../stats/two-samples.ts";
import { FER_SCORES, type FerScore } from "../reports/face-minutes.ts";
import { keyed } from "../reports/keyed.ts";
import { byMinute, type StandardisedMinutes, standardisedMinutes } from "../reports/outcome/minute-curves.ts";
import {
  outcomeGroups,
  type PatientOutcome,
  VARIANTS,
  type Variant,
} from "../reports/outcome/outcome-groups.ts";
import { type PatientMeans, patientMeans } from "../reports/outcome/patient-means.ts";
import type { StudyRows } from "./analysis-rows.ts";
import { pearsonResult } from "./correlation.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";
import { SUBSCALES } from "./study-tables.ts";

const NO_SCORES = new Unavailable("The patient dropped out or has no score at this time.");
const NOT_RANKED = new Unavailable("The score is missing, or the patient dropped out.");

/** Mean ranks before and after treatment, their difference and the groups, by three ways of ranking. */
export function outcome({ tables }: StudyRows): ResultTree {
  return {
    subscales: SUBSCALES,
    ...keyed(VARIANTS, (variant) => {
      const { medianDelta, patients } = outcomeGroups(tables.outcomes, variant);
      const tree = {
        median_delta: medianDelta ?? new Unavailable("No patient has scores before and after treatment."),
        group_sizes: keyed(GROUPS, (group) => patients.filter((row) => row.group === group).length),
        patients: patients.map((row) => ({
          patient: row.patient,
          mean_rank_pre: row.pre ?? NO_SCORES,
          mean_rank_post: row.post ?? NO_SCORES,
          delta: row.delta ?? NO_SCORES,
          group: row.group ?? NO_SCORES,
          dropout: Number(row.dropout),
        })),
      };
      if (variant !== "completers") return tree;
      return {
        ...tree,
        ranks_pre: patients.map((row) => row.ranksPre.map((rank) => rank ?? NOT_RANKED)),
        ranks_post: patients.map((row) => row.ranksPost.map((rank) => rank ?? NOT_RANKED)),
      };
    }),
  };
}

/** The FER minutes of curves and of tests over minutes, standardised over all of them. */
function curveMinutes(rows: StudyRows): StandardisedMinutes {
  return standardisedMinutes(rows.faceMinutes, patientGroups(rows));
}

/** Group of each patient, scores ranked among completers. */
export function patientGroups({ tables }: StudyRows): Map<string, Group | null> {
  return new Map(
    outcomeGroups(tables.outcomes, "completers").patients.map((row) => [row.patient, row.group]),
  );
}

/** z-standardised FER by minute of the session and outcome group. */
export function timecourse(rows: StudyRows): ResultTree {
  const { minutes, centre, sd } = curveMinutes(rows);
  return {
    z_mean: centre,
    z_sd: sd,
    n: minutes.length,
    groups: keyed(FER_SCORES, (score) =>
      keyed(GROUPS, (group) => {
        const all = minutes.filter((row) => row.group === group);
        const values = byMinute(all, score);
        const empty = new Unavailable("No minute with a face in this group.");
        const single = new Unavailable("A standard error needs two values.");
        return {
          n: values.map((list) => list.length),
          mean: values.map((list) => (list.length === 0 ? empty : mean(list))),
          se: values.map((list) =>
            list.length < 2 ? single : standardDeviation(list) / Math.sqrt(list.length),
          ),
          overall_mean: all.length === 0 ? empty : mean(all.map((row) => row.z[score])),
        };
      }),
    ),
  };
}

/** Groups against each other: over minutes as in the article, over patients, and over the points of the curves. */
export function groupTests(rows: StudyRows): ResultTree {
  const { minutes } = curveMinutes(rows);
  const groupOf = patientGroups(rows);
  const means = patientMeans(rows.faceMinutes, "minutes");
  return {
    session_minutes: {
      values: pairTests((group, score) =>
        minutes.filter((row) => row.group === group).map((row) => row.z[score]),
      ),
    },
    patient_means: {
      values: pairTests((group, score) =>
        means.filter((row) => groupOf.get(row.patient) === group).map((row) => row.fer[score]),
      ),
    },
    minute_means: {
      values: pairTests((group, score) =>
        byMinute(
          minutes.filter((row) => row.group === group),
          score,
        ).flatMap((list) => (list.length === 0 ? [] : mean(list))),
      ),
    },
  };
}

function pairTests(values: (group: Group, score: FerScore) => readonly number[]): ResultTree {
  const pairs = GROUPS.flatMap((group1, i) => GROUPS.slice(i + 1).map((group2) => ({ group1, group2 })));
  return pairs.flatMap(({ group1, group2 }) =>
    FER_SCORES.map((emotion) => ({
      group1,
      group2,
      emotion,
      ...pairTest(values(group1, emotion), values(group2, emotion)),
    })),
  );
}

function pairTest(first: readonly number[], second: readonly number[]): Record<string, ResultTree> {
  const result = compareSamples(first, second);
  if (result === null) {
    const none = new Unavailable("A group has fewer than two values, or no value varies within the groups.");
    return {
      n1: first.length,
      n2: second.length,
      welch_t: none,
      pooled_t: none,
      cohens_d: none,
      hedges_g: none,
    };
  }
  const { n, mean: means, sd, welch, pooled, cohensD, dInterval, hedgesG } = result;
  return {
    n1: n[0],
    n2: n[1],
    mean1: means[0],
    mean2: means[1],
    sd1: sd[0],
    sd2: sd[1],
    welch_t: welch.t,
    welch_df: welch.df,
    welch_p: welch.p,
    welch_ci_low: welch.interval.low,
    welch_ci_high: welch.interval.high,
    pooled_t: pooled.t,
    pooled_df: pooled.df,
    pooled_p: pooled.p,
    pooled_ci_low: pooled.interval.low,
    pooled_ci_high: pooled.interval.high,
    cohens_d: cohensD,
    d_ci_low: dInterval.low,
    d_ci_high: dInterval.high,
    hedges_g: hedgesG,
  };
}

/** Patients' FER means against their outcome. */
export function outcomeCorrelations(rows: StudyRows): ResultTree {
  const means = patientMeans(rows.faceMinutes, "minutes");
  const table = (variant: Variant, of: readonly PatientMeans[]): ResultTree => ({
    values: correlationTable(of, outcomeGroups(rows.tables.outcomes, variant).patients),
  });
  return {
    table2: table("completers", means),
    table2_all_available: table("all_available", means),
    table2_pooled_pre_post: table("pooled_pre_post", means),
    table2_session_means: table("completers", patientMeans(rows.faceMinutes, "sessions")),
    patient_means: means.map(({ patient, fer }) => ({ patient, ...fer })),
  };
}

function correlationTable(means: readonly PatientMeans[], outcomes: readonly PatientOutcome[]): ResultTree {
  const outcomeOf = new Map(outcomes.map((row) => [row.patient, row]));
  const measures: Record<string, (row: PatientOutcome) => number | null> = {
    pre: (row) => row.pre,
    post: (row) => row.post,
    delta: (row) => row.delta,
    dropout: (row) => Number(row.dropout),
  };
  return FER_SCORES.flatMap((emotion) =>
    Object.entries(measures).map(([name, measure]) => {
      const pairs = means.flatMap(({ patient, fer }) => {
        const row = outcomeOf.get(patient);
        const y = row === undefined ? null : measure(row);
        return y === null ? [] : [{ x: fer[emotion], y }];
      });
      return { emotion, outcome: name, ...pearsonResult(pairs) };
    }),
  );
}
