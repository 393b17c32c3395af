import { counted } from "../../../shared/figures/agreement-words.ts";
import { outcomeArousal } from "../../../shared/figures/outcome-arousal.ts";
import { formatR } from "../../../shared/figures/statistic-text.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { pearson } from "../../../stats/correlation.ts";
import { quadraticTrend } from "../../../stats/quadratic-trend.ts";
import { figureBlock, note, table, text } from "../blocks.ts";
import { intervalText, percent, pText, rText } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import type { ReportTables } from "../report-tables.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { arousalValues } from "./figure-values.ts";
import { highArousal, type PatientArousal } from "./high-arousal.ts";
import type { OutcomeData } from "./outcome-data.ts";

/** Carryer & Greenberg: outcome is best at about this share of high arousal. */
const OPTIMUM = 0.25;
const CURVE_POINTS = 40;

/** Rated arousal and change; null where no patient with an outcome is rated. */
export function arousalSection(
  tables: ReportTables,
  data: OutcomeData,
  options: Pick<ReportOptions, "highArousal">,
  numbered: Numbering,
): SectionParts | null {
  const patients = highArousal(tables, data, options.highArousal);
  if (patients.length === 0) return null;
  const changed = patients.flatMap(({ patient, group, n, share, delta }) =>
    delta === null || group === null ? [] : [{ patient, group, n, share, delta }],
  );
  const x = changed.map(({ share }) => share);
  const y = changed.map(({ delta }) => delta);
  const r = pearson(x, y);
  const trend = quadraticTrend(x, y);
  const high = `arousal of ${options.highArousal} or above`;
  const curve = (coefficients: readonly number[] | undefined) =>
    coefficients === undefined ? [] : curvePoints(coefficients, Math.min(...x), Math.max(...x));
  const quadratic = trend?.quadratic ?? null;
  return sectionParts(
    "arousal",
    "Rated arousal and change",
    [
      trend === null || r.r === null
        ? text(
            `${counted(changed.length, "patient")} with both rated minutes and a change: too few, or too much alike, for a relation to be computed.`,
          )
        : text(
            `The share of minutes with ${high} and delta correlate at `,
            {
              text: `${rText(r.r)}${intervalText(r.interval, formatR)}, ${pText(r.p)}`,
              hover: `Pearson over ${counted(r.n, "patient")} with rated minutes and a change.`,
            },
            ...(quadratic === null
              ? ["; a parabola needs three different shares and four patients."]
              : [
                  `. Carryer and Greenberg found the best outcome at about ${percent(OPTIMUM).replace(".0", "")} of high arousal, falling to either side. Here the parabola explains `,
                  {
                    text: `${percent(quadratic.rSquared)} against ${percent(trend.linear.rSquared)}`,
                    hover: `R² of parabola and straight line over ${counted(trend.n, "patient")}.`,
                  },
                  " of the variance of delta (its bend: ",
                  {
                    text: pText(quadratic.p),
                    hover: `t = ${quadratic.t.toFixed(2)} with ${quadratic.df} degrees of freedom.`,
                  },
                  `)${turnWords(trend.turn, Math.min(...x), Math.max(...x))}.`,
                ]),
          ),
      changed.length < 3
        ? null
        : figureBlock({
            id: "arousal",
            caption: numbered.figure(
              `Change and share of rated minutes with ${high}; green circles: good, blue squares: poor outcome. Straight line and parabola by least squares; at 25% the optimum of Carryer and Greenberg.`,
            ),
            description:
              "Scatter of patients: share of high arousal on the horizontal, delta on the vertical axis.",
            draw: (theme) =>
              outcomeArousal(
                changed,
                { line: curve(trend?.linear.coefficients), parabola: curve(quadratic?.coefficients) },
                OPTIMUM,
                theme,
              ),
            data: arousalValues(changed),
          }),
      table<PatientArousal>({
        id: "arousal",
        caption: numbered.table("Rated minutes, share of high arousal and change of each patient."),
        columns: [
          column("patient", "Patient", "Pseudonym.", "text", ({ patient }) => patient),
          column("n", "Minutes", "Minutes with an arousal by at least one rater.", "count", ({ n }) => n),
          column(
            "share",
            "High arousal",
            `Mean over these minutes of the share of raters who gave an ${high}.`,
            "percent1",
            ({ share }) => share,
          ),
          column(
            "delta",
            "Delta",
            "Change of the mean rank (higher: better).",
            "fixed2",
            ({ delta, group }) =>
              orWhy(
                delta,
                group === "dropout" ? "The patient dropped out." : "A score before or after is missing.",
              ),
          ),
          column("group", "Group", "Outcome group.", "text", ({ group }) => group ?? "none"),
        ],
        rows: patients,
        nColumn: "n",
      }),
      note(
        "Carryer and Greenberg rated the three sessions with the highest arousal of each of 38 clients treated for depression. The share in all rated sessions is another measure, and few patients show a bend only if it is strong.",
      ),
    ],
    [
      ...reportNumbers({
        "arousal.n": changed.length,
        "arousal.r": r.r,
        "arousal.r_p": r.r === null ? null : r.p,
      }),
      ...reportNumbers(
        {
          "arousal.r_squared_line": trend?.linear.rSquared,
          "arousal.r_squared_parabola": quadratic?.rSquared,
          "arousal.bend": quadratic?.coefficients[2],
          "arousal.bend_p": quadratic?.p,
        },
        1e-7,
      ),
    ],
  );
}

function turnWords(
  turn: { readonly x: number; readonly highest: boolean } | null,
  low: number,
  high: number,
): string {
  if (turn === null) return "";
  const where = turn.x < low || turn.x > high ? ", outside the shares observed" : "";
  return `; it is ${turn.highest ? "highest" : "lowest"} at a share of ${percent(turn.x)}${where}`;
}

function curvePoints(coefficients: readonly number[], low: number, high: number) {
  return Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const share = low + ((high - low) * i) / CURVE_POINTS;
    return { share, delta: coefficients.reduce((sum, b, k) => sum + b * share ** k, 0) };
  });
}
