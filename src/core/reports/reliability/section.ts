import type { Cell, CellFormat, Column, Inline } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import type { Numbering } from "../numbering.ts";
import { column } from "../section-parts.ts";
import type { ReliabilityData } from "./gather-reliability.ts";
import { type Resampled, whyNoCluster } from "./resample.ts";
import { type Interval, inline } from "./words.ts";

/** What every section is built from. */
export interface Context {
  readonly data: ReliabilityData;
  readonly options: ReportOptions;
  readonly numbered: Numbering;
}

/** Tolerance of standard errors near 0: a square root makes much of rounding. */
export const NEAR_ZERO = 1e-7;

/** Tolerance of what an optimiser finds. */
export const OPTIMISED = 1e-4;

type ColumnOf<Row> = Column & { readonly cell: (row: Row) => Cell };

/** Two columns with the limits of an interval under a head of their own; without one, the reason. */
export function limits<Row>(
  of: (row: Row) => Interval | null,
  {
    id = "ci",
    label = "95% CI",
    definition,
    why,
    format = "r",
  }: {
    readonly id?: string;
    readonly label?: string;
    readonly definition: string;
    readonly why: (row: Row) => string;
    readonly format?: CellFormat;
  },
): ColumnOf<Row>[] {
  return (["low", "high"] as const).map((end) => ({
    ...column<Row>(
      `${id}_${end}`,
      end,
      `${definition} ${end === "low" ? "Lower" : "Upper"} limit.`,
      format,
      (row) => {
        const value = of(row)?.[end];
        return value === undefined || !Number.isFinite(value) ? { value: null, why: why(row) } : value;
      },
    ),
    group: label,
  }));
}

/** How the intervals by resampling sessions come about, as definition of their columns. */
export const CLUSTER_INTERVAL = `95% BCa interval, patients, then sessions drawn; from ${FEWEST_SESSIONS} sessions on.`;

/** A coefficient of resampled sessions in a sentence, with its interval or the reason why there is none. */
export function inlineResampled(
  result: Resampled | undefined,
  { is, n, of }: { readonly is: string; readonly n: number; readonly of: string },
): Inline {
  const interval = result?.interval ?? null;
  const words = interval === null ? whyNoCluster(result) : "Interval: patients and sessions drawn.";
  return inline(result?.value ?? null, interval, { is: `${is} ${words}`, n, of });
}
