import { fewRowsCaution } from "../../../shared/figures/agreement-words.ts";
import { dotIntervals } from "../../../shared/figures/dot-intervals.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block, Inline } from "../../../shared/reports/document.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { dotValues } from "../drawn-values.ts";
import { type AggregateLine, aggregateLines, type TargetLines } from "./aggregates.ts";
import { ASSOCIATIONS } from "./association.ts";
import {
  CLUSTER_DEFINITION,
  clusterCaption,
  column,
  FISHER_DEFINITION,
  intervalColumns,
  orWhy,
} from "./columns.ts";
import type { AgreementContext } from "./context.ts";
import { exact, type ReportPart } from "./part.ts";

/** Which summary of the minute goes best with what raters call its usual level and its strongest moment? */
export function aggregatesSection({ rows, resampling }: AgreementContext): ReportPart {
  const targets = aggregateLines(rows, resampling);
  const lines = targets.flatMap((target) => target.lines).filter(({ association }) => association.n > 0);
  // r of the mean with MODE stands in the sections before: a table is for what is set beside it.
  const compares = targets.some(
    ({ target, rows: rated, known }) => known > 0 || (target === "peak" && rated > 0),
  );
  const drawn = (compares ? lines : []).flatMap(({ target, summary, association }) => {
    const { value, cluster, n, kind } = association;
    if (value === null) return [];
    const interval = typeof cluster === "string" ? null : cluster;
    return [
      {
        panel: target.label,
        label: summary.label,
        series: ASSOCIATIONS.find(({ id }) => id === kind)?.label ?? "",
        value,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        n,
      },
    ];
  });
  return {
    section: {
      id: "aggregates",
      title: "Which summary of the minute",
      blocks: [
        text(...leadWords(targets)),
        ...missingNotes(targets),
        ...(drawn.length === 0
          ? []
          : [
              figureBlock({
                id: "aggregates-figure",
                caption: `Correlation of the summaries of 1 − neutral within the minute with the rated levels${clusterCaption(resampling)}.`,
                description:
                  "Dots with intervals: one line for each summary, three marks for pooled r, r within sessions and Spearman's rho.",
                draw: (theme) => dotIntervals(drawn, "Correlation", theme),
                data: dotValues(drawn),
              }),
            ]),
        ...(compares ? [aggregatesTable(lines)] : []),
      ],
    },
    numbers: lines
      .filter(({ association }) => association.value !== null)
      .map(({ target, summary, association }) =>
        exact(`aggregate.${target.id}.${summary.id}.${association.kind}`, association.value),
      ),
    notices: [],
  };
}

function leadWords(targets: readonly TargetLines[]): Inline[] {
  const words = targets.flatMap(targetWords);
  return words.length > 0 ? words : ["The mean of the minute has no correlation with the rated levels here."];
}

function targetWords({ known, lines }: TargetLines): Inline[] {
  const pooled = lines.filter(({ association }) => association.kind === "r");
  const caution = fewRowsCaution(pooled[0]?.association.n ?? 0);
  const mean = pooled.find(({ summary }) => summary.id === "mean");
  if (mean?.association.value == null) return [];
  const name = mean.target.label;
  const n = `n = ${formatCount(mean.association.n)}.`;
  const lead = `With ${name}, the mean of the minute has `;
  const ofMean = {
    text: `r = ${formatR(mean.association.value)}`,
    hover: `${mean.summary.definition} ${n}`,
  };
  const rivals = pooled.filter(({ difference }) => difference !== null);
  const best = rivals.toSorted((a, b) => (b.difference ?? 0) - (a.difference ?? 0))[0];
  if (known === 0 || best === undefined) return [lead, ofMean, `.${caution} `];
  const interval = best.differenceInterval;
  const higher = (best.difference ?? 0) > 0;
  return [
    lead,
    ofMean,
    higher
      ? `; of the five other summaries the highest is that of “${best.summary.label.toLowerCase()}”, `
      : `; none of the five other summaries has a higher one, the highest of them is that of “${best.summary.label.toLowerCase()}”, `,
    {
      text: `r = ${formatR(best.association.value ?? 0)}, a difference of ${formatR(best.difference ?? 0)}${typeof interval === "string" ? "" : ` (95% CI ${formatR(interval.low)} to ${formatR(interval.high)})`}`,
      hover: `${best.summary.definition} ${typeof interval === "string" ? "" : "Interval of the difference over the same resamples of patients and sessions. "}${n}`,
    },
    higher ? `; it is picked after the fact from five, which flatters it.${caution} ` : `.${caution} `,
  ];
}

