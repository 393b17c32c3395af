import { formatR } from "../../../shared/figures/statistic-text.ts";
import type { Block, ReportNumber } from "../../../shared/reports/document.ts";
import { intraclassCorrelations } from "../../../stats/intraclass.ts";
import type { Components } from "../../../stats/intraclass-of-components.ts";
import { expectedRandomRaterInterval } from "../../../stats/random-raters.ts";
import { table, text } from "../blocks.ts";
import { column, reportNumbers } from "../section-parts.ts";
import { type DoubleCoded, minutesOf } from "./gather-reliability.ts";
import type { Context } from "./section.ts";
import type { ComponentsResult } from "./variance-parts.ts";

const RATERS = [2, 3, 4, 5] as const;
/** Stands for any number of sessions: beyond it the width does not change in the third decimal. */
const MINUTES_WITHOUT_END = 100_000;
/** No study has more raters. */
const MOST_RATERS = 20;

interface RandomRaters {
  readonly blocks: readonly Block[];
  readonly numbers: readonly ReportNumber[];
}

/**
 * What can be expected of the interval that takes raters as drawn from many, since it bounds what sessions can give. With
 * the sessions and raters of the study it is the interval by mean squares that the study has.
 */
export function randomRaters(
  { numbered, data }: Context,
  moments: ComponentsResult["moments"],
  {
    sessions,
    minutesPerSession,
  }: { readonly sessions: readonly number[]; readonly minutesPerSession: number },
): RandomRaters {
  const variances = variancesOf(data.doubleCoded) ?? moments;
  if (variances === null) return { blocks: [], numbers: [] };
  const { rater, residual } = variances;
  const shared = (variances.cluster ?? 0) + variances.unit;
  const widthOf = (minutes: number, raters: number): number => {
    const { low, high } = expectedRandomRaterInterval({ shared, rater, residual }, minutes, raters);
    return high - low;
  };
  const rows = [
    ...sessions.map((count) => ({
      key: String(count),
      label: String(count),
      minutes: Math.round(count * minutesPerSession),
    })),
    { key: "any", label: "any number", minutes: MINUTES_WITHOUT_END },
  ].filter(({ minutes }) => minutes >= 2);
  type Row = (typeof rows)[number];
  const own = data.doubleCoded.raters.length;
  const enough = Array.from({ length: MOST_RATERS - 1 }, (_, i) => i + 2).find(
    (raters) => widthOf(MINUTES_WITHOUT_END, raters) <= 0.2,
  );
  return {
    blocks: [
      text(
        "These plans hold for these raters. Where the raters stand for others, as in the interval of ICC(A,1) by formula, more sessions cannot replace raters: with ",
        {
          text: `${own} raters its width stays at ${formatR(widthOf(MINUTES_WITHOUT_END, own))}`,
          hover: "Expected width of McGraw and Wong's interval with any number of minutes.",
        },
        " or more however many sessions are coded",
        enough === undefined
          ? `, and no number of raters up to ${MOST_RATERS} brings it to .20.`
          : `; a width of .20 needs at least ${enough} raters.`,
      ),
      table<Row>({
        id: "reliability-plan-random-raters",
        caption: numbered.table(
          "Expected width of the 95% interval of ICC(A,1) with raters as random (McGraw & Wong), by sessions and raters.",
        ),
        columns: [
          column(
            "sessions",
            "Sessions",
            "Sessions coded by all of the raters; any number: the width that more sessions approach.",
            "text",
            (row) => row.label,
          ),
          ...RATERS.map((raters) =>
            column<Row>(
              `raters_${raters}`,
              `${raters} raters`,
              `Upper minus lower limit with ${raters} raters drawn from many: the formula with the mean squares to be expected under the variances of the minutes that all raters coded (by moments where there are none).`,
              "fixed3",
              (row) => widthOf(row.minutes, raters),
            ),
          ),
          column("minutes", "Minutes", "Minutes of so many sessions.", "count", (row) =>
            row.key === "any" ? { value: null, why: "Without end." } : row.minutes,
          ),
        ],
        rows,
        nColumn: "minutes",
        note: "The formula takes minutes as independent, so these widths are the least to be expected; the width found in a study varies around them, most with few raters.",
      }),
    ],
    numbers: reportNumbers(
      Object.fromEntries(
        rows.flatMap(({ key, minutes }) =>
          RATERS.map((raters): [string, number] => [
            `plan.random.${raters}.${key}`,
            widthOf(minutes, raters),
          ]),
        ),
      ),
      1e-7,
    ),
  };
}

/** By mean squares, negative ones set to 0; null where too few minutes were coded by all raters. */
function variancesOf(doubleCoded: DoubleCoded): Components | null {
  const raters = doubleCoded.raters.length;
  const complete = minutesOf(doubleCoded)
    .map(({ arousal }) => arousal.filter((value) => value !== null))
    .filter((values) => values.length === raters);
  const result = intraclassCorrelations(complete);
  if (result.values === null) return null;
  const { units, msr, msc, mse } = result;
  return {
    cluster: null,
    unit: Math.max(0, msr - mse) / raters,
    rater: Math.max(0, msc - mse) / units,
    residual: mse,
  };
}
