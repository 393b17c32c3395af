import type { Cell, CellFormat, Column } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { Numbering } from "../numbering.ts";
import { column } from "../section-parts.ts";
import type { ReliabilityData } from "./gather-reliability.ts";
import { type Interval, NO_INTERVAL } from "./words.ts";

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

/** Two columns with the limits of an interval; without one, the reason. */
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
  return (["low", "high"] as const).map((end) =>
    column(
      `${id}_${end}`,
      `${label} ${end}`,
      `${definition} ${end === "low" ? "Lower" : "Upper"} limit.`,
      format,
      (row) => {
        const value = of(row)?.[end];
        return value === undefined || !Number.isFinite(value) ? { value: null, why: why(row) } : value;
      },
    ),
  );
}

/** Why there is no interval by resampling. */
export function whyNoInterval({ data, options }: Pick<Context, "data" | "options">): string {
  if (options.resamples === 0) return NO_INTERVAL.none;
  if (data.doubleCoded.sessions.length < 2) return NO_INTERVAL.single;
  return "The statistic has no value in the resamples.";
}
