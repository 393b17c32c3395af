import { fewRowsCaution } from "../../../shared/figures/agreement-words.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../shared/reports/document.ts";
import { clopperPearson } from "../../../stats/distributions.ts";
import { type RocResult, rocCurve } from "../../../stats/roc.ts";
import { rankedCases, weightedAuc } from "../../../stats/weighted-auc.ts";
import { table, text } from "../blocks.ts";
import { intervalText } from "../number-words.ts";
import type { RatingRow } from "../report-tables.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import { CLUSTER_DEFINITION, column, intervalColumns, orWhy } from "./columns.ts";
import { type AgreementContext, ofRater, raterScopes, scopeKey, scopeLabel } from "./context.ts";
import { exact, type ReportPart } from "./part.ts";
import { intervalOrWhy, type Resampling } from "./resampling.ts";

interface Line {
  readonly rater: string | null;
  /** Ratings with an arousal, whether analysed or not. */
  readonly ratable: number;
  readonly high: number;
  readonly peaks: number;
  readonly highPeaks: number;
  readonly n: number;
  readonly roc: ReturnType<typeof rocCurve>;
  /** After DeLong, rows taken as independent; or why there is none. */
  readonly interval: Interval | string;
  readonly cluster: Interval | string;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How much of the minutes is of high arousal, and how well 1 - neutral tells these apart. */
export function highArousalSection({
  rows,
  rated,
  raters,
  options,
  resampling,
}: AgreementContext): ReportPart {
  const level = options.highArousal;
  const lines = raterScopes(raters).map((rater): Line => {
    const ratings = rated.filter((rating) => rater === null || rating.rater === rater);
    const peaks = ratings.filter(({ peak }) => peak !== null);
    const atLeast = (value: RatingRow["peak"]): boolean => value !== null && value >= level;
    const own = ofRater(rows, rater);
    const positive = own.map(({ arousal }) => arousal >= level);
    const scores = own.map(({ nonspecific }) => nonspecific);
    const roc = rocCurve(positive, scores);
    return {
      rater,
      ratable: ratings.length,
      high: ratings.filter(({ arousal }) => atLeast(arousal)).length,
      peaks: peaks.length,
      highPeaks: peaks.filter(({ peak }) => atLeast(peak)).length,
      n: own.length,
      roc,
      interval: roc === null ? oneKind(own, level) : deLong(roc),
      cluster: roc === null ? oneKind(own, level) : areaInterval(own, positive, scores, resampling),
    };
  });
  const [all] = lines;
  return {
    section: {
      id: "high-arousal",
      title: "High arousal",
      blocks: [
        text(
          `Arousal of ${level} or above: `,
          {
            text:
              all === undefined || all.ratable === 0
                ? "–"
                : `${((100 * all.high) / all.ratable).toFixed(1)}%`,
            hover: `Ratings with an arousal of ${level} or above, of all ratings with an arousal. n = ${formatCount(all?.ratable ?? 0)}.`,
          },
          " of the ratings; about a quarter of the time went with the best outcomes in Carryer & Greenberg (2010). ",
          ...areaWords(all, level),
        ),
        table<Line>({
          id: "high-arousal",
          caption: `Share of minutes with an arousal of ${level} or above, and how 1 − neutral tells them from the others.`,
          nColumn: "n",
          rows: lines,
          groups: {
            "Share (MODE)": ["share", "share_ci_low", "share_ci_high"],
            AUC: ["auc", "auc_ci_low", "auc_ci_high", "auc_cluster_low", "auc_cluster_high"],
          },
          strong: ({ rater }) => rater === null,
          columns: [
            column("rater", "Rater", "text", "Code of the rater.", ({ rater }) => scopeLabel(rater)),
            column("ratable", "Ratable", "count", "Ratings with an arousal.", ({ ratable }) => ratable),
            column("share", "value", "percent1", `Arousal of ${level} or above.`, ({ high, ratable }) =>
              ratable === 0 ? { value: null, why: "No rating with an arousal." } : high / ratable,
            ),
            ...intervalColumns<Line>(
              "share_ci",
              "95% CI",
              "percent1",
              "Exact 95% interval (Clopper-Pearson); takes ratings as independent.",
              ({ high, ratable }) =>
                ratable === 0 ? "No rating with an arousal." : clopperPearson(high, ratable),
            ),
            column(
              "peak_share",
              "Share (PEAK)",
              "percent1",
              `Strongest moment of ${level} or above, of the ratings with one.`,
              ({ highPeaks, peaks }) =>
                peaks === 0 ? { value: null, why: "No PEAK was coded or imported." } : highPeaks / peaks,
            ),
            column("n", "n", "count", "Rows that the area rests on.", ({ n }) => n),
            column(
              "auc",
              "value",
              "r",
              "Share of pairs in which the minute of high arousal has more 1 − neutral; ties one half.",
              ({ roc, interval }) => orWhy(roc?.auc ?? null, typeof interval === "string" ? interval : null),
            ),
            ...intervalColumns<Line>(
              "auc_ci",
              "95% CI",
              "r",
              "After DeLong et al. (1988); takes rows as independent.",
              ({ interval }) => interval,
            ),
            ...intervalColumns<Line>(
              "auc_cluster",
              "Clusters",
              "r",
              CLUSTER_DEFINITION,
              ({ cluster }) => cluster,
            ),
          ],
        }),
      ],
    },
    numbers: [
      exact("high_arousal.level", level),
      ...lines.flatMap(({ rater, high, ratable, roc }) => [
        exact(`high_arousal.${scopeKey(rater)}.share`, ratable === 0 ? null : high / ratable),
        exact(`high_arousal.${scopeKey(rater)}.auc`, roc?.auc ?? null),
      ]),
    ],
    notices: [],
  };
}

function oneKind(rows: readonly AgreementRow[], level: number): string {
  const [first] = rows;
  if (first === undefined) return "No rated minute has a machine value.";
  return `All rows lie ${first.arousal >= level ? "at or above" : "below"} level ${level}.`;
}

function deLong({ positives, negatives, se, interval }: RocResult): Interval | string {
  if (Math.min(positives, negatives) < 2) return "An interval needs at least two rows of either kind.";
  return se === 0
    ? "All are told apart, or none: the rows show no spread that an interval could use."
    : interval;
}

/** Over the resamples of patients and sessions that all statistics of the report share. */
function areaInterval(
  rows: readonly AgreementRow[],
  positive: readonly boolean[],
  scores: readonly number[],
  resampling: Resampling,
): Interval | string {
  const sessions = resampling.sessionsOf(rows);
  const why = resampling.whyNoInterval(
    resampling.sums(
      rows,
      scores,
      positive.map((one) => Number(one)),
    ),
  );
  if (why !== null) return why;
  const ranked = rankedCases(sessions, positive, scores);
  return intervalOrWhy(resampling.weights.map((weight) => weightedAuc(ranked, weight)));
}

function areaWords(all: Line | undefined, level: number): Inline[] {
  if (all === undefined || all.roc === null)
    return [
      `Whether 1 − neutral tells such minutes from others cannot be asked here: ${typeof all?.interval === "string" ? all.interval.charAt(0).toLowerCase() + all.interval.slice(1) : "there are no rows."}`,
    ];
  const { roc, interval, cluster, n } = all;
  const [shown, which] =
    typeof cluster === "string"
      ? [interval, "after DeLong; takes rows as independent"]
      : [cluster, "of the cluster bootstrap"];
  const ends = typeof shown === "string" ? null : shown;
  return [
    `1 − neutral is higher in a minute of level ${level} or above than in one below in `,
    {
      text: `${(100 * roc.auc).toFixed(1)}% of the pairs, AUC ${formatR(roc.auc)}${intervalText(ends, formatR)}`,
      hover: `Area under the ROC curve by Mann-Whitney; ties one half.${ends === null ? "" : ` Interval ${which}.`} n = ${formatCount(n)}.`,
    },
    `; .50 is chance.${fewRowsCaution(n)}`,
  ];
}
