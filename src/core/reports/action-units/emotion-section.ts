import { EMOTION_ACTION_UNITS } from "../../../shared/face-geometry/emotions-from-action-units.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
import { table, text } from "../blocks.ts";
import type { Numbering } from "../numbering.ts";
import { column, type SectionParts, sectionParts } from "../section-parts.ts";
import { unitEmotions, unitLabel, unitNumber } from "./unit-name.ts";
import { FDR, type UnitResult } from "./unit-results.ts";

interface EmotionRow {
  readonly emotion: string;
  readonly units: string;
  readonly found: readonly string[];
}

/** Table 2 of the paper beside the results: which emotions an action unit is read as a part of. */
export function emotionSection(results: readonly UnitResult[], numbered: Numbering): SectionParts {
  const entries = Object.entries(EMOTION_ACTION_UNITS);
  const lonely = results
    .filter(({ unit }) => unitEmotions(unit).length === 0)
    .map(({ unit }) => unitLabel(unit));
  return sectionParts("emotions", "Action units of emotions", [
    text(
      `Most action units belong to several emotions in the scheme that Mineur et al. take from py-feat, so a unit alone names none.${lonely.length === 0 ? "" : ` To no emotion belong ${lonely.join(", ")}.`}`,
    ),
    table<EmotionRow>({
      id: "emotions",
      caption: numbered.table("Action units of each emotion, with their partial correlations."),
      columns: [
        column("emotion", "Emotion", "Emotion of the scheme.", "text", (row) => row.emotion),
        column(
          "units",
          "Action units",
          "Its action units after table 2 of Mineur et al.",
          "text",
          (row) => row.units,
        ),
        column(
          "n",
          "n",
          "How many of them this table of action units holds.",
          "count",
          (row) => row.found.length,
        ),
        column(
          "partial",
          "Partial r",
          "Partial correlation of each with severity; ◆ marks those below a false discovery rate of 5%.",
          "text",
          (row) => row.found.join(" · "),
        ),
      ],
      rows: entries.map(([emotion, units]) => ({
        emotion,
        units: units.join(" + "),
        found: units.flatMap((au) => results.filter(({ unit }) => unitNumber(unit) === au).map(partialWords)),
      })),
      nColumn: "n",
    }),
  ]);
}

function partialWords({ unit, partial }: UnitResult): string {
  const mark = partial.q !== null && partial.q < FDR ? " ◆" : "";
  return `AU${unitNumber(unit)} ${partial.r === null ? "–" : cellText(partial.r, "r")}${mark}`;
}
