import { type ForestRow, unitForest } from "../../../shared/figures/action-unit-forest.ts";
import { counted } from "../../../shared/figures/agreement-words.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
import type { Block } from "../../../shared/reports/document.ts";
import { studentQuantile } from "../../../stats/distributions.ts";
import { figureBlock, note, table, text, warning } from "../blocks.ts";
import { figureData } from "../figure-data.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import type { ActionUnitTable } from "../report-tables.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { aliasedColumns, type SeverityDesign } from "./severity-design.ts";
import { severityName } from "./severity-name.ts";
import { unitLabel, unitName } from "./unit-name.ts";
import { FDR, type UnitResult } from "./unit-results.ts";
import { controlled, unitsStay } from "./words.ts";

/** Below this many videos the report says how little they can show. */
const FEW = 30;

const NO_INTERVAL = "Too few videos for an interval beside so many covariates.";

/** Table 3 of the paper: partial correlation of each unit's mean with severity. */
export function correlationSection(
  units: ActionUnitTable,
  design: SeverityDesign,
  results: readonly UnitResult[],
  numbered: Numbering,
): SectionParts {
  return sectionParts(
    "partial-correlation",
    `Action units and ${severityName(units)}`,
    [
      foundText(units, design, results),
      ...designNotes(design),
      ...(results.some(({ partial }) => partial.r !== null)
        ? [
            figureBlock({
              id: "partial-correlation",
              caption: numbered.figure(
                `Partial correlation of each action unit's mean with ${severityName(units)}, with 95% intervals.`,
              ),
              description:
                "Dot plot of the partial correlation of each action unit with its interval; filled diamonds stay below the false discovery rate of 5%, open circles do not; short strokes are correlations without covariates.",
              draw: (theme) => unitForest(results.flatMap(forestRow), theme),
              data: figureData(results.flatMap(forestRow), {
                unit: ["action unit", ({ label }) => label],
                r: ["partial correlation with severity", (row) => row.r],
                low: ["lower end of the 95% interval; empty: none", ({ low }) => low],
                high: ["upper end of the 95% interval; empty: none", ({ high }) => high],
                zero_order: ["correlation without covariates", ({ zeroOrder }) => zeroOrder],
                q: ["p adjusted for the false discovery rate", ({ q }) => q],
                n: ["videos", ({ n }) => n],
              }),
            }),
          ]
        : []),
      correlationTable(units, results, numbered),
    ],
    results.flatMap(({ unit, partial }) =>
      partial.r === null
        ? []
        : reportNumbers({
            [`partial.${unit}.n`]: partial.n,
            [`partial.${unit}.r`]: partial.r,
            [`partial.${unit}.zero_order`]: partial.zeroOrder,
            [`partial.${unit}.t`]: partial.t,
            [`partial.${unit}.df`]: partial.df,
            [`partial.${unit}.p`]: partial.p,
            [`partial.${unit}.low`]: partial.interval?.low,
            [`partial.${unit}.high`]: partial.interval?.high,
            [`partial.${unit}.q`]: partial.q,
          }),
    ),
  );
}

function forestRow({ unit, partial }: UnitResult): ForestRow[] {
  if (partial.r === null || partial.q === null) return [];
  const { r, zeroOrder, interval, q, n, df } = partial;
  return [
    {
      ...{ r, zeroOrder, q, n, df },
      label: unitLabel(unit),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      found: q < FDR,
    },
  ];
}

function foundText(units: ActionUnitTable, design: SeverityDesign, results: readonly UnitResult[]): Block {
  const known = results.filter(({ partial }) => partial.r !== null);
  const found = known.filter(({ partial }) => partial.q !== null && partial.q < FDR);
  const part = ({ unit, partial }: UnitResult) => ({
    text: partial.r === null ? unitLabel(unit) : `${unitLabel(unit)} (${cellText(partial.r, "r")})`,
    hover:
      partial.r === null
        ? ""
        : `Partial r = ${cellText(partial.r, "r")}, ${partial.df} degrees of freedom, p = ${cellText(partial.p, "p")}, adjusted p = ${partial.q === null ? "–" : cellText(partial.q, "p")}, n = ${partial.n} videos.`,
  });
  if (known.length === 0)
    return text("There is no partial correlation of any action unit: the table says why for each.");
  const covariates = controlled(design);
  const given = covariates === null ? "without covariates" : `given ${covariates}`;
  return text(
    `Over ${counted(design.rows.length, "video")}, ${given}, ${unitsStay(found.length, known.length)} below a false discovery rate of ${FDR}${found.length === 0 ? `. The largest partial ${known.length === 1 ? "correlation is" : "correlations are"} ` : ": "}`,
    ...(found.length === 0
      ? known.toSorted((a, b) => Math.abs(b.partial.r ?? 0) - Math.abs(a.partial.r ?? 0)).slice(0, 3)
      : found
    ).flatMap((result, i) => (i === 0 ? [part(result)] : [", ", part(result)])),
    `. A positive r: the higher ${severityName(units)}, the higher the unit's mean.`,
  );
}

