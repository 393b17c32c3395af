import type { ReportNumber } from "../../shared/reports/document.ts";

/** Whether a report holds a number whose key fits: words about methods follow what was computed. */
export type Computed = (key: RegExp) => boolean;

export function computedFrom(numbers: readonly ReportNumber[]): Computed {
  return (pattern) => numbers.some(({ key }) => pattern.test(key));
}

/** `of`: keys of the numbers that an entry belongs to; without it, it belongs to every report. */
export type Of<Entry> = Entry & { readonly of?: RegExp };

/** The entries that belong to what was computed. */
export function belonging<Entry extends object>(
  entries: readonly Of<Entry>[],
  computed: Computed,
): Omit<Of<Entry>, "of">[] {
  return entries.flatMap(({ of, ...entry }) => (of === undefined || computed(of) ? [entry] : []));
}
