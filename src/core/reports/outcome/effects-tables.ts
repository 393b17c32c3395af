import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import type { Cell, ReportNumber, TableBlock } from "../../../shared/reports/document.ts";
import { table } from "../blocks.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import { column, reportNumbers } from "../section-parts.ts";
import {
  type GroupEffect,
  type MixedContrast,
  type MixedModel,
  pairKey,
  pairLabel,
} from "./group-effects.ts";
import { LAST_MINUTE } from "./minute-curves.ts";
import { NO_COMPARISON } from "./words.ts";

const NO_DF = "The second derivatives of the likelihood give no degrees of freedom.";
const DIFFERENCE_FIRST = "First minus second group.";

const PAIR = column<GroupEffect>("pair", "Groups", DIFFERENCE_FIRST, "text", ({ pair }) => pairLabel(pair));
const EXPRESSION = column<GroupEffect>(
  "expression",
  "Expression",
  "z-standardised probability, or 1 − neutral.",
  "text",
  ({ score }) => scoreLabel(score),
);

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
        minuteCounts.join(" + "),
      ),
      column(
        "welch_t",
        "t (Welch)",
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
        "t (pooled)",
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
      column(
        "d",
        "d",
        "Cohen's d: difference of the means in pooled standard deviations.",
        "fixed2",
        of(({ cohensD }) => cohensD),
      ),
      column(
        "d_low",
        "95% from",
        "Lower end of the 95% interval of d, noncentral t.",
        "fixed2",
        of(({ dInterval }) => dInterval.low),
      ),
      column(
        "d_high",
        "to",
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
    ],
    rows: effects,
    nColumn: "n",
  });
}

export function mixedTable(effects: readonly GroupEffect[], numbered: Numbering): TableBlock {
  const of =
    (pick: (result: MixedContrast) => number | null | undefined) =>
    (effect: GroupEffect): Cell =>
      effect.mixed === null ? { value: null, why: effect.mixedWhy } : orWhy(pick(effect.mixed), NO_DF);
  return table<GroupEffect>({
    id: "effects-mixed",
    caption: numbered.table(
      "The same minutes by a linear mixed model with random intercepts of patients and sessions.",
    ),
    columns: [
      PAIR,
      EXPRESSION,
      column(
        "n",
        "n",
        "Patients of the two groups; their minutes stand in the table before.",
        "text",
        ({ personCounts }) => personCounts.join(" + "),
      ),
      column(
        "difference",
        "Difference",
        "Contrast of the groups' means in z.",
        "fixed3",
        of(({ estimate }) => estimate),
      ),
      column(
        "low",
        "95% from",
        "Lower end of its 95% interval, Satterthwaite degrees of freedom.",
        "fixed3",
        of(({ interval }) => interval?.low),
      ),
      column(
        "high",
        "to",
        "Upper end of its 95% interval.",
        "fixed3",
        of(({ interval }) => interval?.high),
      ),
      column(
        "t",
        "t",
        "Difference by its standard error.",
        "fixed2",
        of(({ t }) => t),
      ),
      column(
        "df",
        "df",
        "Degrees of freedom after Satterthwaite.",
        "fixed1",
        of(({ df }) => df),
      ),
      column(
        "p",
        "p",
        "Two-sided.",
        "p",
        of(({ p }) => p),
      ),
      column(
        "d",
        "d",
        "Difference in standard deviations of all variance of the model: patients, sessions and residuals.",
        "fixed2",
        of(({ d }) => d),
      ),
      column(
        "d_low",
        "95% from",
        "Interval of the difference in these units; the standard deviation is taken as known.",
        "fixed2",
        of(({ dInterval }) => dInterval?.low),
      ),
      column(
        "d_high",
        "to",
        "Upper end of that interval.",
        "fixed2",
        of(({ dInterval }) => dInterval?.high),
      ),
    ],
    rows: effects,
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
        "Mean, first",
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
        "t (Welch)",
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
      column(
        "d",
        "d",
        "Cohen's d in pooled standard deviations of persons.",
        "fixed2",
        of(({ cohensD }) => cohensD),
      ),
      column(
        "d_low",
        "95% from",
        "Lower end of the 95% interval of d, noncentral t.",
        "fixed2",
        of(({ dInterval }) => dInterval.low),
      ),
      column(
        "d_high",
        "to",
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
    ],
    rows: effects,
    nColumn: "n",
  });
}

