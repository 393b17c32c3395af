import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { reliabilityDrift } from "../../../shared/figures/reliability-drift.ts";
import { reliabilityLevels } from "../../../shared/figures/reliability-levels.ts";
import { formatCount, formatShare } from "../../../shared/figures/statistic-text.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { figureData } from "../figure-data.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { type Drift, differencesOf, driftOf, type RaterResult, raterResults } from "./rater-results.ts";
import { type Context, limits } from "./section.ts";

/** Share of high arousal that went with the best outcome (Carryer & Greenberg 2010). */
const REFERENCE_SHARE = 0.25;
const ONE_SESSION = "One session alone does not show how much sessions differ.";

/** Bias and spread of the raters, drift, and the share of high arousal. */
export function ratersSection(context: Context): SectionParts {
  const { data, options, numbered } = context;
  const differences = differencesOf(data);
  const raters = raterResults(data, differences, options.highArousal);
  const drifts = driftOf(data, differences);
  const [highest, lowest] = [extreme(raters, 1), extreme(raters, -1)];
  return sectionParts(
    "raters",
    "Level, spread and drift of the raters",
    [
      text(
        "Against the mean of the others on the same minutes, ",
        biasWords(highest),
        " rates highest and ",
        biasWords(lowest),
        " lowest. Such differences lower ICC(A,1) but not ICC(C,1).",
      ),
      figureBlock({
        id: "reliability-levels",
        caption: numbered.figure("How often each rater gave each level of arousal, double-coded minutes."),
        description:
          "A bar for each level of arousal and rater: the share of the rater's double-coded minutes.",
        draw: (theme) =>
          reliabilityLevels(
            raters.map(({ rater, shares, ...row }) => ({
              label: `${rater}: mean ${row.mean.toFixed(2)}, SD ${row.sd?.toFixed(2) ?? "–"}`,
              shares,
            })),
            theme,
          ),
        data: figureData(
          raters.flatMap(({ rater, shares, n }) =>
            AROUSAL_LEVELS.map((level, i) => ({ rater, level, share: shares[i] ?? 0, n })),
          ),
          {
            rater: ["code of the rater", ({ rater }) => rater],
            level: ["CEAS arousal, 1 to 7", ({ level }) => level],
            share: ["share of the rater's double-coded minutes, 0 to 1", ({ share }) => share],
            n: ["double-coded minutes of the rater", ({ n }) => n],
          },
        ),
      }),
      levelTable(context, raters),
      ...drifts.flatMap((drift) => driftBlocks(context, drift)),
      ...missingDrifts(drifts).map(note),
      ...highBlocks(context, raters),
    ],
    numbersOfRaters(raters, drifts),
  );
}

function extreme(raters: readonly RaterResult[], sign: 1 | -1): RaterResult | undefined {
  return raters.toSorted((a, b) => sign * ((b.bias?.mean ?? 0) - (a.bias?.mean ?? 0)))[0];
}

function biasWords(result: RaterResult | undefined): { text: string; hover: string } {
  const { bias, rater } = result ?? { bias: null, rater: "nobody" };
  const level = bias === null ? "" : ` (${signed(bias.mean)} levels)`;
  const interval = bias?.interval
    ? ` 95% CI ${signed(bias.interval.low)} to ${signed(bias.interval.high)}.`
    : "";
  return {
    text: `${rater}${level}`,
    hover: `Mean of the rater minus the mean of the others.${interval} n = ${counted(bias?.n ?? 0, "minute")}.`,
  };
}

