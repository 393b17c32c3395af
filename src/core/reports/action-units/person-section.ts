import { counted } from "../../../shared/figures/agreement-words.ts";
import type { Block, Cell } from "../../../shared/reports/document.ts";
import { note, table, text, warning } from "../blocks.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import type { ActionUnitTable } from "../report-tables.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { aliasedColumns, type SeverityDesign } from "./severity-design.ts";
import { severityName } from "./severity-name.ts";
import { FDR, type MixedResult, type UnitResult } from "./unit-results.ts";
import { unitsStay } from "./words.ts";

const NO_DF = "The second derivatives of the likelihood give no degrees of freedom.";

/** What several videos of a person do to table 3: a dummy for each person, and people as random intercepts. */
export function personSection(
  units: ActionUnitTable,
  design: SeverityDesign,
  results: readonly UnitResult[],
  numbered: Numbering,
): SectionParts {
  const people = new Set(design.rows.map(({ person }) => person)).size;
  const repeated = design.rows.length - people;
  if (repeated === 0)
    return sectionParts("same-person", "Videos of the same person", [
      text(
        "Every person has one video: the videos are of different people, and there is nothing to take into account.",
      ),
    ]);
  return sectionParts(
    "same-person",
    "Videos of the same person",
    [
      text(
        `${repeated} of ${counted(design.rows.length, "video")} ${repeated === 1 ? "is" : "are"} of a person who was already recorded, so the videos are not independent. One dummy for each person takes `,
        {
          text: people === 2 ? "one more column" : `${people - 1} more columns`,
          hover: `${people === 1 ? "1 person" : `${people} people`}; the first is the one that the others are compared with.`,
        },
        `: of ${design.rows.length} videos `,
        degreesLeft(results),
        " are left, and only what differs between the videos of one person counts. A random intercept for each person instead costs one variance. ",
        foundWords(results),
      ),
      ...notes(design, results),
      table<UnitResult>({
        id: "same-person",
        caption: numbered.table(`Action units and ${severityName(units)} with people taken into account.`),
        columns: [
          column("unit", "Unit", "Action unit, mean over the video.", "text", (row) => row.unit),
          column(
            "n",
            "n",
            "Videos with the unit, a severity and all covariates.",
            "count",
            (row) => row.person.n,
          ),
          column(
            "partial",
            "Partial r",
            "With one dummy for further videos, as in the table before.",
            "r",
            (row) => (row.partial.r === null ? { value: null, why: row.partial.why } : row.partial.r),
          ),
          ...personColumns(),
          ...mixedColumns(results.length),
        ],
        rows: results,
        groups: {
          "Dummies for people": [
            "person_r",
            "person_low",
            "person_high",
            "person_df",
            "person_p",
            "person_q",
          ],
          "Mixed model": ["mixed_estimate", "mixed_low", "mixed_high", "mixed_df", "mixed_p", "mixed_q"],
        },
        nColumn: "n",
        strong: ({ mixed }) => mixed.q !== null && mixed.q < FDR,
        note: "Set apart: adjusted p (p, FDR) of the mixed model below .05.",
      }),
    ],
    results.flatMap(({ unit, person, mixed }) => [
      ...(person.r === null
        ? []
        : reportNumbers(
            {
              [`person.${unit}.r`]: person.r,
              [`person.${unit}.df`]: person.df,
              [`person.${unit}.p`]: person.p,
              [`person.${unit}.q`]: person.q,
            },
            1e-8,
          )),
      ...(mixed.estimate === null
        ? []
        : reportNumbers(
            { [`mixed.${unit}.estimate`]: mixed.estimate, [`mixed.${unit}.se`]: mixed.se },
            1e-4,
          )),
    ]),
  );
}

