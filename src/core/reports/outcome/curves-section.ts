import { counted } from "../../../shared/figures/agreement-words.ts";
import { outcomeCurves } from "../../../shared/figures/outcome-curves.ts";
import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import type { Inline } from "../../../shared/reports/document.ts";
import { figureBlock, table, text, warning } from "../blocks.ts";
import { FER_SCORES } from "../face-minutes.ts";
import { decimals, listed } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers, type SectionParts, sectionParts } from "../section-parts.ts";
import { curveValues } from "./figure-values.ts";
import { type GroupCurve, groupCurves, groupMeans } from "./group-curves.ts";
import { LAST_MINUTE } from "./minute-curves.ts";
import type { OutcomeData } from "./outcome-data.ts";
import { GROUP_WORDS } from "./words.ts";

/** Figure 3a-g of the article, with 1 - neutral as an eighth panel. */
export function curvesSection(data: OutcomeData, numbered: Numbering): SectionParts {
  const curves = groupCurves(data.standardised);
  const constant = FER_SCORES.filter((score) => !(data.standardised.sd[score] > 0));
  if (curves.length === 0)
    return sectionParts("curves", "Expression over the session", [
      warning("No minute with a face belongs to a patient with a group: there are no curves."),
    ]);
  return sectionParts(
    "curves",
    "Expression over the session",
    [
      happyText(curves),
      constant.length === 0
        ? null
        : warning(
            `${listed(constant.map(scoreLabel))} ${constant.length === 1 ? "is the same in all minutes and has" : "are the same in all minutes and have"} no z values.`,
          ),
      figureBlock({
        id: "curves",
        caption: numbered.figure(
          `Expression by minute of the session (figure 3a-g of Steppan et al.): mean of the z values and standard error over all sessions of a group. Level lines: means of the groups over all minutes. Each panel has its own scale.`,
        ),
        description: `Small panels, one for each expression and one for 1 − neutral: curves over the minutes 1 to ${LAST_MINUTE}, by group (${listed([...new Set(curves.map(({ group }) => group))])}).`,
        draw: (theme) =>
          outcomeCurves(
            curves.flatMap(({ points }) => points),
            groupMeans(curves),
            theme,
          ),
        data: curveValues(curves.flatMap(({ points }) => points)),
      }),
      table<GroupCurve>({
        id: "group-means",
        caption: numbered.table(
          "Means of the groups over all minutes, and when the curve first reaches them.",
        ),
        columns: [
          column(
            "expression",
            "Expression",
            "Standardised over all minutes, whatever the group.",
            "text",
            ({ score }) => scoreLabel(score),
          ),
          column("group", "Group", "Outcome group.", "text", ({ group }) => group),
          column(
            "patients",
            "Patients",
            "Patients of the group with a minute.",
            "count",
            ({ patients }) => patients,
          ),
          column(
            "n",
            "Minutes",
            `Minutes with a face in minutes 1 to ${LAST_MINUTE} of the group's sessions.`,
            "count",
            ({ n }) => n,
          ),
          column(
            "mean",
            "Mean z",
            "Mean of the z values; 0 is the mean of all minutes.",
            "fixed3",
            ({ mean }) => mean,
          ),
          column("sd", "SD", "Standard deviation of the z values.", "fixed3", ({ sd }) =>
            orWhy(sd, "One minute has no standard deviation."),
          ),
          column("first", "Minute 1", "Mean z in the first minute.", "fixed3", ({ points }) =>
            orWhy(points[0]?.mean, "No minute with a face."),
          ),
          column(
            "reached",
            "Reached in minute",
            "First minute whose mean lies on the other side of the group's mean than minute 1. A single minute is noisy: read it with the curve.",
            "count",
            ({ reached }) =>
              orWhy(reached, "The curve stays on one side of its mean, or has no first minute."),
          ),
        ],
        rows: curves,
        nColumn: "n",
        note: "Standard errors in the figure take the minutes as independent, as in the article; minutes of one session are not.",
      }),
    ],
    [
      ...curves.flatMap(({ score, group, mean, points }) =>
        reportNumbers({
          [`curves.${score}.${group}.mean`]: mean,
          [`curves.${score}.${group}.minute1`]: points[0]?.mean,
          [`curves.${score}.${group}.minute1_se`]: points[0]?.se,
          [`curves.${score}.${group}.minute${LAST_MINUTE}_n`]: points[LAST_MINUTE - 1]?.n,
        }),
      ),
    ],
  );
}

function happyText(curves: readonly GroupCurve[]) {
  const own = curves.filter((curve) => curve.score === "happy");
  if (own.length === 0) return null;
  return text(
    "Happy, as mean z over all minutes: ",
    ...own.flatMap(({ group, mean, n, patients }, i): Inline[] => [
      i === 0 ? "" : ", ",
      `${GROUP_WORDS[group]} `,
      {
        text: decimals(mean),
        hover: `Mean z over ${counted(n, "minute")} of ${counted(patients, "patient")}.`,
      },
    ]),
    "; in the first minute: ",
    ...own.flatMap(({ group, points }, i): Inline[] => {
      const first = points[0];
      return [
        i === 0 ? "" : ", ",
        first === undefined || first.mean === null
          ? `${group} –`
          : {
              text: `${group} ${decimals(first.mean)}`,
              hover: `Mean z of happy over ${counted(first.n, "first minute")} of sessions.`,
            },
      ];
    }),
    ".",
  );
}
