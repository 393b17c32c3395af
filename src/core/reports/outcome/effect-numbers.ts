import type { ReportNumber } from "../../../shared/reports/document.ts";
import { reportNumbers } from "../section-parts.ts";
import { type GroupEffect, type MixedModel, pairKey } from "./group-effects.ts";

/** Optimised values agree less closely between programs than closed forms; degrees of freedom least of all. */
const OPTIMISED = 1e-4;
const OPTIMISED_DF = 2e-3;
const SOLVED = 1e-6;

/** Every comparison and variance that R computes again. */
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
