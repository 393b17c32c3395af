import { scaleHeatmap } from "../../../shared/figures/scale-heatmap.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { figureData } from "../figure-data.ts";
import type { Numbering } from "../numbering.ts";
import type { ActionUnitTable } from "../report-tables.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import type { ScaleCorrelation, ScaleCorrelations } from "./scale-correlations.ts";
import { severityName } from "./severity-name.ts";
import { unitLabel, unitNumber } from "./unit-name.ts";
import { FDR } from "./unit-results.ts";

type Known = ScaleCorrelation & {
  readonly result: Extract<ScaleCorrelation["result"], { r: number }>;
};

/** Mean |W| at every scale of every unit against severity, the sign of each kept. */
export function scaleSection(
  units: ActionUnitTable,
  { values, videos, why }: ScaleCorrelations,
  numbered: Numbering,
): SectionParts {
  if (why !== null)
    return sectionParts("scales", `Rhythms and ${severityName(units)}`, [
      note(`There are no results by scale. ${why}`),
    ]);
  const known = values.filter((value): value is Known => value.result.r !== null);
  const found = known.filter(isFound);
  const names = [...new Set(found.map(({ unit }) => `AU${unitNumber(unit)}`))];
  const tested = [...new Set(known.map(({ unit }) => unit))];
  return sectionParts(
    "scales",
    `Rhythms and ${severityName(units)}`,
    [
      text(
        `At each scale the mean |W| of a video's series was set beside ${severityName(units)}, with the covariates of the table of action units taken out: `,
        {
          text: `${known.length} partial correlations`,
          hover: `${tested.length} action units at up to 100 scales over ${videos} videos with a series.`,
        },
        `, of which ${found.length === 0 ? "none stays" : `${found.length} ${found.length === 1 ? "stays" : "stay"}`} below a false discovery rate of ${FDR} over all of them together${names.length === 0 ? "" : ` (${names.join(", ")})`}. Neighbouring scales overlap, so these are not as many separate findings.`,
      ),
      figureBlock({
        id: "scale-correlations",
        caption: numbered.figure(
          `Partial correlation of power at each scale with ${severityName(units)}; outlined: adjusted p below .05.`,
        ),
        description:
          "Heat map: a row for each action unit, a column for each scale; blue negative, orange positive.",
        draw: (theme) =>
          scaleHeatmap(
            known.map(({ unit, scale, result }) => ({
              ...{ scale, r: result.r, q: result.q ?? 1, n: result.n },
              label: unitLabel(unit),
              found: isFound({ unit, scale, result }),
            })),
            theme,
          ),
        data: figureData(known, {
          unit: ["action unit", ({ unit }) => unitLabel(unit)],
          scale: ["scale of the wavelet in samples", ({ scale }) => scale],
          r: ["partial correlation of power with severity", ({ result }) => result.r],
          q: ["p adjusted for the false discovery rate", ({ result }) => result.q],
          n: ["videos", ({ result }) => result.n],
        }),
      }),
      unitTable(tested, known, numbered),
    ],
    known.flatMap(({ unit, scale, result }) =>
      reportNumbers({ [`scale.${unit}.${scale}.r`]: result.r, [`scale.${unit}.${scale}.q`]: result.q }, 1e-8),
    ),
  );
}

function isFound({ result }: Known): boolean {
  return result.q !== null && result.q < FDR;
}

interface UnitRow {
  readonly unit: string;
  readonly own: readonly Known[];
  readonly strongest: Known;
}

function unitTable(tested: readonly string[], known: readonly Known[], numbered: Numbering) {
  const rows = tested.map((unit) => {
    const own = known.filter((value) => value.unit === unit);
    const strongest = own.reduce((most, value) =>
      Math.abs(value.result.r) > Math.abs(most.result.r) ? value : most,
    );
    return { unit, own, strongest };
  });
  return table<UnitRow>({
    id: "scales",
    caption: numbered.table("Each action unit over the scales."),
    columns: [
      column("unit", "Unit", "Action unit.", "text", (row) => unitLabel(row.unit)),
      column("scales", "Scales", "Scales with a partial correlation.", "count", (row) => row.own.length),
      column(
        "positive",
        "r > 0",
        "Of them, with a positive r.",
        "count",
        (row) => row.own.filter(({ result }) => result.r > 0).length,
      ),
      column(
        "found_positive",
        "p, FDR < .05, r > 0",
        "Scales with a positive r and an adjusted p below .05.",
        "count",
        (row) => row.own.filter((value) => isFound(value) && value.result.r > 0).length,
      ),
      column(
        "found_negative",
        "p, FDR < .05, r < 0",
        "Scales with a negative r and an adjusted p below .05.",
        "count",
        (row) => row.own.filter((value) => isFound(value) && value.result.r < 0).length,
      ),
      column(
        "strongest",
        "Strongest at",
        "Scale with the largest |r|.",
        "count",
        (row) => row.strongest.scale,
      ),
      column("n", "n", "Videos at this scale.", "count", (row) => row.strongest.result.n),
      column("r", "Partial r", "Partial correlation there.", "r", (row) => row.strongest.result.r),
      column("interval", "95% interval", "Of the partial r there (Fisher's z).", "text", (row) => {
        const { interval } = row.strongest.result;
        return interval === null ? null : `${cellText(interval.low, "r")} to ${cellText(interval.high, "r")}`;
      }),
      column(
        "p",
        "p",
        "Two-sided, unadjusted; the largest of a hundred is small by selection.",
        "p",
        (row) => row.strongest.result.p,
      ),
      column(
        "q",
        "p, FDR",
        "Adjusted over all scales and action units (Benjamini-Hochberg).",
        "p",
        (row) => row.strongest.result.q,
      ),
    ],
    rows,
    nColumn: "n",
  });
}