function designNotes(design: SeverityDesign): Block[] {
  const aliased = aliasedColumns(design.columns, design.rows);
  const people = new Set(design.rows.map(({ person }) => person)).size;
  const df = design.rows.length - 2 - design.columns.length + aliased.length;
  return [
    ...(people < 3
      ? [
          warning(
            `All videos are of ${people === 1 ? "one person" : "two people"}: nothing here holds for other people.`,
          ),
        ]
      : []),
    ...(df < 1 || design.rows.length >= FEW
      ? []
      : [
          warning(
            `${counted(design.rows.length, "video")} ${design.rows.length === 1 ? "is" : "are"} few: beside the covariates only a partial r beyond ±${cellText(detectable(df), "r")} has p < .05, before any adjustment.`,
          ),
        ]),
    ...(aliased.length === 0
      ? []
      : [note(`Left out, since other covariates explain them or they do not vary: ${aliased.join(", ")}.`)]),
    ...(design.madeRepeats
      ? [
          note(
            "The table has no column that marks further videos of a person; it was made from the persons: 0 for the first video of a person, 1 for each further one.",
          ),
        ]
      : []),
  ];
}

/** The least |r| with a two-sided p of .05. */
function detectable(df: number): number {
  const t = studentQuantile(0.975, df);
  return t / Math.sqrt(df + t ** 2);
}

function correlationTable(
  units: ActionUnitTable,
  results: readonly UnitResult[],
  numbered: Numbering,
): Block {
  const value =
    (get: (result: Extract<UnitResult["partial"], { r: number }>) => number | null, why = NO_INTERVAL) =>
    ({ partial }: UnitResult) =>
      partial.r === null ? { value: null, why: partial.why } : orWhy(get(partial), why);
  return table<UnitResult>({
    id: "partial-correlations",
    caption: numbered.table(`Partial correlations of action units with ${severityName(units)}.`),
    columns: [
      column("unit", "Unit", "Action unit, its mean over the video.", "text", (row) => row.unit),
      column("name", "Name", "Name in the Facial Action Coding System.", "text", (row) => unitName(row.unit)),
      column(
        "n",
        "n",
        "Videos with the unit, a severity and all covariates.",
        "count",
        (row) => row.partial.n,
      ),
      column(
        "zero_order",
        "r",
        "Pearson's r with severity, nothing controlled for.",
        "r",
        value((result) => result.zeroOrder),
      ),
      column(
        "partial",
        "Partial r",
        "Pearson's r of what the covariates leave of unit and severity.",
        "r",
        value((result) => result.r),
      ),
      column(
        "low",
        "95% CI low",
        "Lower end of the 95% interval of the partial r (Fisher's z, n − covariates − 3).",
        "r",
        value((result) => result.interval?.low ?? null),
      ),
      column(
        "high",
        "95% CI high",
        "Upper end of the 95% interval.",
        "r",
        value((result) => result.interval?.high ?? null),
      ),
      column(
        "t",
        "t",
        "r √(df / (1 − r²)).",
        "fixed2",
        value((result) => result.t),
      ),
      column(
        "df",
        "df",
        "n − 1 − independent columns of the design, the constant among them.",
        "count",
        value((result) => result.df),
      ),
      column(
        "p",
        "p",
        "Two-sided, of t.",
        "p",
        value((result) => result.p),
      ),
      column(
        "q",
        "p, FDR",
        `p adjusted over the ${results.length} action units (Benjamini-Hochberg).`,
        "p",
        ({ partial }) => orWhy(partial.q, "There is no p to adjust."),
      ),
      column("found", "Below .05", "Whether the adjusted p lies below .05.", "text", ({ partial }) =>
        partial.q === null ? null : partial.q < FDR ? "yes" : "no",
      ),
    ],
    rows: results,
    nColumn: "n",
    strong: ({ partial }) => partial.q !== null && partial.q < FDR,
    note: "Set apart: adjusted p (p, FDR) below .05.",
  });
}