function levelTable({ numbered }: Context, raters: readonly RaterResult[]): Block {
  type Row = RaterResult;
  return table<Row>({
    id: "reliability-raters",
    caption: numbered.table("Level and spread of arousal by rater, double-coded minutes."),
    columns: [
      column("rater", "Rater", "Code.", "text", (row) => row.rater),
      column("mean", "Mean", "Of the rater's double-coded minutes.", "fixed2", (row) => row.mean),
      column("sd", "SD", "Of the rater's double-coded minutes.", "fixed2", (row) =>
        orWhy(row.sd, "A single minute has no spread."),
      ),
      column(
        "bias",
        "Rater − others",
        "Mean over minutes of the rater's level minus the mean of the other raters'.",
        "fixed2",
        (row) => orWhy(row.bias?.mean, ONE_SESSION),
      ),
      ...limits<Row>((row) => row.bias?.interval ?? null, {
        id: "bias",
        label: "95% CI",
        definition:
          "95% interval by t with sessions as units: minutes of a session may depend on each other.",
        why: () => ONE_SESSION,
        format: "fixed2",
      }),
      ...AROUSAL_LEVELS.map((level, i) =>
        column<Row>(
          `level_${level}`,
          String(level),
          `Share of the rater's minutes with level ${level}.`,
          "percent1",
          (row) => row.shares[i] ?? 0,
        ),
      ),
      column(
        "sessions",
        "Sessions",
        "Sessions with double-coded minutes of the rater.",
        "count",
        (row) => row.bias?.clusters ?? 0,
      ),
      column("n", "Minutes", "Double-coded minutes of the rater.", "count", (row) => row.n),
    ],
    rows: raters,
    nColumn: "n",
  });
}

const DRIFTS = {
  order: { along: "the sessions of a patient", axis: "Session of the patient (position)", column: "Session" },
  month: { along: "the months of recording", axis: "Month of recording", column: "Month" },
  rated_month: { along: "the months of rating", axis: "Month of rating", column: "Month" },
} as const;

function driftBlocks({ data, numbered }: Context, drift: Drift): Block[] {
  const { along, axis, column: label } = DRIFTS[drift.key];
  const { raters } = data.doubleCoded;
  const widest = drift.points.reduce((most, point) =>
    Math.abs(point.difference) > Math.abs(most.difference) ? point : most,
  );
  type Row = Drift["points"][number];
  const id = drift.key.replace("_", "-");
  const alone = drift.points.some(({ low }) => low === null);
  return [
    text(
      `Along ${along} the raters stay within `,
      {
        text: `${Math.abs(widest.difference).toFixed(2)} levels`,
        hover: `Largest mean of a rater minus the others: ${widest.rater} at ${widest.label}. n = ${counted(widest.n, "minute")}.`,
      },
      ` of the mean of the others (largest: ${widest.rater} at ${widest.label}). A line that rises or falls shows a rater who drifts; positions with few sessions have wide intervals.`,
    ),
    figureBlock({
      id: `reliability-drift-${id}`,
      caption: numbered.figure(
        `Rater minus mean of the others along ${along}, with 95% intervals${alone ? "; points without one rest on a single session" : ""}. A line joins neighbouring places alone.`,
      ),
      description: `A line with the rater's shape for each rater: the mean difference from the other raters along ${along}; vertical lines are 95% intervals, cut at the edge of the figure.`,
      draw: (theme) => reliabilityDrift(drift.points, { raters, title: axis }, theme),
      data: figureData(drift.points, {
        rater: ["code of the rater", ({ rater }) => rater],
        position: ["place on the axis, from 1", ({ at }) => at],
        at: [axis, (point) => point.label],
        difference: ["mean of the rater less the mean of the others, levels", (point) => point.difference],
        low: ["lower end of the 95% interval; empty: one session alone", ({ low }) => low],
        high: ["upper end of the 95% interval; empty: one session alone", ({ high }) => high],
        sessions: ["sessions there", ({ sessions }) => sessions],
        n: ["double-coded minutes there", ({ n }) => n],
      }),
    }),
    table<Row>({
      id: `reliability-drift-table-${id}`,
      caption: numbered.table(`Rater minus mean of the others along ${along}.`),
      columns: [
        column("rater", "Rater", "Code.", "text", (row) => row.rater),
        column("at", label, axis, "text", (row) => row.label),
        column(
          "difference",
          "Rater − others",
          "Mean over minutes, in levels.",
          "fixed2",
          (row) => row.difference,
        ),
        ...limits<Row>(
          (row) => (row.low === null || row.high === null ? null : { low: row.low, high: row.high }),
          {
            definition: "95% interval by t with sessions as units.",
            why: () => ONE_SESSION,
            format: "fixed2",
          },
        ),
        column("sessions", "Sessions", "Sessions there.", "count", (row) => row.sessions),
        column("n", "Minutes", "Double-coded minutes of the rater there.", "count", (row) => row.n),
      ],
      rows: drift.points,
      nColumn: "n",
    }),
  ];
}