function missingNotes(targets: readonly TargetLines[]): Block[] {
  return targets.flatMap(({ target, rows, known }): Block[] => {
    const name = target === "mode" ? "MODE" : "PEAK";
    if (rows === 0)
      return [
        note(
          `No ${name} stands in this study's ratings, so nothing is compared with it. It can be coded in the rating room, or imported with ratings that have a column “peak” (“Add” on the page of sessions, or import-ratings).`,
        ),
      ];
    if (known === 0)
      return [
        note(
          `${name}: of these minutes only the means are known, so median, 90th percentile, maximum, share above the threshold and bursts cannot be set beside it. Analyse the videos (“Analyse”, or the command analyze), or import minutes that have the columns ${SUMMARY_COLUMNS} (“Add”, or import-minutes).`,
        ),
      ];
    return known === rows
      ? []
      : [
          note(
            `${name}: ${formatCount(rows - known)} of ${formatCount(rows)} rows are left out here, since only the means of their minutes are known; all summaries are compared over the same rows.`,
          ),
        ];
  });
}

/** As `import-minutes` reads them: docs/file-formats.md. */
const SUMMARY_COLUMNS =
  "nonspecific_median, nonspecific_p90, nonspecific_max, nonspecific_bursts and nonspecific_share_above (or nonspecific_ms_above)";

function kindLabel({ association }: AggregateLine): string {
  return ASSOCIATIONS.find(({ id }) => id === association.kind)?.label ?? "";
}

function aggregatesTable(lines: readonly AggregateLine[]): ReturnType<typeof table> {
  return table<AggregateLine>({
    id: "aggregates",
    caption: "Summaries of 1 − neutral within the minute against MODE and PEAK.",
    nColumn: "n",
    rows: lines,
    strong: ({ summary }) => summary.id === "mean",
    columns: [
      column(
        "kind",
        "Correlation",
        "text",
        "Pearson's r over all rows, r of deviations from the sessions' means, or r of ranks.",
        kindLabel,
      ),
      column(
        "summary",
        "Summary",
        "text",
        "How the minute's frames become one value.",
        ({ summary }) => summary.label,
      ),
      column(
        "target",
        "Against",
        "text",
        "MODE: usual level; PEAK: strongest moment.",
        ({ target }) => target.label,
      ),
      column(
        "n",
        "n",
        "count",
        "Rows: the same for all summaries of a target.",
        ({ association }) => association.n,
      ),
      column("value", "Value", "r", "The correlation.", ({ association }) =>
        orWhy(association.value, association.why),
      ),
      ...intervalColumns<AggregateLine>(
        "fisher",
        "95% CI",
        "r",
        `${FISHER_DEFINITION} Within sessions with n − sessions + 1 in place of n; of ρ after Bonett & Wright.`,
        ({ association }) => association.interval ?? association.why ?? "Needs at least 4 pairs.",
      ),
      ...intervalColumns<AggregateLine>(
        "cluster",
        "Clusters",
        "r",
        CLUSTER_DEFINITION,
        ({ association }) => association.cluster,
      ),
      column(
        "difference",
        "Δ",
        "r",
        "Value less that of the minute mean over the same rows.",
        ({ difference, differenceInterval: why }) => orWhy(difference, typeof why === "string" ? why : null),
      ),
      ...intervalColumns<AggregateLine>(
        "difference",
        "Δ",
        "r",
        "95% percentile interval of the difference, both values from the same resamples of patients and sessions.",
        (line) => line.differenceInterval,
      ),
    ],
  });
}
