import type { ReportTables } from "../../src/core/reports/report-tables.ts";
import { madeUpStudy } from "./made-up-study.ts";

const size = { seed: 9, patients: 4, sessionsPerPatient: 2, minutesPerSession: 6, raters: 3 };
const study = madeUpStudy(size);

type Rating = ReportTables["ratings"][number];
const withRatings = (change: (rating: Rating) => Partial<Rating> | null): ReportTables => ({
  ...study,
  ratings: study.ratings.flatMap((rating) => {
    const changed = change(rating);
    return changed === null ? [] : [{ ...rating, ...changed }];
  }),
});
const only = (keep: (rating: Rating) => boolean): ReportTables =>
  withRatings((rating) => (keep(rating) ? {} : null));

/** Studies as they come while one is under way, and such as nobody expects. */
export const ODD_STUDIES: Readonly<Record<string, ReportTables>> = {
  "a usual study": study,
  nothing: {
    ...study,
    model: null,
    sessions: [],
    ratings: [],
    minutes: [],
    outcomes: [],
    actionUnits: null,
    labels: null,
  },
  "ratings alone": { ...study, model: null, minutes: [], outcomes: [], actionUnits: null, labels: null },
  "minutes alone": { ...study, ratings: [] },
  "one rater": only(({ rater }) => rater === "R1"),
  "two raters who share one minute": only(
    ({ rater, patient, session, minute }) =>
      rater === "R1" ||
      (rater === "R2" && (patient !== "P01" || (session === 1 && minute === 1)) && patient === "P01"),
  ),
  "one rating": { ...study, ratings: study.ratings.slice(0, 1) },
  "one session": {
    ...study,
    sessions: study.sessions.slice(0, 1),
    ratings: study.ratings.filter(({ patient, session }) => patient === "P01" && session === 1),
    minutes: study.minutes.filter(({ patient, session }) => patient === "P01" && session === 1),
    outcomes: study.outcomes.slice(0, 1),
  },
  "one patient": madeUpStudy({ ...size, patients: 1 }),
  "perfect agreement": withRatings(({ minute }) => ({
    arousal: 1 + (minute % 7),
    emotion: minute % 7 > 1 ? "joy" : null,
  })),
  "one level of arousal": withRatings(() => ({ arousal: 4, peak: 4, emotion: "anger" })),
  "nothing above the gate": withRatings(() => ({ arousal: 2, peak: 2, emotion: null })),
  "nothing ratable": withRatings(() => ({ arousal: null, peak: null, emotion: null })),
  "no emotions coded": withRatings(() => ({ emotion: null })),
  "training alone": withRatings(() => ({ phase: "training" })),
  "every phase": withRatings(({ minute }) => ({
    phase: (["training", "main", "consensus", "gold"] as const)[minute % 4] ?? "main",
  })),
  "no face anywhere": {
    ...study,
    minutes: study.minutes.map((minute) => ({ ...minute, means: null, coverage: 0, aggregates: null })),
  },
  "a machine that sees nothing": {
    ...study,
    minutes: study.minutes.map((minute) => ({ ...minute, means: [0, 0, 0, 0, 0, 0, 1] })),
  },
  "every session excluded": {
    ...study,
    sessions: study.sessions.map((session) => ({ ...session, excluded: "no consent" })),
  },
  "everybody dropped out": {
    ...study,
    outcomes: study.outcomes.map((row) => ({
      ...row,
      dropout: true,
      scores: Object.fromEntries(
        Object.entries(row.scores).map(([name, { pre }]) => [name, { pre, post: null }]),
      ),
    })),
  },
  "no scores": {
    ...study,
    outcomes: study.outcomes.map((row) => ({ ...row, scores: {} })),
  },
  "equal scores": {
    ...study,
    outcomes: study.outcomes.map((row) => ({ ...row, scores: { a: { pre: 5, post: 5 } } })),
  },
  "few videos and clips": {
    ...study,
    actionUnits: study.actionUnits && {
      ...study.actionUnits,
      videos: study.actionUnits.videos.slice(0, 2),
      series: study.actionUnits.series.map((series) => ({ ...series, values: series.values.slice(0, 3) })),
    },
    labels: study.labels && { ...study.labels, clips: study.labels.clips.slice(0, 1) },
  },
  "one severity, one label": {
    ...study,
    actionUnits: study.actionUnits && {
      ...study.actionUnits,
      videos: study.actionUnits.videos.map((video) => ({ ...video, severity: 3 })),
    },
    labels: study.labels && {
      ...study.labels,
      clips: study.labels.clips.map((clip) => ({ ...clip, truth: { emotion: "joy" } })),
    },
  },
  "values missing": {
    ...study,
    actionUnits: study.actionUnits && {
      ...study.actionUnits,
      videos: study.actionUnits.videos.map((video, i) => ({
        ...video,
        severity: i % 7 === 0 ? null : video.severity,
        covariates: { ...video.covariates, age: i % 5 === 0 ? null : (video.covariates["age"] ?? null) },
        means: video.means.map((mean, j) => ((i + j) % 9 === 0 ? null : mean)),
      })),
    },
    labels: study.labels && {
      ...study.labels,
      clips: study.labels.clips.map((clip, i) => ({
        ...clip,
        truth: { emotion: i % 6 === 0 ? null : (clip.truth["emotion"] ?? null) },
        judged: { ...clip.judged, obs1: { emotion: null } },
      })),
    },
  },
  "names that are hard to write": {
    ...study,
    study: { studyId: "1", name: `"A" & <b>, 100%\n` },
    ratings: study.ratings.map((rating) => ({ ...rating, rater: `${rating.rater} "ä", <b>` })),
  },
};