export function varianceTable(models: readonly MixedModel[], numbered: Numbering): TableBlock {
  type Fit = NonNullable<MixedModel["fit"]>;
  const of =
    (pick: (fit: Fit) => number | null) =>
    (model: MixedModel): Cell =>
      model.fit === null
        ? { value: null, why: model.why ?? "" }
        : orWhy(pick(model.fit), "Every patient has one session: no variance of sessions.");
  const total = (fit: Fit): number => fit.patient + (fit.session ?? 0) + fit.residual;
  return table<MixedModel>({
    id: "effects-variance",
    caption: numbered.table("Where the variance of the minutes lies, beside the groups."),
    columns: [
      column("expression", "Expression", "z-standardised probability, or 1 − neutral.", "text", ({ score }) =>
        scoreLabel(score),
      ),
      column(
        "n",
        "Minutes",
        "Minutes of patients with a group.",
        "count",
        of(({ n }) => n),
      ),
      column(
        "patient",
        "Patients",
        "Share of the variance between patients of one group.",
        "percent1",
        of((fit) => fit.patient / total(fit)),
      ),
      column(
        "session",
        "Sessions",
        "Share between sessions of one patient.",
        "percent1",
        of((fit) => (fit.session === null ? null : fit.session / total(fit))),
      ),
      column(
        "residual",
        "Minutes within",
        "Share between minutes of one session.",
        "percent1",
        of((fit) => fit.residual / total(fit)),
      ),
    ],
    rows: models,
    nColumn: "n",
  });
}

/** Optimised values agree less closely between programs than closed forms; degrees of freedom least of all. */
const OPTIMISED = 1e-4;
const OPTIMISED_DF = 2e-3;
const SOLVED = 1e-6;

export function effectNumbers(
  effects: readonly GroupEffect[],
  models: readonly MixedModel[],
): ReportNumber[] {
  return [
    ...effects.flatMap(({ pair, score, minutes, mixed, persons }) => {
      const key = `${pairKey(pair)}.${score}`;
      return [
        ...reportNumbers({
          [`minutes.${key}.welch_t`]: minutes?.welch.t,
          [`minutes.${key}.welch_df`]: minutes?.welch.df,
          [`minutes.${key}.welch_p`]: minutes?.welch.p,
          [`minutes.${key}.pooled_t`]: minutes?.pooled.t,
          [`minutes.${key}.pooled_p`]: minutes?.pooled.p,
          [`minutes.${key}.d`]: minutes?.cohensD,
          [`minutes.${key}.g`]: minutes?.hedgesG,
          [`persons.${key}.t`]: persons?.welch.t,
          [`persons.${key}.df`]: persons?.welch.df,
          [`persons.${key}.p`]: persons?.welch.p,
          [`persons.${key}.d`]: persons?.cohensD,
          [`persons.${key}.g`]: persons?.hedgesG,
        }),
        ...reportNumbers(
          {
            [`persons.${key}.d_low`]: persons?.dInterval.low,
            [`persons.${key}.d_high`]: persons?.dInterval.high,
          },
          SOLVED,
        ),
        ...reportNumbers(
          {
            [`mixed.${key}.estimate`]: mixed?.estimate,
            [`mixed.${key}.se`]: mixed?.se,
            [`mixed.${key}.p`]: mixed?.p,
            [`mixed.${key}.d`]: mixed?.d,
          },
          OPTIMISED,
        ),
        ...reportNumbers({ [`mixed.${key}.df`]: mixed?.df }, OPTIMISED_DF),
      ];
    }),
    ...models.flatMap(({ score, fit }) =>
      reportNumbers(
        {
          [`mixed.${score}.patient_variance`]: fit?.patient,
          [`mixed.${score}.session_variance`]: fit?.session,
          [`mixed.${score}.residual_variance`]: fit?.residual,
        },
        OPTIMISED,
      ),
    ),
  ];
}
