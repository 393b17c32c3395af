import type { Cell } from "../../shared/reports/document.ts";

/** The value, or in its place the reason why there is none. */
export function orWhy(value: number | null | undefined, why: string): Cell {
  return value === null || value === undefined || !Number.isFinite(value) ? { value: null, why } : value;
}
