import { counted, fewRowsCaution } from "../../../shared/figures/agreement-words.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { Inline } from "../../../shared/reports/document.ts";
import { pearson } from "../../../stats/correlation.ts";
import { pooledCorrelation } from "../../../stats/pair-sums.ts";
import { note, table, text } from "../blocks.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import { CLUSTER_DEFINITION, column, FISHER_DEFINITION, intervalColumns, orWhy } from "./columns.ts";
import { type AgreementContext, pairsOf } from "./context.ts";
import { whyNone } from "./correlation-rows.ts";
import { exact, type ReportPart } from "./part.ts";
import type { Resampling } from "./resampling.ts";

/** Shares of the frames with a face below which a minute is left out. */
const LEAST = [0, 0.25, 0.5, 0.75] as const;

interface Line {
  readonly least: number;
  readonly n: number;
  readonly leftOut: number;
  readonly r: number | null;
  readonly why: string | null;
  readonly interval: Interval | string;
  readonly cluster: Interval | string;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Does r hang on minutes in which the face was seldom seen? */
export function coverageSection({ rows, resampling }: AgreementContext): ReportPart {
  const known = rows.filter(({ coverage }) => coverage !== null);
  const id = "coverage";
  const title = "Minutes with little of the face";
  if (known.length === 0) {
    const words =
      "The coverage of these minutes (share of frames with a face) is not known, so r without those of little coverage cannot be given. Minutes that are analysed here have it, and imported ones with the columns n_frames and n_faces.";
    return { section: { id, title, blocks: [note(words)] }, numbers: [], notices: [] };
  }
  const lines = LEAST.map((least) => lineOf(known, least, resampling));
  const unknown = rows.length - known.length;
  return {
    section: {
      id,
      title,
      blocks: [
        text(...words(lines)),
        table<Line>({
          id: "coverage",
          caption: "r of arousal with 1 − neutral when minutes of little coverage are left out.",
          nColumn: "n",
          rows: lines,
          strong: ({ least }) => least === 0,
          columns: [
            column(
              "least",
              "Coverage of at least",
              "fixed2",
              "Least share of a minute's frames with a face; below it the minute is left out.",
              ({ least }) => least,
            ),
            column("n", "n", "count", "Rows that stay.", ({ n }) => n),
            column("left_out", "Left out", "count", "Rows of minutes below.", ({ leftOut }) => leftOut),
            column("r", "r", "r", "Pearson's r over the rows that stay.", ({ r, why }) => orWhy(r, why)),
            ...intervalColumns<Line>("fisher", "95% CI", "r", FISHER_DEFINITION, ({ interval }) => interval),
            ...intervalColumns<Line>(
              "cluster",
              "Clusters",
              "r",
              CLUSTER_DEFINITION,
              ({ cluster }) => cluster,
            ),
          ],
          ...(unknown === 0
            ? {}
            : { note: `${counted(unknown, "row")} of unknown coverage are in none of these lines.` }),
        }),
      ],
    },
    numbers: lines.flatMap(({ least, n, r }) => [
      exact(`coverage.${least}.n`, n),
      exact(`coverage.${least}.r`, r),
    ]),
    notices: [],
  };
}

function lineOf(known: readonly AgreementRow[], least: number, resampling: Resampling): Line {
  const kept = known.filter(({ coverage }) => coverage !== null && coverage >= least);
  const { x, y } = pairsOf(kept);
  const result = pearson(x, y);
  const why = result.r === null ? whyNone(result, "1 − neutral", "Arousal") : null;
  return {
    least,
    n: kept.length,
    leftOut: known.length - kept.length,
    r: result.r,
    why,
    interval: why ?? (result.r === null ? null : result.interval) ?? "An interval needs at least 4 pairs.",
    cluster: why ?? resampling.interval(resampling.sums(kept, x, y), pooledCorrelation),
  };
}

function words(lines: readonly Line[]): Inline[] {
  const [all, ...stricter] = lines;
  const losing = stricter.filter(({ leftOut }) => leftOut > 0);
  const last = losing.findLast(({ r }) => r !== null);
  if (all === undefined || all.r === null)
    return ["There is no r to be compared over minutes of known coverage."];
  const value = ({ r, n }: Line): Inline => ({
    text: `r = ${formatR(r ?? 0)}`,
    hover: `Pearson's r of arousal with 1 − neutral over rows of known coverage. n = ${formatCount(n)}.`,
  });
  if (last === undefined)
    return [
      "Over all rows of known coverage, ",
      value(all),
      losing.length === 0
        ? `; every one of these minutes shows the face in at least ${100 * (LEAST.at(-1) ?? 0)}% of its frames.`
        : "; of minutes with more of the face too few are left for an r.",
    ];
  return [
    "Over all rows of known coverage, ",
    value(all),
    `; without the ${counted(last.leftOut, "row")} of minutes that show the face in less than ${100 * last.least}% of their frames, `,
    value(last),
    `.${fewRowsCaution(last.n)}`,
  ];
}