function missingDrifts(drifts: readonly Drift[]): string[] {
  const has = (key: Drift["key"]): boolean => drifts.some((drift) => drift.key === key);
  return [
    has("order")
      ? null
      : "Drift along the sessions: all double-coded sessions have the same position within their patient.",
    has("month")
      ? null
      : "Drift along the months of recording: the double-coded sessions have no dates, or all lie in one month.",
    has("rated_month")
      ? null
      : "Drift along the months of rating: all of these ratings took their present form in one month.",
  ].filter((words) => words !== null);
}

function highBlocks({ options, numbered }: Context, raters: readonly RaterResult[]): Block[] {
  const shares = raters.flatMap(({ high }) => high?.mean ?? []);
  type Row = RaterResult;
  return [
    text(
      `Minutes with an arousal of ${options.highArousal} or more make up `,
      {
        text: `${formatShare(Math.min(...shares))} to ${formatShare(Math.max(...shares))}`,
        hover: `Lowest and highest rater. n = ${formatCount(raters.reduce((sum, row) => sum + row.ratable, 0))} ratings.`,
      },
      ` of the ratable minutes, depending on the rater. Carryer and Greenberg (2010) found the best outcome around ${formatShare(REFERENCE_SHARE)} of the time in high arousal.`,
    ),
    table<Row>({
      id: "reliability-high-arousal",
      caption: numbered.table(
        `Share of minutes with an arousal of ${options.highArousal} or more, by rater.`,
      ),
      columns: [
        column("rater", "Rater", "Code.", "text", (row) => row.rater),
        column(
          "share",
          "Share",
          `Ratable minutes with an arousal of ${options.highArousal} or more, double-coded or not.`,
          "percent1",
          (row) => orWhy(row.high?.mean, ONE_SESSION),
        ),
        ...limits<Row>((row) => row.high?.interval ?? null, {
          definition: "95% interval by t with sessions as units.",
          why: () => ONE_SESSION,
          format: "percent1",
        }),
        column(
          "reference",
          "Minus 25%",
          "Share minus the 25% of Carryer & Greenberg (2010).",
          "percent1",
          (row) => orWhy(row.high && row.high.mean - REFERENCE_SHARE, ONE_SESSION),
        ),
        column(
          "sessions",
          "Sessions",
          "Sessions that the rater coded.",
          "count",
          (row) => row.high?.clusters ?? 0,
        ),
        column("n", "Minutes", "Ratable minutes of the rater.", "count", (row) => row.ratable),
      ],
      rows: raters,
      nColumn: "n",
      note: "Raters coded different sessions: their shares differ for that reason as well.",
    }),
  ];
}

function numbersOfRaters(raters: readonly RaterResult[], drifts: readonly Drift[]): ReportNumber[] {
  return reportNumbers({
    ...Object.fromEntries(
      raters.flatMap(({ rater, bias, high, ...row }): [string, number | null | undefined][] => [
        [`rater.${rater}.mean`, row.mean],
        [`rater.${rater}.sd`, row.sd],
        [`rater.${rater}.bias`, bias?.mean],
        [`rater.${rater}.bias.low`, bias?.interval?.low],
        [`rater.${rater}.bias.high`, bias?.interval?.high],
        [`rater.${rater}.high`, high?.mean],
        [`rater.${rater}.high.low`, high?.interval?.low],
        [`rater.${rater}.high.high`, high?.interval?.high],
      ]),
    ),
    ...Object.fromEntries(
      drifts.flatMap(({ key, points }) =>
        points.map((point): [string, number] => [
          `drift.${key}.${point.rater}.${point.label}`,
          point.difference,
        ]),
      ),
    ),
  });
}

function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : `+${digits}`;
}
