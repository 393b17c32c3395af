import { counted, relationParts } from "../../../shared/figures/agreement-words.ts";
import { correlationScatter, hasPanels } from "../../../shared/figures/correlation-scatter.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { ReportNumber, TableBlock } from "../../../shared/reports/document.ts";
import { concordance } from "../../../stats/concordance.ts";
import { pooledConcordance, pooledCorrelation } from "../../../stats/pair-sums.ts";
import { mean } from "../../../stats/summary.ts";
import { figureBlock, table, text } from "../blocks.ts";
import { scatterValues } from "../drawn-values.ts";
import { intervalText } from "../number-words.ts";
import {
  BLOCK_DEFINITION,
  CLUSTER_DEFINITION,
  column,
  FISHER_DEFINITION,
  intervalColumns,
  orWhy,
} from "./columns.ts";
import { type AgreementContext, ofRater, pairsOf, raterScopes, scopeKey, scopeLabel } from "./context.ts";
import { type Level, levels } from "./levels.ts";
import { exact, type ReportPart } from "./part.ts";
import type { Resampling } from "./resampling.ts";
import { slopesTable } from "./slopes.ts";

const R_DEFINITION = "Pearson's r of arousal (1 to 7) with 1 − neutral (0 to 1) over the rows.";

/** S1 and figure 2b: arousal and 1 - neutral over all rows, for all raters together and each. */
export function overallSection(
  context: AgreementContext,
  progress: (label: string, share: number) => void,
): ReportPart {
  const { rows, resampling } = context;
  const overall = context.correlations.find(({ rater, session }) => rater === null && session === null);
  const { x, y } = pairsOf(rows);
  const stretched = x.map((value) => 1 + 6 * value);
  const shared = concordance(stretched, y);
  const sharedInterval = resampling.interval(
    resampling.sums(rows, stretched, y),
    pooledConcordance(mean(stretched) - mean(y)),
  );
  const kinds = levels(rows, resampling);
  progress("Slopes of the raters", 0.4);
  const slopes = slopesTable(context);
  progress("Blocks of minutes", 0.6);
  const relation = overall && relationParts(overall);
  const within = kinds.find(({ id }) => id === "within_session");
  return {
    section: {
      id: "overall",
      title: "Arousal and nonspecific arousal",
      blocks: [
        text(
          relation?.lead ?? "",
          { text: relation?.result ?? "", hover: `${R_DEFINITION} ${FISHER_DEFINITION}` },
          relation?.rest ?? "",
          within?.value == null ? "" : " Within sessions, where no patient is compared with another, r is ",
          within?.value == null
            ? ""
            : { text: formatR(within.value), hover: `${within.definition} n = ${formatCount(within.n)}.` },
          within?.value == null ? "" : ".",
        ),
        figureBlock({
          id: "arousal-by-nonspecific",
          caption: `Arousal of each rated minute against 1 − neutral, with the least-squares line of each rater and of all.${hasPanels(context.raters) ? " Below each rater alone; the thin line is that of all." : ""}`,
          description:
            "Scatter plot: 1 − neutral from the machine on the x axis, rated arousal from 1 to 7 on the y axis, regression lines by rater.",
          draw: (theme) => correlationScatter({ ...context, points: rows }, theme),
          data: scatterValues(rows),
        }),
        ratersTable(context),
        levelsTable(kinds),
        text(
          "Raters use whole numbers from 1 to 7, the machine a share between 0 and 1: how far both agree is a question of correlation, of areas under the curve and of calibration, not of an intraclass correlation. A concordance needs a common scale; with the share stretched to 1 + 6 (1 − neutral), which nobody calibrated, it is ",
          shared === null
            ? "not defined."
            : {
                text: `${formatR(shared.ccc)}${typeof sharedInterval === "string" ? "" : intervalText(sharedInterval, formatR)}`,
                hover: `Lin's concordance correlation of arousal with 1 + 6 (1 − neutral). ${typeof sharedInterval === "string" ? sharedInterval : CLUSTER_DEFINITION} n = ${formatCount(shared.n)}.`,
              },
          shared === null ? "" : "; it is low wherever the scales differ, whatever the correlation.",
        ),
        slopes.block,
        text(slopes.sentence),
      ],
    },
    numbers: [
      ...context.correlations.filter(({ session }) => session === null).flatMap(ratersNumbers),
      ...kinds.filter(({ id }) => id !== "pooled").map(({ id, value }) => exact(`level.${id}`, value)),
      exact("concordance.stretched", shared?.ccc ?? null),
      ...slopes.numbers,
    ],
    notices: slopes.notices,
  };
}

