import { formatR } from "../../../shared/figures/statistic-text.ts";
import { clopperPearson } from "../../../stats/distributions.ts";
import { rocCurve } from "../../../stats/roc.ts";
import { table, text } from "../blocks.ts";
import type { RatingRow } from "../report-tables.ts";
import { column, intervalColumns, orWhy } from "./columns.ts";
import { type AgreementContext, ofRater, raterScopes, scopeKey, scopeLabel } from "./context.ts";
import { exact, type ReportPart } from "./part.ts";

interface Line {
  readonly rater: string | null;
  /** Ratings with an arousal, whether analysed or not. */
  readonly ratable: number;
  readonly high: number;
  readonly peaks: number;
  readonly highPeaks: number;
  readonly n: number;
  readonly roc: ReturnType<typeof rocCurve>;
}

/** How much of the minutes is of high arousal, and how well 1 - neutral tells these apart. */
export function highArousalSection({ rows, rated, raters, options }: AgreementContext): ReportPart {
  const level = options.highArousal;
  const lines = raterScopes(raters).map((rater): Line => {
    const ratings = rated.filter((rating) => rater === null || rating.rater === rater);
    const peaks = ratings.filter(({ peak }) => peak !== null);
    const atLeast = (value: RatingRow["peak"]): boolean => value !== null && value >= level;
    const own = ofRater(rows, rater);
    return {
      rater,
      ratable: ratings.length,
      high: ratings.filter(({ arousal }) => atLeast(arousal)).length,
      peaks: peaks.length,
      highPeaks: peaks.filter(({ peak }) => atLeast(peak)).length,
      n: own.length,
      roc: rocCurve(
        own.map(({ arousal }) => arousal >= level),
        own.map(({ nonspecific }) => nonspecific),
      ),
    };
  });
  const [all] = lines;
  const oneKind = `All rows lie ${all && all.high > 0 ? "at or above" : "below"} level ${level}.`;
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
            hover: `Ratings with an arousal of ${level} or above, of all ratings with an arousal. n = ${all?.ratable ?? 0}.`,
          },
          " of the ratings; about a quarter of the time went with the best outcomes in Carryer & Greenberg (2010). 1 − neutral puts such a minute above another one in ",
          all?.roc
            ? {
                text: `${(100 * all.roc.auc).toFixed(1)}% of the pairs (AUC ${formatR(all.roc.auc)}, 95% CI ${formatR(all.roc.interval.low)} to ${formatR(all.roc.interval.high)})`,
                hover: `Area under the ROC curve by Mann-Whitney, interval after DeLong; rows taken as independent. n = ${all.n}.`,
              }
            : "no pairs: all rows are on one side",
          ".",
        ),
        table<Line>({
          id: "high-arousal",
          caption: `Share of minutes with an arousal of ${level} or above, and how 1 − neutral tells them from the others.`,
          nColumn: "n",
          rows: lines,
          strong: ({ rater }) => rater === null,
          columns: [
            column("rater", "Rater", "text", "Code of the rater.", ({ rater }) => scopeLabel(rater)),
            column("ratable", "Ratable", "count", "Ratings with an arousal.", ({ ratable }) => ratable),
            column(
              "share",
              "Share (MODE)",
              "percent1",
              `Arousal of ${level} or above.`,
              ({ high, ratable }) =>
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
              "AUC",
              "r",
              "Share of pairs in which the minute of high arousal has more 1 − neutral; ties one half.",
              ({ roc }) => orWhy(roc?.auc ?? null, oneKind),
            ),
            ...intervalColumns<Line>(
              "auc_ci",
              "95% CI",
              "r",
              "After DeLong et al. (1988); takes rows as independent.",
              ({ roc }) => roc?.interval ?? oneKind,
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
