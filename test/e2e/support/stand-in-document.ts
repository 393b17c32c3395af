import { figureBlock, note, table, text, warning } from "../../../src/core/reports/blocks.ts";
import { figureData } from "../../../src/core/reports/figure-data.ts";
import { figure } from "../../../src/shared/figures/figure-spec.ts";
import type { FigureBlock, ReportDocument } from "../../../src/shared/reports/document.ts";
import { REPORT_TITLES, type ReportName } from "../../../src/shared/reports/report-options.ts";

const MANY_POINTS = 36_000;
const MANY_ROWS = 3_000;

/** Spread over 0..1 without being random. */
const spread = (index: number): number => (index * 0.618_033_988_749_895) % 1;

/** A small figure of its own data. */
export function courseFigure(id: string, caption: string): FigureBlock {
  const values = Array.from({ length: 50 }, (_, i) => ({ minute: i + 1, arousal: 1 + 6 * spread(i) }));
  return figureBlock({
    id,
    caption,
    description: "Arousal over the minutes of a session.",
    draw: (theme) =>
      figure(theme, {
        width: 560,
        height: 180,
        data: { values },
        mark: { type: "line", point: true },
        encoding: {
          x: { field: "minute", type: "quantitative" },
          y: { field: "arousal", type: "quantitative" },
          tooltip: [{ field: "minute" }, { field: "arousal", format: ".2f" }],
        },
      }),
    data: figureData(values, {
      minute: ["minute of the session", ({ minute }) => minute],
      arousal: ["arousal, 1 to 7", ({ arousal }) => arousal],
    }),
  });
}

function crowdedFigure(): FigureBlock {
  const values = Array.from({ length: MANY_POINTS }, (_, i) => ({ x: spread(i), y: spread(i * 7) }));
  return figureBlock({
    id: "crowd",
    caption: "Figure 2. Every rated minute of a large study.",
    description: "A cloud without a slope.",
    draw: (theme) =>
      figure(theme, {
        width: 640,
        height: 320,
        data: { values },
        mark: { type: "point", size: 6 },
        encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
      }),
    data: figureData(values, { x: ["place", ({ x }) => x], y: ["height", ({ y }) => y] }),
  });
}

const raters = [
  { rater: "R10", r: 0.31, low: 0.24, high: 0.38, p: 0.0004, n: 9_120 },
  { rater: "R2", r: -0.05, low: -0.21, high: 0.11, p: 0.54, n: 150 },
  { rater: "R1", r: null, low: null, high: null, p: null, n: 12 },
] as const;

/** A report with every kind of block, among them more points and rows than a page can hold as nodes. */
export function standInDocument(report: ReportName, seed: number): ReportDocument {
  const flat = "The rater chose the same level throughout.";
  const orWhy = (value: number | null) => value ?? { value: null, why: flat };
  return {
    report,
    title: REPORT_TITLES[report],
    study: { studyId: "stand-in", name: "Stand-in study" },
    program: { name: "Minutewise", version: "0.0.0" },
    computedAt: "2026-01-31T12:00:00.000Z",
    provenance: [
      { label: "Data version", value: "5f0c".repeat(16), hash: true },
      { label: "Expression model", value: "Stand-in model (stand-in)", hash: false },
      { label: "Bootstrap", value: `1000 replicates, seed ${seed}`, hash: false },
    ],
    notices: ["SYNTHETIC-1 is no person: its ratings were made by a program."],
    missing: null,
    flow: {
      sentence: "Of 9,282 ratings, 9,120 can be compared with the machine.",
      lines: [
        { label: "Ratings", n: 9_282, indent: false, strong: false },
        { label: "left out: not ratable", n: 162, indent: true, strong: false },
        { label: "left out: session excluded", n: 0, indent: true, strong: false },
        { label: "Compared", n: 9_120, indent: false, strong: true },
      ],
    },
    sections: [
      {
        id: "overall",
        title: "All minutes together",
        blocks: [
          text(
            "Over all minutes ",
            {
              text: "r = .31",
              hover: "Pearson's correlation of arousal with 1 − neutral, n = 9,120 minutes.",
            },
            ", 95% interval ",
            { text: ".24 to .38", hover: "Cluster bootstrap over patients and sessions, 1,000 replicates." },
            ".",
          ),
          courseFigure("course", "Figure 1. One session, minute by minute."),
          table({
            id: "by-rater",
            caption: "Table 1. Correlation of each rater with the machine.",
            columns: [
              {
                id: "rater",
                label: "Rater",
                definition: "Code of the rater.",
                format: "text",
                cell: ({ rater }) => rater,
              },
              {
                id: "r",
                label: "r",
                definition: "Pearson's correlation.",
                format: "r",
                cell: ({ r }) => orWhy(r),
              },
              {
                id: "low",
                label: "low",
                definition: "Lower end.",
                format: "r",
                cell: ({ low }) => orWhy(low),
              },
              {
                id: "high",
                label: "high",
                definition: "Upper end.",
                format: "r",
                cell: ({ high }) => orWhy(high),
              },
              { id: "p", label: "p", definition: "Of r = 0.", format: "p", cell: ({ p }) => orWhy(p) },
              { id: "n", label: "n", definition: "Minutes.", format: "count", cell: ({ n }) => n },
            ],
            rows: raters,
            nColumn: "n",
            note: "Minutes within a session are treated as independent here.",
          }),
          note("The mixed models below take the nesting into account."),
        ],
      },
      {
        id: "sessions",
        title: "Sessions",
        blocks: [
          warning("Two models did not converge: their rows say so."),
          table({
            id: "by-session",
            caption: "Table 2. Correlation in each session.",
            columns: [
              {
                id: "session",
                label: "Session",
                definition: "Patient and session.",
                format: "text",
                cell: (index) => `P${index + 1} › 1`,
              },
              {
                id: "r",
                label: "r",
                definition: "Pearson's r.",
                format: "r",
                cell: (index) => 2 * spread(index) - 1,
              },
              {
                id: "n",
                label: "n",
                definition: "Minutes.",
                format: "count",
                cell: (index) => 20 + (index % 31),
              },
            ],
            rows: Array.from({ length: MANY_ROWS }, (_, index) => index),
            nColumn: "n",
          }),
          crowdedFigure(),
          {
            kind: "session-choice",
            sessions: Array.from({ length: 40 }, (_, i) => ({
              patient: `P${i + 1}`,
              session: 1,
              label: `P${i + 1}, session 1`,
            })),
          },
        ],
      },
    ],
    methods: [
      "Two raters coded 9,282 minutes.",
      "Correlations are Pearson's, computed with Minutewise 0.0.0.",
    ],
    choices: [{ question: "Which minutes count?", choice: "Those with a face in at least one frame." }],
    definitions: [{ term: "1 − neutral", definition: "Mean over the frames of the minute." }],
    references: [
      "Steppan, M. et al. (2023). Machine learning facial emotion classifiers in psychotherapy research.",
    ],
    numbers: [],
  };
}
