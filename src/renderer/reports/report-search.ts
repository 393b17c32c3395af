import {
  OPTIONS_OF,
  REPORT_NAMES,
  type ReportName,
  type ReportOptions,
  reportOptionsSchema,
} from "../../shared/reports/report-options.ts";

type OptionName = keyof ReportOptions;

/** Options of the reports as they stand in the address; what is as usual is left out. */
export type ReportSearch = { readonly [Name in OptionName]?: NonNullable<ReportOptions[Name]> };

const { shape } = reportOptionsSchema;
const USUAL = reportOptionsSchema.parse({});

/** True where there is anything to choose besides the reading. */
export const hasOptions = (report: ReportName): boolean =>
  OPTIONS_OF[report].some((option) => option !== "modelId");

export const isReportName = (name: string): name is ReportName =>
  REPORT_NAMES.some((known) => known === name);

/** Reads the address; what is unknown, as usual or out of range is left out. */
export function parseReportSearch(search: Record<string, unknown>): ReportSearch {
  const found: [OptionName, unknown][] = [];
  for (const name of Object.keys(shape) as OptionName[]) {
    const raw = search[name];
    if (raw === undefined || raw === "") continue;
    // The address does not tell the text "2023" from the number.
    const asked = typeof USUAL[name] === "number" ? Number(raw) : String(raw);
    const { success, data } = shape[name].safeParse(asked);
    if (success && data !== USUAL[name]) found.push([name, data]);
  }
  return Object.fromEntries(found);
}

/** The options that the report reads, with their usual values where nothing else was asked for. */
export function optionsOf(report: ReportName, search: ReportSearch): Partial<ReportOptions> {
  const asked = { ...USUAL, ...search };
  return Object.fromEntries(
    OPTIONS_OF[report].flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]])),
  );
}
