import type { FigureSpec } from "../../../shared/figures/figure-spec.ts";
import { figure } from "../../../shared/figures/figure-spec.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import type { BuiltReport } from "../built-report.ts";
import { figureData } from "../figure-data.ts";

const points = [
  { x: 1, y: 0.25 },
  { x: 2, y: 0.5 },
];

const dots =
  (clip: boolean) =>
  (theme: "light" | "dark"): FigureSpec =>
    figure(theme, {
      data: { values: points },
      mark: { type: "point", clip },
      encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
    });

const VALUES = figureData(points, { x: ["place", ({ x }) => x], y: ["height", ({ y }) => y] });

/** A report of every kind of block, with texts that people could have typed. */
export function smallReport(): BuiltReport {
  const rows = [
    { rater: "R1 <b>", r: 0.25, n: 40 },
    { rater: "007", r: { value: null, why: "All minutes have the same arousal." }, n: 3 },
  ];
  return {
    document: {
      report: "agreement",
      title: "Agreement of raters and machine",
      study: { studyId: "1", name: `<script>alert("x")</script> & Co` },
      program: { name: "Minutewise", version: "0.0.0" },
      computedAt: "2026-01-31T12:00:00.000Z",
      provenance: [{ label: "Data version", value: "0".repeat(64), hash: true }],
      notices: ["The raters are synthetic."],
      missing: null,
      flow: {
        sentence: "2 raters went in.",
        lines: [
          { label: "Ratings", n: 1043, indent: false, strong: true },
          { label: "not ratable", n: 3, indent: true, strong: false },
        ],
      },
      sections: [
        {
          id: "raters",
          title: "Raters",
          blocks: [
            text("Over all ", { text: "r = .25", hover: `Pearson's "r", n = 40.` }, "."),
            note("A remark."),
            warning("One model did not converge."),
            table({
              id: "raters",
              caption: "Table 1. Raters.",
              columns: [
                {
                  id: "rater",
                  label: "Rater",
                  definition: "code of the rater",
                  format: "text",
                  cell: ({ rater }) => rater,
                },
                { id: "r", label: "r", definition: "Pearson's r", format: "r", cell: ({ r }) => r },
                { id: "n", label: "n", definition: "minutes", format: "count", cell: ({ n }) => n },
              ],
              rows,
              nColumn: "n",
              strong: ({ n }) => n === 40,
              note: "Two raters.",
            }),
            figureBlock({
              id: "one",
              caption: "Figure 1. One.",
              description: "Rises & falls",
              draw: dots(true),
              data: VALUES,
            }),
            figureBlock({
              id: "two",
              caption: "Figure 2. Two.",
              description: "Falls",
              draw: dots(true),
              data: VALUES,
            }),
            { kind: "session-choice", sessions: [{ patient: "P01", session: 1, label: "P01 · session 1" }] },
          ],
        },
      ],
      methods: ["Minutes were rated."],
      choices: [{ question: "Which r?", choice: "Pearson's." }],
      definitions: [{ term: "Coverage", definition: "Share of frames with a face." }],
      references: ["Machado, P. P. P. (1999)."],
      numbers: [
        { key: "r.R1", value: 0.25, tolerance: 1e-6 },
        { key: "r.007", value: null, tolerance: 1e-6 },
      ],
    },
    data: [
      {
        name: "rated-minutes",
        columns: [
          { id: "rater", label: "Rater", definition: "code of the rater", format: "text" },
          { id: "arousal", label: "Arousal", definition: "1-7", format: "count" },
          { id: "note", label: "Note", definition: "remark", format: "text" },
        ],
        rows: [
          ["007", 3, `a "quoted", remark\nof two lines`],
          ["NA", null, null],
        ],
      },
    ],
  };
}