function ratersNumbers(row: AgreementContext["correlations"][number]): ReportNumber[] {
  const key = `pearson.${scopeKey(row.rater)}`;
  return [
    exact(`${key}.n`, row.n),
    exact(`${key}.r`, row.r),
    exact(`${key}.low`, row.ciLow),
    exact(`${key}.high`, row.ciHigh),
    exact(`${key}.p`, row.p),
  ];
}

function ratersTable({ rows, raters, correlations, resampling }: AgreementContext): TableBlock {
  const lines = raterScopes(raters).map((rater) => {
    const own = ofRater(rows, rater);
    const { x, y } = pairsOf(own);
    return {
      correlation: correlations.find((row) => row.rater === rater && row.session === null),
      rater,
      n: own.length,
      sessions: new Set(own.map(({ patient, session }) => `${patient} ${session}`)).size,
      cluster: resampling.interval(resampling.sums(own, x, y), pooledCorrelation),
      block: resampling.blockInterval(own, x, y),
    };
  });
  type Line = (typeof lines)[number];
  const why = (line: Line): string => line.correlation?.explanation ?? "r needs at least 4 rows here.";
  return table<Line>({
    id: "raters",
    caption: "r of arousal with 1 − neutral, for all raters together and each.",
    nColumn: "n",
    rows: lines,
    strong: ({ rater }) => rater === null,
    columns: [
      column("rater", "Rater", "text", "Code of the rater.", ({ rater }) => scopeLabel(rater)),
      column("n", "n", "count", "Rows: ratings with an arousal in minutes with a face.", ({ n }) => n),
      column(
        "sessions",
        "Sessions",
        "count",
        "Sessions that the rows come from.",
        ({ sessions }) => sessions,
      ),
      column("r", "r", "r", R_DEFINITION, (line) => orWhy(line.correlation?.r ?? null, why(line))),
      column("p", "p", "p", "Two-sided, r = 0, by t with n − 2 degrees of freedom.", (line) =>
        orWhy(line.correlation?.p ?? null, why(line)),
      ),
      ...intervalColumns<Line>("fisher", "95% CI", "r", FISHER_DEFINITION, (line) => {
        const { ciLow = null, ciHigh = null } = line.correlation ?? {};
        return ciLow === null || ciHigh === null ? why(line) : { low: ciLow, high: ciHigh };
      }),
      ...intervalColumns<Line>("cluster", "Clusters", "r", CLUSTER_DEFINITION, ({ cluster }) => cluster),
      ...intervalColumns<Line>(
        "block",
        "Blocks",
        "r",
        `${BLOCK_DEFINITION} Blocks of ${counted(resampling.blockLength, "minute")}.`,
        ({ block }) => block,
      ),
    ],
    note: intervalsNote(resampling),
  });
}

function intervalsNote({ noBootstrap, noClusters, noBlocks, blockLength }: Resampling): string {
  const fisher = "Fisher's interval takes every row as independent";
  if (noBootstrap)
    return `${fisher}. No bootstrap was asked for, so no interval accounts for sessions and patients.`;
  const blocks = blockLength === 1 ? "single minutes" : `blocks of ${blockLength} neighbouring minutes`;
  return [
    fisher,
    ...(noClusters === null ? ["that of clusters resamples patients and their sessions"] : []),
    ...(noBlocks ? [] : [`that of blocks resamples ${blocks} within the sessions at hand`]),
  ]
    .join("; ")
    .concat(".");
}

function levelsTable(kinds: readonly Level[]): TableBlock {
  return table<Level>({
    id: "levels",
    caption: "The same relation between minutes, within and between sessions and patients.",
    nColumn: "n",
    rows: kinds,
    columns: [
      column("level", "Correlation", "text", "What is correlated.", ({ label }) => label),
      column("n", "n", "count", "Pairs: rows, minutes, sessions or patients.", ({ n }) => n),
      column(
        "value",
        "Value",
        "r",
        "The correlation; what it is of stands under the table.",
        ({ value, why }) => orWhy(value, why),
      ),
      ...intervalColumns<Level>(
        "fisher",
        "95% CI",
        "r",
        FISHER_DEFINITION,
        ({ interval, why }) => interval ?? why ?? "An interval needs at least 4 pairs.",
      ),
      ...intervalColumns<Level>("cluster", "Clusters", "r", CLUSTER_DEFINITION, ({ cluster }) => cluster),
    ],
    note: kinds.map(({ label, definition }) => `${label}: ${definition}`).join(" "),
  });
}
