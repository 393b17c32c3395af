import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { BuildReport, BuiltReport, ReportProgress } from "../built-report.ts";
import { computedFrom } from "../computed.ts";
import { framed } from "../frame.ts";
import { numbering } from "../numbering.ts";
import type { ActionUnitTable, ReportTables } from "../report-tables.ts";
import { bring, whatIsMissing } from "../what-is-missing.ts";
import { actionUnitData } from "./action-unit-data.ts";
import { CHOICES, DEFINITIONS, methods, REFERENCES } from "./action-unit-words.ts";
import { correlationSection } from "./correlation-section.ts";
import { emotionSection } from "./emotion-section.ts";
import { personSection } from "./person-section.ts";
import { sampleFlow, sampleSection } from "./sample-section.ts";
import { scaleCorrelations } from "./scale-correlations.ts";
import { scaleSection } from "./scale-section.ts";
import { scalogramSection, type TransformedSeries } from "./scalogram-section.ts";
import { scalePowers } from "./series-power.ts";
import { severityDesign } from "./severity-design.ts";
import { severityName } from "./severity-name.ts";
import { unitResults } from "./unit-results.ts";

const IMPORT = bring("action units", "import-action-units");

/** Action units of videos against a severity score, after Mineur et al. */
export const buildActionUnits: BuildReport = (tables, options, progress) => {
  const { actionUnits } = tables;
  const missing = whatIsMissing("action-units", tables) ?? lacking(actionUnits);
  if (actionUnits === null || missing !== null) {
    return {
      document: framed("action-units", tables, options, {
        ...{ notices: [], missing, flow: { sentence: "", lines: [] }, sections: [], methods: [] },
        ...{ choices: [], definitions: [], references: [], numbers: [] },
      }),
      data: [],
    };
  }
  return build({ ...tables, actionUnits }, options, progress);
};

/** Why nothing can be computed; null when something can. */
function lacking(units: ActionUnitTable | null): string | null {
  if (units === null || (units.videos.length === 0 && units.series.length === 0))
    return `The study holds no action units. ${IMPORT}`;
  if (
    units.videos.length > 0 &&
    units.videos.every(({ severity }) => severity === null) &&
    units.series.length === 0
  )
    return `No video has a severity (${severityName(units)}). ${IMPORT}`;
  return null;
}

function build(
  tables: ReportTables & { readonly actionUnits: ActionUnitTable },
  options: ReportOptions,
  progress: ReportProgress,
): BuiltReport {
  const { actionUnits: units } = tables;
  const numbered = numbering();
  const design = severityDesign(units);
  progress("Partial correlations", 0);
  const results = unitResults(units, design);
  const usable = units.series.filter(({ values }) => values.length >= 2);
  const transformed = usable.map((series, i): TransformedSeries => {
    progress(`Wavelet transform of series ${i + 1} of ${usable.length}`, 0.1 + (0.8 * i) / usable.length);
    return { series, powers: scalePowers(series) };
  });
  progress("Results by scale", 0.9);
  const scales = scaleCorrelations(
    units,
    design,
    transformed.map(({ series, powers }) => ({ video: series.video, unit: series.unit, powers })),
  );
  const sections = [
    ...(units.videos.length === 0
      ? []
      : [
          sampleSection(units, numbered),
          correlationSection(units, design, results, numbered),
          personSection(units, design, results, numbered),
          emotionSection(results, numbered),
        ]),
    scalogramSection(transformed, numbered),
    scaleSection(units, scales, numbered),
  ];
  const numbers = sections.flatMap((parts) => parts.numbers);
  progress("Done", 1);
  return {
    document: framed("action-units", tables, options, {
      notices: notices(units, usable.length),
      missing: null,
      flow: sampleFlow(units, design),
      sections: sections.map(({ section }) => section),
      methods: methods(tables, units, design, computedFrom(numbers)),
      choices: CHOICES,
      definitions: DEFINITIONS,
      references: [...REFERENCES],
      numbers,
    }),
    data: actionUnitData(units, design, transformed, scales),
  };
}

function notices(units: ActionUnitTable, usable: number): string[] {
  const short = units.series.length - usable;
  return [
    short === 0
      ? null
      : `${short} series ${short === 1 ? "holds" : "hold"} fewer than two samples and ${short === 1 ? "was" : "were"} left out.`,
    units.videos.length === 0
      ? "There are series but no table of videos: nothing can be set beside a severity."
      : null,
  ].filter((words) => words !== null);
}
