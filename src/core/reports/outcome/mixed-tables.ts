import { scoreLabel } from "../../../shared/figures/outcome-marks.ts";
import type { Cell, TableBlock } from "../../../shared/reports/document.ts";
import { table } from "../blocks.ts";
import type { Numbering } from "../numbering.ts";
import { orWhy } from "../or-why.ts";
import { column } from "../section-parts.ts";
import { EXPRESSION, PAIR } from "./effect-columns.ts";
import type { GroupEffect, MixedContrast, MixedModel } from "./group-effects.ts";

const NO_DF = "The second derivatives of the likelihood give no degrees of freedom.";

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
        "value",
        "Contrast of the groups' means in z.",
        "fixed3",
        of(({ estimate }) => estimate),
      ),
      column(
        "low",
        "95% CI low",
        "Lower end of its 95% interval, Satterthwaite degrees of freedom.",
        "fixed3",
        of(({ interval }) => interval?.low),
      ),
      column(
        "high",
        "95% CI high",
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
        "value",
        "Difference in standard deviations of all variance of the model: patients, sessions and residuals.",
        "fixed2",
        of(({ d }) => d),
      ),
      column(
        "d_low",
        "95% CI low",
        "Interval of the difference in these units; the standard deviation is taken as known.",
        "fixed2",
        of(({ dInterval }) => dInterval?.low),
      ),
      column(
        "d_high",
        "95% CI high",
        "Upper end of that interval.",
        "fixed2",
        of(({ dInterval }) => dInterval?.high),
      ),
    ],
    rows: effects,
    groups: { Difference: ["difference", "low", "high", "t", "df", "p"], d: ["d", "d_low", "d_high"] },
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
