import { EMOTION_ACTION_UNITS } from "../../../shared/face-geometry/emotions-from-action-units.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { cellText } from "../../../shared/reports/cell-text.ts";
import { table, text } from "../blocks.ts";
import { listed } from "../number-words.ts";
import type { Numbering } from "../numbering.ts";
import { column, type SectionParts, sectionParts } from "../section-parts.ts";
import { unitEmotions, unitLabel, unitNumber } from "./unit-name.ts";
import { FDR, type UnitResult } from "./unit-results.ts";

const NONE_HELD = { value: null, why: "The imported table holds none of these action units." };

interface EmotionRow {
  readonly emotion: string;
  readonly units: string;
  readonly found: readonly string[];
  /** null: none of its units is held. */
  readonly videos: string | null;
}

/** Table 2 of the paper beside the results: which emotions an action unit is read as a part of. */
export function emotionSection(results: readonly UnitResult[], numbered: Numbering): SectionParts {
  const entries = Object.entries(EMOTION_ACTION_UNITS);
  const lonely = results
    .filter(({ unit }) => unitEmotions(unit).length === 0)
    .map(({ unit }) => unitLabel(unit));
  return sectionParts("emotions", "Action units of emotions", [
    text(
      `Most action units belong to several emotions in the scheme that Mineur et al. take from py-feat, so a unit alone names none.${lonely.length === 0 ? "" : ` ${listed(lonely)} ${lonely.length === 1 ? "belongs" : "belong"} to none.`}`,
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
          "units_held",
          "Held",
          "How many of them the imported table holds.",
          "count",
          (row) => row.found.length,
        ),
        column(
          "n",
          "n",
          "Videos behind the partial correlations; the least and the most where the action units differ.",
          "text",
          (row) => row.videos ?? NONE_HELD,
        ),
        column(
          "partial",
          "Partial r",
          "Partial correlation of each with severity; ◆ marks those below a false discovery rate of 5%.",
          "text",
          (row) => (row.found.length === 0 ? NONE_HELD : row.found.join(" · ")),
        ),
      ],
      rows: entries.map(([emotion, units]) => {
        const held = units.flatMap((au) => results.filter(({ unit }) => unitNumber(unit) === au));
        return { emotion, units: units.join(" + "), found: held.map(partialWords), videos: videosOf(held) };
      }),
      nColumn: "n",
    }),
  ]);
}

/** "58", "55 to 58" */
function videosOf(results: readonly UnitResult[]): string | null {
  const counts = results.map(({ partial }) => partial.n);
  if (counts.length === 0) return null;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
}

function partialWords({ unit, partial }: UnitResult): string {
  const mark = partial.q !== null && partial.q < FDR ? " ◆" : "";
  return `AU${unitNumber(unit)} ${partial.r === null ? "–" : cellText(partial.r, "r")}${mark}`;
}
