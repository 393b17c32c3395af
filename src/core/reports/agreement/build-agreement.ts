import { syntheticNotice } from "../../../shared/figures/agreement-words.ts";
import type { BuildReport } from "../built-report.ts";
import { framed } from "../frame.ts";
import { aggregatesSection } from "./aggregates-section.ts";
import { agreementRows } from "./agreement-rows.ts";
import { choices } from "./choices.ts";
import { confusionSection } from "./confusion-section.ts";
import type { AgreementContext } from "./context.ts";
import { correlationRows } from "./correlation-rows.ts";
import { courseSection } from "./course-section.ts";
import { coverageSection } from "./coverage-section.ts";
import { dataTables } from "./data-tables.ts";
import { definitions } from "./definitions.ts";
import { expressionsSection } from "./expressions-section.ts";
import { flowNotices, flowOf, missingWords } from "./flow.ts";
import { highArousalSection } from "./high-arousal-section.ts";
import { labelSections } from "./labels/label-sections.ts";
import { methods } from "./methods.ts";
import { mixedModelsSection } from "./mixed-models-section.ts";
import { numberedSections } from "./numbered-sections.ts";
import { overallSection } from "./overall-section.ts";
import { raterComparisonSection } from "./rater-comparison-section.ts";
import { REFERENCES } from "./references.ts";
import { resamplingOf } from "./resampling.ts";
import { sessionsSection } from "./sessions-section.ts";

/** Agreement of raters and machine, in the order of Steppan et al. (2023). */
export const buildAgreement: BuildReport = (tables, options, progress) => {
  const joined = agreementRows(tables);
  const { rows, raters, flow } = joined;
  const missing = missingWords(flow);
  const synthetic = syntheticNotice(raters);
  const notices = [...(synthetic === null ? [] : [synthetic]), ...flowNotices(flow, options)];
  const frame = {
    flow: flowOf(tables, joined),
    choices: choices(options),
    definitions: definitions(options),
    references: REFERENCES,
  };
  if (missing !== null) {
    const empty = { notices, missing, sections: [], methods: [], numbers: [] };
    return { document: framed("agreement", tables, options, { ...frame, ...empty }), data: [] };
  }
  progress("Sessions", 0);
  const context: AgreementContext = {
    ...joined,
    tables,
    options,
    correlations: correlationRows(joined),
    resampling: resamplingOf(rows, options),
  };
  const course = courseSection(context);
  progress("Correlations and their intervals", 0.02);
  const overall = overallSection(context, (label, share) => progress(label, 0.02 + 0.12 * share));
  const coverage = coverageSection(context);
  progress("Raters compared", 0.14);
  const compared = raterComparisonSection(context);
  const mixed = mixedModelsSection(context, (label, share) => progress(label, 0.18 + 0.12 * share));
  const labels = labelSections(rows, tables, options, (label, share) => progress(label, 0.3 + 0.5 * share));
  progress("Emotions and sessions", 0.8);
  const confusion = confusionSection(context);
  const high = highArousalSection(context);
  const sessions = sessionsSection(context);
  progress("Summaries of the minute", 0.84);
  const aggregates = aggregatesSection(context);
  progress("Single expressions", 0.92);
  const expressions = expressionsSection(context);
  const parts = [
    course,
    overall,
    coverage,
    compared,
    mixed,
    confusion,
    high,
    sessions,
    aggregates,
    expressions,
  ];
  const before = [course, overall, coverage, compared, mixed].map(({ section }) => section);
  const after = [confusion, high, sessions, aggregates, expressions].map(({ section }) => section);
  const document = framed("agreement", tables, options, {
    ...frame,
    notices: [...notices, ...parts.flatMap((part) => part.notices), ...labels.notices],
    missing: null,
    choices: [...frame.choices, ...labels.choices],
    definitions: withoutRepetition([...frame.definitions, ...labels.definitions], ({ term }) => term),
    references: [...new Set([...REFERENCES, ...labels.references])].sort(),
    sections: numberedSections([...before, ...labels.sections, ...after]),
    methods: [...methods(context), ...labels.methods],
    numbers: [...parts.flatMap((part) => part.numbers), ...labels.numbers],
  });
  progress("Done", 1);
  return { document, data: [...dataTables(context), ...labels.data] };
};

/** The first of those with the same key. */
function withoutRepetition<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].reverse();
}