function personColumns() {
  const value =
    (get: (result: Extract<UnitResult["person"], { r: number }>) => number | null) =>
    ({ person }: UnitResult): Cell =>
      person.r === null
        ? { value: null, why: person.why }
        : orWhy(get(person), "Too few degrees of freedom for an interval.");
  return [
    column(
      "person_r",
      "Partial r",
      "Partial r with a dummy for each person in place of the one for further videos.",
      "r",
      value(({ r }) => r),
    ),
    column(
      "person_low",
      "95% CI low",
      "Lower end of its 95% interval.",
      "r",
      value(({ interval }) => interval?.low ?? null),
    ),
    column(
      "person_high",
      "95% CI high",
      "Upper end of its 95% interval.",
      "r",
      value(({ interval }) => interval?.high ?? null),
    ),
    column(
      "person_df",
      "df",
      "Degrees of freedom that the dummies leave.",
      "count",
      value(({ df }) => df),
    ),
    column(
      "person_p",
      "p",
      "Two-sided.",
      "p",
      value(({ p }) => p),
    ),
    column(
      "person_q",
      "p, FDR",
      "Adjusted over the action units (Benjamini-Hochberg).",
      "p",
      ({ person }: UnitResult): Cell => orWhy(person.q, "There is no p to adjust."),
    ),
  ];
}

function mixedColumns(family: number) {
  type Fitted = Extract<MixedResult, { estimate: number }>;
  const value =
    (get: (result: Fitted) => number | null) =>
    ({ mixed }: UnitResult): Cell =>
      mixed.estimate === null ? { value: null, why: mixed.why } : orWhy(get(mixed), NO_DF);
  return [
    column(
      "mixed_estimate",
      "β",
      "Standardised coefficient of the unit in severity ~ unit + covariates + (1 | person), REML.",
      "fixed3",
      value(({ estimate }) => estimate),
    ),
    column(
      "mixed_low",
      "95% CI low",
      "Lower end of the coefficient's 95% interval (Satterthwaite).",
      "fixed3",
      value(({ low }) => low),
    ),
    column(
      "mixed_high",
      "95% CI high",
      "Upper end of the coefficient's 95% interval.",
      "fixed3",
      value(({ high }) => high),
    ),
    column(
      "mixed_df",
      "df",
      "Degrees of freedom after Satterthwaite.",
      "fixed1",
      value(({ df }) => df),
    ),
    column(
      "mixed_p",
      "p",
      "Two-sided, of the coefficient's t.",
      "p",
      value(({ p }) => p),
    ),
    column(
      "mixed_q",
      "p, FDR",
      `Adjusted over the ${family} action units (Benjamini-Hochberg).`,
      "p",
      ({ mixed }: UnitResult): Cell => orWhy(mixed.q, "There is no p to adjust."),
    ),
  ];
}

function degreesLeft(results: readonly UnitResult[]) {
  const df = results.flatMap(({ person }) => (person.r === null ? [] : [person.df]));
  const least = Math.min(...df);
  return df.length === 0
    ? "no degrees of freedom"
    : {
        text: `${least} degrees of freedom`,
        hover: "n − 1 − independent columns of the design with a dummy for each person.",
      };
}

function foundWords(results: readonly UnitResult[]): string {
  const count = (which: "person" | "mixed"): number =>
    results.filter((result) => {
      const { q } = result[which];
      return q !== null && q < FDR;
    }).length;
  return `With dummies ${unitsStay(count("person"), results.length)} below a false discovery rate of ${FDR}, in the mixed models ${unitsStay(count("mixed"), results.length)} below it.`;
}

function notes(design: SeverityDesign, results: readonly UnitResult[]): Block[] {
  const aliased = aliasedColumns([...design.withoutRepeats, ...design.personColumns], design.rows);
  const fitted = results.flatMap(({ mixed, unit }) => (mixed.estimate === null ? [] : [{ ...mixed, unit }]));
  const singular = fitted.filter((fit) => fit.singular);
  const lost = fitted.filter((fit) => !fit.converged);
  return [
    ...(aliased.length === 0
      ? []
      : [
          note(
            `With dummies for people the design has ${aliased.length === 1 ? "a column" : "columns"} that earlier ones explain, since they do not vary within a person or complete the others; in the order covariates, then people, the later is left out: ${aliased.join(", ")}.`,
          ),
        ]),
    ...(singular.length === 0
      ? []
      : [
          note(
            `In ${singular.length} of ${fitted.length} mixed models the variance between people is 0 (singular fit): beyond the covariates the videos of a person are no more alike than others, and the model is an ordinary regression.`,
          ),
        ]),
    ...(lost.length === 0
      ? []
      : [
          warning(
            `The likelihood's maximum was not found for ${lost.map(({ unit }) => unit).join(", ")}: do not use these coefficients.`,
          ),
        ]),
  ];
}
