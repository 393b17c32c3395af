import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { Cell, TableBlock } from "../../../shared/reports/document.ts";
import { table } from "../blocks.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import { column } from "../section-parts.ts";
import { EXPRESSION, PAIR } from "./effect-columns.ts";
import type { GroupEffect } from "./group-effects.ts";
import { LAST_MINUTE } from "./minute-curves.ts";
import { NO_COMPARISON } from "./words.ts";

type Compared = NonNullable<GroupEffect["minutes"]>;

export function minuteTable(effects: readonly GroupEffect[], numbered: Numbering): TableBlock {
  const of =
    (pick: (result: Compared) => number) =>
    (effect: GroupEffect): Cell =>
      orWhy(effect.minutes === null ? null : pick(effect.minutes), NO_COMPARISON);
  return table<GroupEffect>({
    id: "effects-minutes",
    caption: numbered.table(`Over minutes (1 to ${LAST_MINUTE}), as in the article: nesting ignored.`),
    columns: [
      PAIR,
      EXPRESSION,
      column("n", "n", "Minutes with a face of the two groups.", "text", ({ minuteCounts }) =>
        minuteCounts.map(formatCount).join(" + "),
      ),
      column(
        "welch_t",
        "t",
        "t test without the assumption of equal variances.",
        "fixed2",
        of(({ welch }) => welch.t),
      ),
      column(
        "welch_df",
        "df",
        "Degrees of freedom after Welch.",
        "fixed1",
        of(({ welch }) => welch.df),
      ),
      column(
        "welch_p",
        "p",
        "Two-sided, Welch.",
        "p",
        of(({ welch }) => welch.p),
      ),
      column(
        "pooled_t",
        "t",
        "t test with a pooled variance, n − 2 degrees of freedom.",
        "fixed2",
        of(({ pooled }) => pooled.t),
      ),
      column(
        "pooled_p",
        "p",
        "Two-sided, pooled variance.",
        "p",
        of(({ pooled }) => pooled.p),
      ),
      ...standardised("difference of the means in pooled standard deviations", of),
    ],
    rows: effects,
    groups: {
      Welch: ["welch_t", "welch_df", "welch_p"],
      "Pooled variance": ["pooled_t", "pooled_p"],
      "Cohen's d": ["d", "d_low", "d_high"],
    },
    nColumn: "n",
  });
}

export function personTable(effects: readonly GroupEffect[], numbered: Numbering): TableBlock {
  const of =
    (pick: (result: Compared) => number) =>
    (effect: GroupEffect): Cell =>
      orWhy(effect.persons === null ? null : pick(effect.persons), NO_COMPARISON);
  return table<GroupEffect>({
    id: "effects-persons",
    caption: numbered.table("Over persons: each patient's mean over all minutes with a face."),
    columns: [
      PAIR,
      EXPRESSION,
      column("n", "n", "Patients of the two groups with a minute.", "text", ({ personCounts }) =>
        personCounts.join(" + "),
      ),
      column(
        "mean_first",
        "first",
        "Mean of the first group's patients: probability, 0 to 1.",
        "fixed3",
        of(({ mean }) => mean[0]),
      ),
      column(
        "mean_second",
        "second",
        "Mean of the second group's patients.",
        "fixed3",
        of(({ mean }) => mean[1]),
      ),
      column(
        "t",
        "t",
        "t test without the assumption of equal variances.",
        "fixed2",
        of(({ welch }) => welch.t),
      ),
      column(
        "df",
        "df",
        "Degrees of freedom after Welch.",
        "fixed1",
        of(({ welch }) => welch.df),
      ),
      column(
        "p",
        "p",
        "Two-sided, Welch.",
        "p",
        of(({ welch }) => welch.p),
      ),
      ...standardised("difference of the means in pooled standard deviations of persons", of),
    ],
    rows: effects,
    groups: {
      Mean: ["mean_first", "mean_second"],
      Welch: ["t", "df", "p"],
      "Cohen's d": ["d", "d_low", "d_high"],
    },
    nColumn: "n",
  });
}

/** Cohen's d with its interval, and Hedges' g. */
function standardised(
  unit: string,
  of: (pick: (result: Compared) => number) => (effect: GroupEffect) => Cell,
): ReturnType<typeof column<GroupEffect>>[] {
  return [
    column(
      "d",
      "value",
      `Cohen's d: ${unit}.`,
      "fixed2",
      of(({ cohensD }) => cohensD),
    ),
    column(
      "d_low",
      "95% CI low",
      "Lower end of the 95% interval of d, noncentral t.",
      "fixed2",
      of(({ dInterval }) => dInterval.low),
    ),
    column(
      "d_high",
      "95% CI high",
      "Upper end of the 95% interval of d.",
      "fixed2",
      of(({ dInterval }) => dInterval.high),
    ),
    column(
      "g",
      "g",
      "Hedges' g: d without its bias in small samples.",
      "fixed2",
      of(({ hedgesG }) => hedgesG),
    ),
  ];
}
